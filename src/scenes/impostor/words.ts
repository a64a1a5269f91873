import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, stepOf } from "../phrases/facts.ts";
import { derivedAt, holdsKey } from "../phrases/keyFacts.ts";
import { keyName } from "../phrases/names.ts";
import type { Beats } from "../phrases/tell.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`“I am Bob”`,
  story: t`No router can open what Alice and Bob seal with the key that nobody sends. But the other half comes in over the wire, from whoever says “I am Bob”. Watch who has the other end of Alice’s key.`,
  protocol: t`Unauthenticated key agreement: nothing in \`ClientHalf\` or \`ServerHalf\` ties a half to a name. In TLS 1.2 these were the anonymous suites (RFC 5246 §F.1.1.1); TLS 1.3 has none.`,
  tick: t`start`,
};

export const beats: Beats = {
  "clientHalf.reaches.mallory": ({ recording }) =>
    stepOf(recording, "mallory.writes.serverHalf") === null
      ? null
      : {
          title: t`Alice’s half reaches Mallory, and goes no further`,
          story: t`Bob hears nothing of it. As far as he knows, nobody has called.`,
        },
  "mallory.makes.half": {
    story: t`A half takes no permission and no proof. Anybody can make one, in a thousandth of a second.`,
  },
  "mallory.writes.serverHalf": {
    title: t`Mallory answers: “I am Bob”`,
    story: t`It is a perfectly good half. Nothing on it says whose it is.`,
    tick: t`“I am Bob”`,
  },
  "mallory.derives.channelKey": {
    story: t`Her own secret and Alice’s half give a key, as they would for anybody who answers.`,
  },
  "alice.derives.channelKey": aliceDerives,
  "alice.seals.request": {
    story: t`The seal is as strong as ever. It keeps out everybody, except the one who has the other end of the key.`,
  },
  "mallory.opens.request": {
    story: t`No lock was broken and no key stolen. The letter was sealed *for her*.`,
  },
  "mallory.seals.reply": { story: t`She says what Alice hopes to hear, and pays nobody.` },
  "alice.opens.reply": aliceReads,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`How Mallory comes to stand on the path: here she is a router. A false Wi-Fi or a false address entry does as well.`,
  t`Browsers never talk like this: without proof of who answers they refuse to send anything.`,
];

function aliceDerives({ recording, after }: StepContext): Partial<StepWords> | null {
  const key = derivedAt(recording, "alice.derives.channelKey");
  if (key === null) return null;
  return holdsKey(after, "mallory", key)
    ? {
        title: t`Alice works out key ${keyName(recording, key)}, and shares it with Mallory`,
        story: t`Nobody can break this key. Alice believes that Bob is at the other end, and nothing contradicts her.`,
      }
    : {
        story: t`Nobody can break this key. Alice believes that Bob is at the other end. He is, but she has not checked.`,
      };
}

function aliceReads({ recording }: StepContext): Partial<StepWords> {
  return stepOf(recording, "mallory.seals.reply") === null
    ? { story: t`The key fits, and all is well. It would look exactly the same if somebody else had answered.` }
    : { story: t`The key fits, so all seems well. Encryption has kept its promise: nobody *else* has read a word.` };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  if (kind === "deceived" && mishaps.length === 0) {
    return {
      title: t`The end: perfect encryption, with the wrong computer`,
      story: t`*Encryption is not authentication*: it says that nobody else can read, not who it is that can. Soon, though, Carol will miss her coins. Next: Mallory learns to leave no trace.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: it was Bob, this time`,
      story: t`Alice can’t tell this run from one in which somebody else answers: she does and sees the same. Let Mallory *pose*, and compare.`,
    };
  }
  if (sent.length === 0) {
    return {
      title: t`The end: nothing was said`,
      story: t`The line went dead before anybody had a key. Let Mallory *pose* from the start, and compare.`,
    };
  }
  return plainEnding(context, outcome, t`And still Alice can’t tell *who* has the other end of her key.`);
}
