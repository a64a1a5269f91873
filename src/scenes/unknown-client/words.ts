import { t } from "../../language/t.ts";
import { ending } from "../phrases/facts.ts";
import type { Beats } from "../phrases/tell.ts";
import { STRONG_MEDICINE } from "../tales.ts";
import type { StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Somebody says a number`,
  story: t`Bob keeps a clinic now: he gives medicine by the numbers that come in. He proves who he is, as he has learnt to; he has never asked who is calling. Watch what he knows of the other end when he acts.`,
  protocol: t`Only the server is authenticated, as nearly everywhere on the web: “the server side of the channel is always authenticated; the client side is optionally authenticated” (RFC 8446 §1).`,
  tick: t`start`,
};

export const beats: Beats = {
  "notAlice.makes.half": { story: t`This is not Alice. Anybody may call the clinic, and anybody can make a half.` },
  "bob.derives.channelKey": {
    story: t`Bob has a key that nobody else can break, shared with whoever is calling. He believes that it is Alice; nothing has shown him that.`,
  },
  "notAlice.checks.certificate": {
    story: t`Not-Alice makes sure that this is the real Bob. Whoever wants to deceive Bob has every reason to.`,
  },
  "notAlice.seals.request": {
    title: t`Not-Alice writes in Alice’s name`,
    story: t`“Alice: pulse 180.” It is only text, and the seal closes over a lie as well as over anything else.`,
  },
  "bob.opens.request": {
    story: t`The key fits, and nothing was changed on the way. The name in front of the number is a word like any other.`,
  },
  "bob.acts": ({ event }) =>
    event.type === "acts" && event.text === STRONG_MEDICINE
      ? {
          story: t`No lock was broken and no certificate forged. Bob believed a number, and has acted on it.`,
          tick: t`gives medicine`,
        }
      : { story: t`The number was true. Bob did not know that; he only believed it.`, tick: t`acts` },
  end: ending((kind) => endOf(kind === "deceived")),
};

export const leavesOut: readonly string[] = [
  t`Most services ask for a password or a token inside the channel. That works until somebody else gets hold of it.`,
  t`A real clinic would not hand out medicine by one number, one hopes.`,
];

function endOf(deceived: boolean): Partial<StepWords> {
  return deceived
    ? {
        title: t`The end: the right clinic, and the wrong caller`,
        story: t`The channel was secret and whole, and carried a lie. Bob’s certificate proves who *Bob* is, and nothing about who calls. He needs to see proof himself before he believes a word. Next: both show who they are.`,
      }
    : {
        title: t`The end: it was Alice, and Bob could not know`,
        story: t`On Bob’s side this run looks the same as with not-Alice: the same steps, the same seal. He needs to see proof before he believes a word. Next: both show who they are.`,
      };
}
