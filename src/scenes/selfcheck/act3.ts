import { numeral, plural, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { predictions as certificate } from "../certificate/predictions.ts";
import { predictions as lookalike } from "../lookalike/predictions.ts";
import { outcomeIn, stepOf } from "../phrases/facts.ts";
import { predictions as rejection } from "../rejection/predictions.ts";
import { asPredicted, firstStep, found, inScene, option } from "./build.ts";
import { decisionOf, names, sealedWith, textOf } from "./facts.ts";
import type { CheckQuestion, Variant } from "./types.ts";

const whoReads: CheckQuestion = {
  id: "who-reads",
  about: t`Who is at the other end`,
  question: t`Alice seals her letter with a key that nobody can break. Who reads it?`,
  variants: [
    inScene("impostor", t`Nobody has a certificate. In Bob’s place, Mallory answers: I am Bob.`),
    inScene("impostor", t`Nobody has a certificate. Mallory listens, and Bob answers.`, { mallory: "eavesdrop" }),
    inScene("mitm", t`Nobody has a certificate. Mallory is Bob to Alice and Alice to Bob.`),
    inScene("mitm", t`Nobody has a certificate. Mallory starts to relay when Alice and Bob have their key already.`, {
      mallory: "off,relay@alice.derives.channelKey",
    }),
  ],
  options: [
    option("bob", t`Bob alone: it is encrypted`, "M2"),
    option("mallory", t`Mallory alone`),
    option("both", t`Bob and Mallory`),
    option("nobody", t`Nobody`),
  ],
  answer: (recording) => {
    const text = textOf(recording, "alice.seals.request");
    const opened = recording.steps.filter(({ event }) => event.type === "opens" && event.text === text);
    const [bob, mallory] = ["bob", "mallory"].map((id) => opened.some(({ event }) => event.actor === id));
    const which = bob && mallory ? "both" : mallory ? "mallory" : bob ? "bob" : "nobody";
    const readers = [...new Set(opened.map(({ event }) => event.actor))];
    const because = t`Opened by ${names(recording, readers)}: “${text}”.`;
    return found(which, because, firstStep(recording, "mallory.opens.request", "bob.opens.request"));
  },
  teaches: "mitm",
};

const noticed: CheckQuestion = {
  id: "noticed",
  about: t`Whether anybody notices`,
  question: t`Which of the two ends notices that something is wrong?`,
  variants: [
    inScene("mitm", t`No certificates. Mallory relays, and changes nothing.`),
    inScene("mitm", t`No certificates. Mallory relays, and rewrites what passes.`, { change: "on" }),
    inScene("mitm", t`No certificates. Mallory can’t open the letter, and flips a bit of it.`, { mallory: "tamper" }),
    inScene("certificate", t`Bob has a certificate, and Alice checks. Mallory relays, and shows Bob’s certificate.`, {
      mallory: "relay",
    }),
  ],
  options: [option("alice", t`Alice`, "M12"), option("bob", t`Bob`, "M12"), option("nobody", t`Neither of them`)],
  answer: (recording) => {
    const first = recording.steps.find(
      ({ event, made }) =>
        (event.type === "fails" ||
          (event.type === "checks" && made.some((one) => one.kind === "verdict" && !one.accepted))) &&
        ["alice", "bob"].includes(event.actor),
    );
    if (first === undefined) {
      const text = textOf(recording, "bob.opens.request");
      return found("nobody", t`Nothing failed at either end. Bob read “${text}”.`, "alice.opens.reply");
    }
    const by = first.event.actor;
    const because =
      first.event.type === "fails"
        ? t`${names(recording, [by])} could not open what came.`
        : t`${names(recording, [by])} refused what was shown.`;
    return found(by, because, first.id);
  },
  teaches: "mitm",
};

const SHOWN: readonly Variant[] = [
  inScene(
    "rejection",
    t`Mallory shows a certificate in Bob’s name that she signed with its own key. She has that key.`,
  ),
  inScene(
    "rejection",
    t`Mallory shows a certificate in Bob’s name from an authority that she made up. She has its key.`,
    {
      forgery: "unknown-authority",
    },
  ),
  inScene("rejection", t`Mallory shows Bob’s own certificate, copied off the wire.`, { forgery: "stolen" }),
  inScene("rejection", t`Mallory shows an old certificate of Bob’s, which has run out. She has its key.`, {
    forgery: "expired",
  }),
  inScene("rejection", t`Mallory shows her own, genuine certificate for mallory.example. She has its key.`, {
    forgery: "wrong-name",
  }),
  inScene(
    "rejection",
    t`Mallory shows a certificate in Bob’s name from an office that was fooled, without the office’s own. She has its key.`,
    {
      forgery: "missing-middle",
    },
  ),
];

const forgery = asPredicted(rejection, "reason", {
  about: t`What a certificate is refused for`,
  question: t`Alice wants bob.example, and makes every check. What will she say?`,
  variants: [...SHOWN, inScene("rejection", t`Bob himself answers, with his certificate.`, { mallory: "off" })],
  teaches: "rejection",
  beliefs: { accept: "M6" },
});

const light = asPredicted(rejection, "two-lights", {
  about: t`Signature and verdict`,
  question: t`Mallory signs the conversation. Is the signature valid, and does Alice accept?`,
  variants: SHOWN,
  teaches: "rejection",
  beliefs: { both: "M10", invalid: "M10" },
});

const leftOut: CheckQuestion = {
  id: "left-out",
  about: t`What each check stops`,
  question: t`Alice leaves out this one check and makes all the others. Does Mallory get the letter?`,
  variants: [
    inScene("rejection", t`Mallory shows what has run out. Alice ignores the dates.`, {
      forgery: "expired",
      "ignore-dates": "on",
    }),
    inScene("rejection", t`Mallory shows what has run out. Alice skips the name.`, {
      forgery: "expired",
      "skip-name": "on",
    }),
    inScene("rejection", t`Mallory shows her own certificate. Alice skips the name.`, {
      forgery: "wrong-name",
      "skip-name": "on",
    }),
    inScene("rejection", t`Mallory shows her own certificate. Alice accepts any authority.`, {
      forgery: "wrong-name",
      "any-authority": "on",
    }),
    inScene("rejection", t`Mallory shows Bob’s own certificate. Alice ignores the dates.`, {
      forgery: "stolen",
      "ignore-dates": "on",
    }),
    inScene("rejection", t`Mallory shows Bob’s own certificate. Nobody checks the signature.`, {
      forgery: "stolen",
      "skip-signature": "on",
    }),
    inScene("rejection", t`Mallory shows one that she signed herself. Alice accepts any authority.`, {
      forgery: "self-signed",
      "any-authority": "on",
    }),
  ],
  options: [option("in", t`Yes: that check was the one that stops her`), option("out", t`No: another check stops her`)],
  answer: leftOutAnswer,
  teaches: "rejection",
};

function leftOutAnswer(recording: Recording) {
  const step = "alice.checks.certificate";
  const read = outcomeIn(recording).leaked.find(({ actor }) => actor === "mallory");
  if (read !== undefined) return found("in", t`Alice accepted, and Mallory read “${read.text}”.`, step);
  const reason = decisionOf(recording, "alice")?.verdict.reason ?? "";
  return found("out", t`Alice refused all the same: \`${reason}\`.`, step);
}

const keysWork: CheckQuestion = {
  id: "keys-work",
  about: t`What a certificate’s key does`,
  question: t`What does the key in Bob’s certificate do in this conversation?`,
  variants: [
    inScene("certificate", t`Bob shows his certificate, and he and Alice talk.`),
    inScene("certificate", t`Bob shows his certificate, he and Alice talk, and Mallory listens.`, {
      mallory: "eavesdrop",
    }),
    inScene("mutual", t`Bob and Alice both show certificates, and talk.`),
  ],
  options: [
    option("locks", t`It locks the key that Alice sends to Bob`, "M3"),
    option("encrypts", t`It encrypts what the two say`, "M4"),
    option("signs", t`It signs, and nothing else`),
  ],
  answer: (recording) => {
    const event = stepOf(recording, "bob.signs.conversation")?.event;
    const key = event?.type === "signs" ? event.key : "";
    const { fingerprint } = artifact(recording, "key", key);
    const signed = recording.steps.filter(({ event: one }) => one.type === "signs" && one.key === key).length;
    const sealed = sealedWith(recording, key).length;
    const signatures = plural(signed, { one: "# signature", other: "# signatures" });
    const because = t`Key \`${fingerprint.slice(0, 4)}\` made ${signatures} and sealed ${numeral(sealed)} packets.`;
    return found(sealed > 0 ? "encrypts" : "signs", because, "bob.signs.conversation");
  },
  teaches: "certificate",
};

const asked = asPredicted(certificate, "who-is-asked", {
  about: t`Who is asked`,
  question: t`Alice checks what was shown. Whom does she ask whether it is genuine?`,
  variants: [
    inScene("certificate", t`Bob shows the certificate that the authority has signed for him.`),
    inScene("certificate", t`Mallory shows Bob’s genuine certificate.`, { mallory: "impersonate" }),
  ],
  teaches: "certificate",
  beliefs: { authority: "M8" },
});

const green = asPredicted(lookalike, "which-fails", {
  about: t`What a padlock promises`,
  question: t`Mallory answers with an honest certificate for b0b.example. Alice makes every check. Which one fails?`,
  variants: [
    inScene("lookalike", t`Alice has followed a link in a message. It says b0b.example, with a zero.`),
    inScene("lookalike", t`Alice has typed the name that she knows: bob.example.`, { asks: "bob.example" }),
  ],
  teaches: "lookalike",
  beliefs: { chain: "M1", name: "M1" },
});

export const questions: readonly CheckQuestion[] = [whoReads, noticed, asked, keysWork, forgery, light, leftOut, green];
