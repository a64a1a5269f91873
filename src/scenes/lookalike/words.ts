import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, messageOf, packetAt } from "../phrases/facts.ts";
import { packetOf } from "../phrases/names.ts";
import type { Beats } from "../phrases/tell.ts";
import { checkOf, leftOut, notAsked, verdictOf, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Every check is green`,
  story: t`No forgery works any more, so Mallory stops forging. She buys a name of her own, and gets an honest certificate for it. Alice asks for a name, from a link in a message or from memory: watch closely *which* name it is.`,
  protocol: t`A certificate binds a key to a name (RFC 5280, RFC 9525). Whether it is the name that was meant, and what its owner is up to, lies outside of it.`,
  tick: t`start`,
};

export const beats: Beats = {
  "alice.writes.clientHalf": aliceAsks,
  "mallory.writes.serverHalf": {
    title: t`Mallory answers as herself: as b0b.example`,
    story: t`Her half, her certificate, her signature. Nothing here is forged: b0b.example really is hers.`,
  },
  "serverHalf.reaches.alice": ({ recording, event }) =>
    event.type === "travels" && packetOf(recording, event.packet).author === "mallory"
      ? { title: t`A half from b0b.example reaches Alice` }
      : null,
  "alice.checks.certificate": aliceChecks,
  "alice.derives.channelKey": (context) =>
    isB0b(context)
      ? {
          story: t`She has checked whose half it was: b0b.example’s. She believes that this is Bob, with a zero where an o should be.`,
        }
      : null,
  "mallory.opens.request": (context) =>
    isB0b(context)
      ? {
          story: t`No lock was broken, no check left out. Alice wrote to the owner of b0b.example, and that is Mallory.`,
        }
      : null,
  "mallory.seals.reply": { story: t`She says what Alice hopes to hear, and pays nobody.` },
  "alice.opens.reply": (context) =>
    isB0b(context)
      ? { story: t`Nobody else could read along, and every check was green. It looks as it always looks.` }
      : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Letters of other alphabets can look alike to the pixel; browsers show some of them in another spelling.`,
  t`Password managers and passkeys compare names letter by letter, and so are not taken in by this.`,
];

function aliceAsks({ recording, event }: StepContext): Partial<StepWords> | null {
  if (event.type !== "writes") return null;
  const message = messageOf(packetOf(recording, event.packet));
  if (message?.type !== "ClientHalf") return null;
  return message.serverName === "b0b.example"
    ? { story: t`She has followed a link. There is a zero where an *o* should be, and who reads so closely?` }
    : { story: t`She has typed the name that she knows, letter by letter.` };
}

/** Whether Alice was answered by the owner of the name that she asked for, and that name is Mallory’s. */
function isB0b({ recording }: StepContext): boolean {
  const asked = packetAt(recording, "alice.writes.clientHalf");
  const message = asked === null ? null : messageOf(asked);
  const accepted = verdictsOf(recording).some((verdict) => verdict.accepted && verdict.about === "b0b.example");
  return message?.type === "ClientHalf" && message.serverName === "b0b.example" && accepted;
}

function aliceChecks(context: StepContext): Partial<StepWords> | null {
  const verdict = verdictOf(context);
  if (verdict === null) return null;
  if (!verdict.accepted) {
    const name = checkOf(verdict, "name");
    if (name?.result !== "failed") return null;
    return {
      story: t`Alice asked for *${verdict.about}*, and the certificate says something else. One letter is enough, if somebody compares.`,
    };
  }
  if (leftOut(verdict).length > 0) {
    return {
      title: t`Alice does not look at the name, and accepts`,
      story: t`She asked for ${verdict.about}. The certificate is genuine, for somebody else, and nobody compared.`,
    };
  }
  if (verdict.about === "bob.example") return null;
  return {
    title: t`Every check is green for ${verdict.about}, and that is the trap`,
    story: t`Chain, name, dates, use, signature: all in order. This *is* b0b.example, beyond doubt. An authority vouches for a name; it does not vouch that its owner is honest.`,
    tick: t`all green: a trap`,
  };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const missing = notAsked(context.recording);
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const fell = (kind === "deceived" || kind === "read") && mishaps.length === 0;
  if (fell && missing !== null) {
    return {
      title: t`The end: the name was wrong, and nobody compared`,
      story: t`Nobody asked ${missing}. A certificate for *somebody* is easy to get: the name is what makes it Bob’s.`,
    };
  }
  if (fell && isB0b(context)) {
    return {
      title: t`The end: all green, and Mallory has the letter`,
      story: t`The padlock told the truth: this was b0b.example, and nobody else could listen. Whether that is who Alice *meant*, and whether it is honest, no certificate can say. Next: Bob has proved who he is; but who is talking to him?`,
    };
  }
  if (kind === "arrived" && smooth && missing === null) {
    return {
      title: t`The end: the right name, and the right Bob`,
      story: t`She asked for bob.example, and Bob answered. Let her follow the link, and let Mallory *pose*.`,
    };
  }
  if (kind === "nothing" && sent.length === 0) {
    return { title: t`The end: nothing was said`, story: t`The line went dead before anybody had proved anything.` };
  }
  const [verdict] = verdictsOf(context.recording);
  if (kind === "refused" && sent.length === 0 && verdict !== undefined) {
    return {
      title: t`The end: not the name that she asked for`,
      story: t`Alice’s check of the name caught it. It can only compare with what she *asked for*${
        verdict.about === "bob.example"
          ? t`: had she asked for the wrong name, everything would have been green.`
          : t`, and this time that was ${verdict.about}: even the real Bob does not have that name.`
      }`,
    };
  }
  const padlock = isB0b(context) ? t`The padlock had told Alice only that this was b0b.example.` : "";
  return plainEnding(context, outcome, missing === null ? padlock : t`And nobody asked ${missing}.`);
}
