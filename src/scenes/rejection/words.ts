import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import { type Shown, shownIn } from "../phrases/shown.ts";
import type { Beats } from "../phrases/tell.ts";
import { notAsked, refusalWords, signsWithItsKey, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Six forgeries`,
  story: t`Alice can check now, so Mallory must show her something. Under *What if…?* you choose what *she shows*: six certificates, each bad for one reason only. There you can also turn one of Alice’s checks off, and see what it was good for.`,
  protocol: t`Path validation (RFC 5280 §6.1), the name (RFC 9525 §6), and possession of the key (RFC 8446 §4.4.3). Each forgery fails one check; the alerts are those of RFC 8446 §6.2.`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.makes.certificate": shows,
  "mallory.makes.copy": shows,
  "mallory.signs.conversation": (context) =>
    signsWithItsKey(context) === false
      ? {
          title: t`Mallory signs with a key of her own`,
          story: t`The certificate names another key, and that one she does not have. So she signs with hers.`,
        }
      : {
          title: t`Mallory signs with the certificate’s own key`,
          story: t`She has the key, so her signature will fit. But a valid signature is one thing, an accepted certificate another.`,
        },
  "mallory.writes.serverHalf": { title: t`Mallory answers as Bob, with a half, a certificate and a signature` },
  "alice.checks.certificate": aliceChecks,
  "mallory.gives-up": { story: t`Goodbye, weird not-Bob. Alice has said why, and has told her nothing else.` },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Real forgeries often fail several checks at once, and clients then name whichever they meet first.`,
  t`Revoked certificates, name constraints and Certificate Transparency are not checked here.`,
  t`The name’s alert is \`bad_certificate\` here; clients differ in which alert they send, and some send none.`,
];

const SHOWN: Readonly<Partial<Record<Shown, string>>> = {
  "self-signed": t`She wrote it herself: Bob’s name, her key, and that key’s own signature under it. A certificate that signs for itself is called *self-signed*. That alone is not wicked: your printer’s is one, and so is every authority’s own. But Alice has never met this one.`,
  "unknown-authority": t`She founded an authority this morning, and it says that she is Bob. In itself this chain is flawless. Nobody whom Alice trusts stands at its end.`,
  stolen: t`Bob’s own, genuine certificate. Certificates are public: anyone who ever met Bob has one. It holds no private key, so by copying it she has gained none.`,
  expired: t`An old certificate of Bob’s, with its real key, from a disk that he threw away. Nothing about it is broken; only its time is over.`,
  "wrong-name": t`Her own certificate, genuine, from a real authority, with her own key. It says *mallory.example*, because that is who she is.`,
  "missing-middle": t`An office below Alice’s authority was fooled, and issued this in Bob’s name for Mallory’s key. She shows it alone: the office’s own certificate she does not have.`,
};

function shows(context: StepContext): Partial<StepWords> | null {
  const shown = shownIn(context, "bob.example");
  const story = shown === null ? undefined : SHOWN[shown];
  return story === undefined ? null : { story };
}

const REFUSED: Readonly<Record<string, string>> = {
  "self-signed": t`The signature over the conversation is *valid*: the key is really there. But nobody except this certificate itself says that it is Bob’s. It might be honest; from a stranger it is worth nothing.`,
  "unknown-authority": t`The signature is *valid*, and the chain fits from end to end. It ends at somebody whom Alice does not know. Founding an authority is easy; being trusted is not.`,
  "missing-intermediate": t`Alice knows the authority at the top, but not the office that signed, and nothing links the two. Had Mallory sent the missing middle, Alice would have *accepted*: the certificate was wrongly issued. Most who fail this way are honest servers that forgot to send it.`,
  expired: t`Every signature is as good as ever: expired does not mean broken. It means that nobody answers for it any more. Here somebody else has the key by now.`,
  "wrong-name": t`Chain, dates and signature are in order, for *mallory.example*. Alice asked for *bob.example*.`,
  "signature-invalid": t`The certificate is Bob’s, and every check of it passed. But the conversation was not signed with its key. Showing a certificate proves nothing; signing *this* conversation does.`,
};

function aliceChecks(context: StepContext): Partial<StepWords> | null {
  return refusalWords(context, REFUSED, (missing) => ({
    title: t`Alice leaves out a check, and accepts`,
    story: t`Everything that she looked at fits. But nobody asked ${missing}.`,
  }));
}

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const missing = notAsked(recording);
  if ((kind === "deceived" || kind === "read") && missing !== null && mishaps.length === 0) {
    return {
      title: t`The end: one check left out, and Mallory is Bob`,
      story: t`Nobody asked ${missing}. All the other checks passed, and could not make up for it: each one stops something that no other stops.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: the real Bob passes every check`,
      story: t`For honest Bob it is no trouble at all: Alice checks, and they talk. Let Mallory *pose* and choose what she shows.`,
    };
  }
  if (kind !== "refused" || sent.length > 0) {
    return plainEnding(context, outcome, t`Let Mallory *pose* from the start, and choose what she shows.`);
  }
  const valid = verdictsOf(recording).some((verdict) => !verdict.accepted && verdict.signature === "valid");
  return {
    title: t`The end: refused, and told why`,
    story: t`Nothing was said, so nothing was lost. ${
      valid
        ? t`The signature was valid and the certificate refused: two questions, two answers.`
        : t`The certificate was genuine, and still refused in her hands.`
    } Try the other forgeries, and then ask what no check can find. Next: a padlock that is green.`,
  };
}
