import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Check } from "../../sim/recording.ts";
import { faultOption } from "../lab/faultWords.ts";
import { outcomeIn, stepOf } from "../phrases/facts.ts";
import { askedBy } from "../phrases/verdictFacts.ts";
import { predictions as quantum } from "../post-quantum/predictions.ts";
import { predictions as shows } from "../what-still-shows/predictions.ts";
import { asPredicted, firstStep, found, inLab, inScene, option } from "./build.ts";
import { decisionOf, textOf } from "./facts.ts";
import type { CheckQuestion, Variant } from "./types.ts";

/** The kinds of reasons, as an end would say them; what is not here is about the paper itself. */
const KINDS: Readonly<Partial<Record<Check["id"], string>>> = {
  chain: "trust",
  signatures: "trust",
  issuers: "trust",
  constraints: "trust",
  dates: "content",
  name: "content",
  usage: "content",
  revocation: "revoked",
  possession: "key",
};

const FAULTS = [
  "expired",
  "not-yet-valid",
  "wrong-name",
  "name-only-in-cn",
  "self-signed",
  "unknown-root",
  "missing-intermediate",
  "wrong-order",
  "intermediate-not-a-ca",
  "name-outside-constraints",
  "wrong-extended-key-usage",
  "tampered-signature",
  "revoked-by-crl",
  "revoked-by-ocsp",
  "key-not-held",
] as const satisfies readonly FaultId[];

const FAULTY: readonly Variant[] = FAULTS.map((fault) => {
  const { label, hint } = faultOption(fault);
  return inLab(fault, t`Bob shows a certificate with one peculiarity: *${label}*. ${hint}`, { bobShows: fault });
});

const fault: CheckQuestion = {
  id: "fault",
  about: t`What a certificate is refused for`,
  question: t`Alice makes every check. What will she say?`,
  variants: FAULTY,
  options: [
    option("accept", t`“It is Bob.”`, "M6"),
    option("trust", t`“Nobody whom I trust rightly vouches for this.”`),
    option("content", t`“It is for another name, time or purpose.”`),
    option("revoked", t`“It was taken back.”`),
    option("key", t`“You don’t have its key.”`),
  ],
  answer: (recording) => {
    const decision = decisionOf(recording, "alice");
    const failed = decision?.verdict.checks.find(({ result }) => result === "failed");
    if (decision === null || decision.verdict.accepted || failed === undefined)
      return found(
        "accept",
        t`Alice accepted: every check passed.`,
        firstStep(recording, "alice.checks.signature", "alice.checks.certificate"),
      );
    const because = t`One check failed: ${askedBy(failed)}. The alert: \`${decision.verdict.alert ?? ""}\`.`;
    return found(KINDS[failed.id] ?? "content", because, decision.step);
  },
  teaches: "tls13-rejection",
};

const late: CheckQuestion = {
  id: "late",
  about: t`What “connected” means`,
  question: t`Alice’s program says: connected. She sends. What comes back?`,
  variants: [
    inScene("late-rejection", t`Bob wants a certificate. Alice’s has run out.`),
    inScene("late-rejection", t`Bob wants a certificate. Alice’s program was never told which one to show.`, {
      papers: "none",
    }),
    inScene("late-rejection", t`Bob wants a certificate. Alice’s comes from an authority that he does not know.`, {
      papers: "other-authority",
    }),
    inScene("late-rejection", t`Bob wants a certificate. Alice’s is in order.`, { papers: "good" }),
  ],
  options: [
    option("answer", t`Bob’s answer`, "M11"),
    option("alert", t`An alert: he has refused her certificate`),
    option("silence", t`Nothing at all`),
  ],
  answer: (recording) => {
    if (stepOf(recording, "alice.opens.reply") !== null)
      return found(
        "answer",
        t`She read “${textOf(recording, "alice.opens.reply")}”. It was the first sign that Bob had accepted her.`,
        "alice.opens.reply",
      );
    const alert = decisionOf(recording, "bob")?.verdict.alert ?? "";
    return found(
      "alert",
      t`\`${alert}\`, after she had sent. Her handshake was complete by then.`,
      firstStep(recording, "alice.opens.alert"),
    );
  },
  teaches: "late-rejection",
};

const relay: CheckQuestion = {
  id: "relay",
  about: t`What stops somebody in the middle`,
  question: t`Mallory answers in Bob’s place. How far does she get with Alice?`,
  variants: [
    inLab("bobs", t`She shows Bob’s genuine certificate, and does not have its key.`, {
      mallory: "relay",
      malloryShows: "bobs",
    }),
    inLab("bobs-and-key", t`She shows Bob’s genuine certificate, and has stolen its key.`, {
      mallory: "relay",
      malloryShows: "bobs-and-key",
    }),
    inLab(
      "own-authority",
      t`She shows a certificate in Bob’s name from an authority of her own, which is not on Alice’s list.`,
      {
        mallory: "relay",
        malloryShows: "good",
      },
    ),
    inLab(
      "careless",
      t`She shows a certificate in Bob’s name from an authority of her own, and somebody has put that on Alice’s list.`,
      {
        mallory: "relay",
        malloryShows: "good",
        aliceTrusts: "right-and-mallory",
      },
    ),
    inLab(
      "fooled",
      t`The real authority was fooled: she shows a genuine certificate in Bob’s name for a key of hers.`,
      {
        mallory: "relay",
        malloryShows: "good",
        signedBy: "fooled",
      },
    ),
  ],
  options: [
    option("certificate", t`Alice stops at the certificate`, "M12"),
    option("signature", t`Alice stops at the signature, one message later`),
    option("reads", t`Mallory reads the letter`),
  ],
  answer: (recording) => {
    const read = outcomeIn(recording).leaked.find(({ actor }) => actor === "mallory");
    if (read !== undefined)
      return found(
        "reads",
        t`Alice accepted, and Mallory read “${read.text}”.`,
        firstStep(recording, "mallory.opens.request"),
      );
    const decision = decisionOf(recording, "alice");
    const step = decision?.step ?? "end";
    const which = step === "alice.checks.signature" ? "signature" : "certificate";
    return found(
      which,
      t`Alice refused: \`${decision?.verdict.reason ?? ""}\`, with the alert \`${decision?.verdict.alert ?? ""}\`.`,
      step,
    );
  },
  teaches: "tls13",
};

const twice: CheckQuestion = {
  id: "twice",
  about: t`What can be sent twice`,
  question: t`Mallory can read nothing, and sends her copy once more. How often does Bob do what Alice’s second letter says?`,
  variants: [
    inScene("resumption", t`The second letter went out early, with the hello. For Bob each ticket counts once.`),
    inScene(
      "resumption",
      t`The second letter went out early, with the hello. Two Bobs answer, and don’t tell each other which tickets were used.`,
      {
        "no-account": "on",
      },
    ),
    inScene("resumption", t`The second letter went out in its turn, after the handshake.`, { early: "off" }),
  ],
  options: [
    option("once", t`Once`),
    option("more", t`Twice`),
    option("never", t`Not at all: he notices the copy, and trusts neither`),
  ],
  answer: (recording) => {
    const [again] = outcomeIn(recording).repeated ?? [];
    if (again !== undefined)
      return found(
        "more",
        t`The copy opened as the first did, and Bob took in “${again.text}” again.`,
        firstStep(recording, "bob.opens.request.3"),
      );
    const text = textOf(recording, "bob.opens.request.2");
    return found(
      "once",
      t`Bob took in “${text}” once. The copy stayed shut.`,
      firstStep(recording, "bob.fails.request"),
    );
  },
  teaches: "resumption",
};

const stolen: CheckQuestion = {
  id: "stolen",
  about: t`What takes a certificate back`,
  question: t`Mallory has Bob’s private key, and poses as him. His authority has taken the certificate back, six hours after the theft. Does Alice accept her?`,
  variants: [
    inScene("stolen-key", t`Alice asks nobody whether a certificate was taken back.`),
    inScene("stolen-key", t`Alice fetches the authority’s list, and gets the newest.`, { defence: "list" }),
    inScene("stolen-key", t`Alice wants the authority’s list, and Mallory drops it.`, {
      defence: "list",
      word: "none",
    }),
    inScene("stolen-key", t`Alice wants the authority’s list, Mallory drops it, and Alice goes on without.`, {
      defence: "list",
      word: "none",
      "soft-fail": "on",
    }),
    inScene("stolen-key", t`Alice wants a stapled answer. Mallory staples one from before the theft, a day later.`, {
      defence: "staple",
      word: "older",
    }),
    inScene(
      "stolen-key",
      t`Alice wants a stapled answer. Mallory staples one from before the theft, eight days later.`,
      {
        defence: "staple",
        word: "older",
        after: "8",
      },
    ),
    inScene("stolen-key", t`Certificates live for less than a week, and Alice calls eight days after the theft.`, {
      defence: "days",
      after: "8",
    }),
  ],
  options: [option("accepts", t`Yes`), option("refuses", t`No`)],
  answer: (recording) => {
    const step = "alice.checks.certificate";
    const decision = decisionOf(recording, "alice");
    if (decision?.verdict.accepted === true)
      return found("accepts", t`She accepted, and Mallory read “${textOf(recording, "mallory.opens.request")}”.`, step);
    return found("refuses", t`She refused: \`${decision?.verdict.reason ?? ""}\`.`, step);
  },
  teaches: "stolen-key",
};

const sites = asPredicted(shows, "which-site", {
  about: t`What a router sees`,
  question: t`Bob’s machine serves a clinic’s site and a bank’s. Can a router tell which one Alice wants?`,
  variants: [
    inScene("what-still-shows", t`Alice reads a page of the clinic’s.`),
    inScene("what-still-shows", t`Alice reads a page of the bank’s.`, { site: "bob.example" }),
    inScene(
      "what-still-shows",
      t`Alice reads a page of the clinic’s, and all records are filled up to the same length.`,
      { padding: "1024" },
    ),
  ],
  teaches: "what-still-shows",
  beliefs: { hidden: "M13", machine: "M13" },
});

const harvest = asPredicted(quantum, "what-opens", {
  about: t`What a copy is worth later`,
  question: t`Years later, Mallory is handed Alice’s secret number on the curve. (That is assumed, not run.) What of her copies opens?`,
  variants: [
    inScene("post-quantum", t`Alice and Bob used halves of X25519.`),
    inScene("post-quantum", t`Alice and Bob used halves of X25519MLKEM768: the curve and ML-KEM side by side.`, {
      group: "X25519MLKEM768",
    }),
  ],
  teaches: "post-quantum",
});

export const questions: readonly CheckQuestion[] = [fault, late, relay, sites, twice, stolen, harvest];
