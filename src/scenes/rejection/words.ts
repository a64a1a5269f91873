import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import { type Shown, shownIn } from "../phrases/shown.ts";
import type { Beats } from "../phrases/tell.ts";
import { notAsked, refusalWords, signsWithItsKey, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: "Six forgeries",
  story:
    "Alice can check now, so Mallory must show her something. Under *What if…?* you choose what *she shows*: six certificates, each bad for one reason only. There you can also turn one of Alice’s checks off, and see what it was good for.",
  protocol:
    "Path validation (RFC 5280 §6.1), the name (RFC 9525 §6), and possession of the key (RFC 8446 §4.4.3). Each forgery fails one check; the alerts are those of RFC 8446 §6.2.",
  tick: "start",
};

export const beats: Beats = {
  "mallory.makes.certificate": shows,
  "mallory.makes.copy": shows,
  "mallory.signs.conversation": (context) =>
    signsWithItsKey(context) === false
      ? {
          title: "Mallory signs with a key of her own",
          story: "The certificate names another key, and that one she does not have. So she signs with hers.",
        }
      : {
          title: "Mallory signs with the certificate’s own key",
          story:
            "She has the key, so her signature will fit. But a valid signature is one thing, an accepted certificate another.",
        },
  "mallory.writes.serverHalf": { title: "Mallory answers as Bob, with a half, a certificate and a signature" },
  "alice.checks.certificate": aliceChecks,
  "mallory.gives-up": { story: "Goodbye, weird not-Bob. Alice has said why, and has told her nothing else." },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  "Real forgeries often fail several checks at once, and clients then name whichever they meet first.",
  "Revoked certificates, name constraints and Certificate Transparency are not checked here.",
  "The name’s alert is `bad_certificate` here; clients differ in which alert they send, and some send none.",
];

const SHOWN: Readonly<Partial<Record<Shown, string>>> = {
  "self-signed":
    "She wrote it herself: Bob’s name, her key, and that key’s own signature under it. A certificate that signs for itself is called *self-signed*. That alone is not wicked: your printer’s is one, and so is every authority’s own. But Alice has never met this one.",
  "unknown-authority":
    "She founded an authority this morning, and it says that she is Bob. In itself this chain is flawless. Nobody whom Alice trusts stands at its end.",
  stolen:
    "Bob’s own, genuine certificate. Certificates are public: anyone who ever met Bob has one. It holds no private key, so by copying it she has gained none.",
  expired:
    "An old certificate of Bob’s, with its real key, from a disk that he threw away. Nothing about it is broken; only its time is over.",
  "wrong-name":
    "Her own certificate, genuine, from a real authority, with her own key. It says *mallory.example*, because that is who she is.",
  "missing-middle":
    "An office below Alice’s authority was fooled, and issued this in Bob’s name for Mallory’s key. She shows it alone: the office’s own certificate she does not have.",
};

function shows(context: StepContext): Partial<StepWords> | null {
  const shown = shownIn(context, "bob.example");
  const story = shown === null ? undefined : SHOWN[shown];
  return story === undefined ? null : { story };
}

const REFUSED: Readonly<Record<string, string>> = {
  "self-signed":
    "The signature over the conversation is *valid*: the key is really there. But nobody except this certificate itself says that it is Bob’s. It might be honest; from a stranger it is worth nothing.",
  "unknown-authority":
    "The signature is *valid*, and the chain fits from end to end. It ends at somebody whom Alice does not know. Founding an authority is easy; being trusted is not.",
  "missing-intermediate":
    "Alice knows the authority at the top, but not the office that signed, and nothing links the two. Had Mallory sent the missing middle, Alice would have *accepted*: the certificate was wrongly issued. Most who fail this way are honest servers that forgot to send it.",
  expired:
    "Every signature is as good as ever: expired does not mean broken. It means that nobody answers for it any more. Here somebody else has the key by now.",
  "wrong-name": "Chain, dates and signature are in order, for *mallory.example*. Alice asked for *bob.example*.",
  "signature-invalid":
    "The certificate is Bob’s, and every check of it passed. But the conversation was not signed with its key. Showing a certificate proves nothing; signing *this* conversation does.",
};

function aliceChecks(context: StepContext): Partial<StepWords> | null {
  return refusalWords(context, REFUSED, (missing) => ({
    title: "Alice leaves out a check, and accepts",
    story: `Everything that she looked at fits. But nobody asked ${missing}.`,
  }));
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const missing = notAsked(recording);
  if ((kind === "deceived" || kind === "read") && missing !== null && mishaps.length === 0) {
    return {
      title: "The end: one check left out, and Mallory is Bob",
      story: `Nobody asked ${missing}. All the other checks passed, and could not make up for it: each one stops something that no other stops.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: "The end: the real Bob passes every check",
      story:
        "For honest Bob it is no trouble at all: Alice checks, and they talk. Let Mallory *pose* and choose what she shows.",
    };
  }
  if (kind !== "refused" || sent.length > 0) {
    return plainEnding(context, outcome, "Let Mallory *pose* from the start, and choose what she shows.");
  }
  const valid = verdictsOf(recording).some((verdict) => !verdict.accepted && verdict.signature === "valid");
  return {
    title: "The end: refused, and told why",
    story: `Nothing was said, so nothing was lost. ${
      valid
        ? "The signature was valid and the certificate refused: two questions, two answers."
        : "The certificate was genuine, and still refused in her hands."
    } Try the other forgeries, and then ask what no check can find. Next: a padlock that is green.`,
  };
}
