import { t } from "../../language/t.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, ending } from "../phrases/facts.ts";
import { type Shown, shownIn } from "../phrases/shown.ts";
import type { Beats } from "../phrases/telling.ts";
import { notAsked, refusalWords, signsWithItsKey, verdictsOf } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";

export { predictions } from "./predictions.ts";

export const opening: StepWords = {
  title: t`Six forgeries, and the real alerts`,
  story: t`The same six certificates as in the scene \`rejection\`, shown over real TLS. Watch two things: at which message Alice stops, and how the reason travels. Under *What if…?* you choose what Mallory shows, and what Alice leaves out.`,
  protocol: t`The certificate is judged when Certificate comes (RFC 8446 §4.4.2.4), the signature when CertificateVerify comes (§4.4.3). What fails becomes one of the alerts of §6.2, protected by the handshake keys.`,
  tick: t`start`,
};

export const beats: Beats = {
  "mallory.makes.certificate": shows,
  "mallory.makes.copy": shows,
  "mallory.derives.handshakeKeys": {
    story: t`Mallory and Alice now have keys that nobody else has. The encryption is flawless. It is only not with Bob.`,
  },
  "mallory.signs.conversation": (context) =>
    signsWithItsKey(context) === false
      ? {
          title: t`Mallory signs with a key of her own`,
          story: t`The certificate names Bob’s key, and that one she does not have. So she signs with hers.`,
        }
      : {
          title: t`Mallory signs with the certificate’s own key`,
          story: t`She has the key of this certificate, so the signature will fit.`,
        },
  "alice.checks.certificate": (context) =>
    refusalWords(context, REFUSED, (missing) => ({
      title: t`Alice leaves out a check, and goes on`,
      story: t`Everything that she looked at fits. But nobody asked ${missing}.`,
    })),
  "alice.checks.signature": (context) =>
    refusalWords(context, REFUSED, (missing) => ({
      title: t`Alice checks the signature, and takes Mallory for Bob`,
      story: t`It is the certificate’s key, no doubt. But nobody asked ${missing}.`,
    })),
  "mallory.seals.restOfFlight": {
    title: t`What Mallory still had to say is on its way`,
    story: t`Her signature and her checksum left with the certificate. Alice has stopped reading at the certificate: whether they would have fitted, she will never know.`,
  },
  "mallory.gives-up": { story: t`Goodbye, weird not-Bob. Alice has said why, and has told her nothing else.` },
  end: ending(endOf),
};

export const leavesOut: readonly string[] = [
  t`Some clients judge the certificate only after CertificateVerify or Finished; the RFC leaves that to them.`,
  t`Real forgeries often fail several checks at once, and clients differ in which alert they send; some send none.`,
  t`Revocation and Certificate Transparency are not checked here.`,
];

const SHOWN: Readonly<Partial<Record<Shown, string>>> = {
  "self-signed": t`Bob’s name, her key, and that key’s own signature under both. Anybody can write such a thing.`,
  "unknown-authority": t`An authority that she founded this morning says that she is Bob.`,
  stolen: t`Bob’s own, genuine certificate, as anybody gets it who asks him. His private key is not in it.`,
  expired: t`An old certificate of Bob’s, with its real key, from a disk that he threw away.`,
  "wrong-name": t`Her own certificate, genuine, with her own key. It says *mallory.example*.`,
  "missing-middle": t`Wrongly issued in Bob’s name by an office that was fooled. She shows it alone: the office’s own certificate she does not have.`,
};

function shows(context: StepContext): Partial<StepWords> | null {
  const shown = shownIn(context, "bob.example");
  const story = shown === null ? undefined : SHOWN[shown];
  return story === undefined ? null : { story };
}

const REFUSED: Readonly<Record<string, string>> = {
  "self-signed": t`Nobody but this certificate itself says that it is Bob’s. Alice stops here: whether its key would sign, she need not know.`,
  "unknown-authority": t`The chain fits from end to end, and ends at somebody whom Alice does not know.`,
  "missing-intermediate": t`Alice knows the authority at the top, but not the office that signed, and nothing links the two. Most who fail this way are honest servers that forgot to send the middle.`,
  expired: t`Every signature in the chain is as good as ever. But nobody answers for this certificate any more.`,
  "wrong-name": t`Chain and dates are in order, for *mallory.example*. Alice asked for *bob.example*.`,
  "signature-invalid": t`The certificate was Bob’s, and every check of it passed. But CertificateVerify was not made with its key. A copy of Bob’s certificate does not make anybody Bob.`,
};

function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const missing = notAsked(recording);
  if ((kind === "deceived" || kind === "read") && missing !== null && mishaps.length === 0) {
    return {
      title: t`The end: one check left out, and Mallory is Bob`,
      story: t`Nobody asked ${missing}. TLS did everything else right: fresh keys, sealed records, sums that fit. It was all for Mallory.`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: the real Bob passes every check`,
      story: t`For honest Bob it is no trouble at all. Let Mallory *pose* and choose what she shows.`,
    };
  }
  if (kind !== "refused" || sent.length > 0) {
    return plainEnding(context, outcome, t`Let Mallory *pose* from the start, and choose what she shows.`);
  }
  const alert = verdictsOf(recording).find((verdict) => !verdict.accepted)?.alert ?? "";
  return {
    title: t`The end: refused, and told why`,
    story: t`Nothing was said, so nothing was lost. The reason went over the wire as \`${alert}\`, sealed, for Mallory alone: the routers only saw something short go by. Next: both sides show who they are.`,
  };
}
