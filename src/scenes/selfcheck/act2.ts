import { t } from "../../language/t.ts";
import { predictions as agreement } from "../agreement/predictions.ts";
import { outcomeIn, packetAt } from "../phrases/facts.ts";
import { asPredicted, firstStep, found, inScene, option } from "./build.ts";
import { called, names, textOf } from "./facts.ts";
import type { CheckQuestion } from "./types.ts";

const publicKey: CheckQuestion = {
  id: "public-key",
  about: t`What a public key is worth`,
  question: t`The letter is locked with Bob’s public key, and Mallory has a copy of both. She tries. What comes of it?`,
  variants: [
    inScene("asymmetric", t`Alice sends Bob a letter locked with his public key. Mallory listens.`, {
      mallory: "eavesdrop",
    }),
    inScene("symmetric", t`Alice sends Bob a new key, locked with his public key. Mallory listens.`, {
      mallory: "eavesdrop",
    }),
  ],
  options: [
    option("opens", t`It opens: what a key closes, it opens`),
    option("parts", t`She makes out parts of it`),
    option("fails", t`Nothing comes of it`),
  ],
  answer: (recording) => {
    const step = firstStep(recording, "mallory.fails.request", "mallory.opens.request", "mallory.fails.sealedKey");
    return step.includes(".fails.")
      ? found("fails", t`Every key that she has was tried, the public one among them, and none opened it.`, step)
      : found("opens", t`It opened.`, step);
  },
  teaches: "asymmetric",
};

const answer: CheckQuestion = {
  id: "answer",
  about: t`What hides an answer`,
  question: t`Bob answers. Who can read it on its way?`,
  variants: [
    inScene("asymmetric", t`Bob has a pair of keys; Alice has none, and they share none. Mallory listens.`, {
      mallory: "eavesdrop",
    }),
    inScene("symmetric", t`Alice has sent Bob a key that both of them use from now on. Mallory listens.`, {
      mallory: "eavesdrop",
    }),
    inScene("agreement", t`Alice and Bob have worked out the same key from two halves. Mallory listens.`, {
      mallory: "eavesdrop",
      theft: "off",
    }),
  ],
  options: [
    option("private", t`Only Alice: he locks it with his private key`, "M9"),
    option("shared", t`Only Alice: he seals it with a key that both have`),
    option("open", t`Everybody: it goes open`),
  ],
  answer: (recording) => {
    const step = firstStep(recording, "bob.seals.reply", "bob.writes.reply");
    const text = textOf(recording, step);
    const readers = outcomeIn(recording).leaked.filter((one) => one.text === text);
    return readers.length > 0
      ? found(
          "open",
          t`Read on the way by ${names(
            recording,
            readers.map(({ actor }) => actor),
          )}: “${text}”.`,
          step,
        )
      : found("shared", t`It was sealed under the shared key, and nobody in between has read “${text}”.`, step);
  },
  teaches: "symmetric",
};

const bit: CheckQuestion = {
  id: "bit",
  about: t`What a flipped bit does`,
  question: t`What will Bob read?`,
  variants: [
    inScene("asymmetric", t`The letter is locked with Bob’s public key. Mallory flips one bit of it.`, {
      mallory: "tamper",
    }),
    inScene("symmetric", t`The letter is sealed under a key that Alice has sent. Mallory flips one bit of it.`, {
      mallory: "tamper",
    }),
    inScene("agreement", t`The letter is sealed under a key worked out from two halves. Mallory flips one bit of it.`, {
      mallory: "tamper",
      theft: "off",
    }),
    inScene("routers", t`The letter is an open sheet, and Mallory changes it.`, { mallory: "tamper" }),
  ],
  options: [
    option("same", t`What Alice wrote: one bit does no harm`),
    option("other", t`Something else, which he takes for hers`),
    option("nothing", t`Nothing: it does not open`),
  ],
  answer: (recording) => {
    const step = firstStep(recording, "bob.fails.request", "bob.opens.request", "bob.reads.request");
    if (step === "bob.fails.request") return found("nothing", t`Bob’s key refused it, so he read nothing of it.`, step);
    const [wrote, read] = [textOf(recording, "alice.writes.request", "alice.seals.request"), textOf(recording, step)];
    return found(wrote === read ? "same" : "other", t`Alice wrote “${wrote}”, and Bob read “${read}”.`, step);
  },
  teaches: "symmetric",
};

const theft: CheckQuestion = {
  id: "theft",
  about: t`What a stolen key opens`,
  question: t`Mallory has kept copies of letter and answer. Later she steals Bob’s long-term private key. What of this conversation will she read?`,
  variants: [
    inScene(
      "symmetric",
      t`Alice made up a key and sent it to Bob, locked with his public key. With it both sealed what they said.`,
      {
        theft: "on",
      },
    ),
    inScene(
      "agreement",
      t`Alice and Bob worked out a key from two halves, sealed what they said with it, and threw their secrets away.`,
    ),
    inScene(
      "agreement",
      t`Alice and Bob worked out a key from two halves on the curve P-256, and threw their secrets away.`,
      {
        group: "P-256",
      },
    ),
  ],
  options: [
    option("all", t`Letter and answer`),
    option("letter", t`What was sent to Bob, and not his answer`),
    option("none", t`Nothing`),
  ],
  answer: (recording) => {
    const texts = [textOf(recording, "alice.seals.request"), textOf(recording, "bob.seals.reply")];
    const read = outcomeIn(recording).leaked.filter(({ actor, text }) => actor === "mallory" && texts.includes(text));
    if (read.length === 0)
      return found(
        "none",
        t`No key that she held or stole opened either of them.`,
        firstStep(recording, "mallory.fails.reply"),
      );
    const because = t`She opened the key that had been sent, and with it “${read[0]?.text ?? ""}”.`;
    return found(
      read.length === 2 ? "all" : "letter",
      because,
      firstStep(recording, "mallory.opens.reply", "mallory.opens.request"),
    );
  },
  teaches: "agreement",
};

const halves = asPredicted(agreement, "who-has-it", {
  about: t`Who has the key`,
  question: t`Everybody on the way has seen both halves. Who has the key in the end?`,
  variants: [
    inScene("agreement", t`Alice and Bob show each other halves on the curve X25519. Mallory listens.`, {
      mallory: "eavesdrop",
    }),
    inScene("agreement", t`Alice and Bob show each other halves on the curve P-256. Mallory listens.`, {
      mallory: "eavesdrop",
      group: "P-256",
    }),
  ],
  teaches: "agreement",
});

const whichKey: CheckQuestion = {
  id: "which-key",
  about: t`Which key closes the letter`,
  question: t`With which key is Alice’s letter closed?`,
  variants: [
    inScene("symmetric", t`Alice makes up a key and sends it to Bob under his public lock. Then she writes.`),
    inScene("asymmetric", t`Alice asks for Bob’s public key. Then she writes.`),
    inScene("agreement", t`Alice and Bob exchange halves. Then she writes.`, { theft: "off" }),
  ],
  options: [
    option("public", t`With Bob’s public key`, "M4"),
    option("private", t`With Bob’s private key`, "M9"),
    option("shared", t`With a key that both of them have`),
  ],
  answer: (recording) => {
    const packet = packetAt(recording, "request.reaches.bob");
    const isShared = packet?.seal.as === "yellow";
    const because = isShared
      ? t`It was sealed under a key that ${called(recording, "alice")} and ${called(recording, "bob")} hold.`
      : t`It was locked with Bob’s public key, and only his private one opened it.`;
    return found(isShared ? "shared" : "public", because, "alice.seals.request");
  },
  teaches: "symmetric",
};

export const questions: readonly CheckQuestion[] = [publicKey, answer, bit, halves, whichKey, theft];
