import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending, said, stepOf, textAt } from "../phrases/facts.ts";
import { derivedAt, holdsKey } from "../phrases/keyFacts.ts";
import { keyName } from "../phrases/names.ts";
import type { Beats } from "../phrases/tell.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`One in the middle`,
  story: t`Whoever only poses as Bob is found out as soon as Carol misses her coins. So Mallory can do it twice: be Bob to Alice and Alice to Bob, and carry the letters across. Watch the names of the keys, and the patterns on the seals: is it one key, or two?`,
  protocol: t`A machine in the middle over unauthenticated Diffie-Hellman (RFC 3552 §3.3.5): two agreements, two channel keys, and everything decrypted and sealed again in between.`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.makes.half": (context) =>
    callsBob(context)
      ? {
          title: t`Mallory makes a half to show to Bob`,
          story: t`She keeps Alice’s half back and makes one of her own.`,
        }
      : null,
  "mallory.writes.clientHalf": {
    title: t`Mallory calls Bob, and says that she is Alice`,
    story: t`To Bob this is a call like any other. Anybody may call a bank.`,
    tick: t`“I am Alice”`,
  },
  "bob.derives.channelKey": bobDerives,
  "mallory.makes.half.2": {
    title: t`Mallory makes another half, for Alice`,
    story: t`One connection to each side, and so one half for each.`,
  },
  "mallory.writes.serverHalf": {
    title: t`Mallory answers Alice: “I am Bob”`,
    story: t`Nothing on a half says whose it is.`,
    tick: t`“I am Bob”`,
  },
  "alice.derives.channelKey": aliceDerives,
  "mallory.opens.request": {
    story: t`It was sealed with the key that Alice shares with *her*. She reads it, as Bob would.`,
  },
  "mallory.seals.request": resealed("alice.seals.request"),
  "bob.opens.request": (context) =>
    callsBob(context)
      ? {
          story: t`It is sealed with the key that Bob agreed on, and not one bit was changed. With *whom* he agreed, the key does not say.`,
        }
      : null,
  "mallory.opens.reply": { story: t`The same again in the other direction.` },
  "mallory.seals.reply": resealed("bob.seals.reply"),
  "alice.opens.reply": (context) =>
    callsBob(context)
      ? { story: t`The key fits, the answer makes sense, and it took no longer than usual. All seems well.` }
      : null,
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`A real relay does this for thousands of connections at a time, by itself, and keeps only what is worth something.`,
  t`Two people who compare their key’s fingerprint by telephone would notice. The web can’t telephone.`,
];

function callsBob({ recording }: StepContext): boolean {
  return stepOf(recording, "mallory.writes.clientHalf") !== null;
}

function bobDerives(context: StepContext): Partial<StepWords> | null {
  if (!callsBob(context)) return null;
  return {
    story: t`Bob has a key that nobody can break. He believes that Alice is at the other end, and it is Mallory.`,
  };
}

function aliceDerives({ recording, after }: StepContext): Partial<StepWords> | null {
  const [alice, bob] = [
    derivedAt(recording, "alice.derives.channelKey"),
    derivedAt(recording, "bob.derives.channelKey"),
  ];
  if (alice === null || !holdsKey(after, "mallory", alice)) return null;
  const title = t`Alice works out key ${keyName(recording, alice)}, and shares it with Mallory`;
  if (bob === null)
    return { title, story: t`Alice believes that Bob is at the other end, and nothing contradicts her.` };
  return {
    title,
    story: t`Bob’s key is ${keyName(recording, bob)}. Two locked channels, each perfect, and both end at Mallory.`,
  };
}

function resealed(original: string): (context: StepContext) => Partial<StepWords> {
  return (context) => {
    const before = textAt(context.recording, original);
    if (before === null)
      return { story: t`She says what the other end hopes to hear. Nobody else wrote a word of it.` };
    return before === said(context)
      ? { story: t`Word for word the same, in a new envelope under the other key. Nobody will ever complain.` }
      : { story: t`It came to her as “${before}”. Whoever may open may also write what she likes.` };
  };
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const next = t`What would have helped is proof of *whose* half it was. Next: a name, signed.`;
  const { leaked, mishaps, sent, smooth } = courseOf(context, outcome);
  if (kind === "deceived" && mishaps.length === 0) {
    return {
      title: t`The end: every letter locked, and Mallory held the keys`,
      story: t`Every seal was whole and every key fitted, and still somebody believes words that nobody honest wrote. ${next}`,
    };
  }
  if (smooth && leaked.length === 0 && kind === "arrived") {
    return {
      title: t`The end: one key, and nobody in between`,
      story: t`Alice and Bob made one key together, and whoever was not there when the halves were exchanged can’t get in later. But neither of them could tell that it went well. ${next}`,
    };
  }
  if (smooth && kind === "read" && sent.every((text) => leaked.some((l) => l.text === text))) {
    return {
      title: t`The end: all arrived, and Mallory read it all`,
      story: t`Every letter came through word for word, and neither end has seen anything odd. A relay is *not* always noticed. ${next}`,
    };
  }
  if (leaked.length === 0 && stepOf(context.recording, "mallory.changes.request") !== null) {
    return {
      title: t`The end: spoiled, and noticed`,
      story: t`A bit turned over in a sealed letter is noticed; standing in the middle from the start is not. ${next}`,
    };
  }
  return plainEnding(context, outcome, next);
}
