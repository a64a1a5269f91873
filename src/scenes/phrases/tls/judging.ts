import { t } from "../../../language/t.ts";
import { artifact } from "../../../sim/lookup.ts";
import type { SimEvent, VerdictArtifact } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { checked, nameRule } from "../judging.ts";
import { whoActs } from "../names.ts";
import { askedBy, leftOut } from "../verdictFacts.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** A judgement in two turns: the certificates first, then the signature. */
export function judged(context: StepContext, event: Of<"checks">): StepWords {
  const who = whoActs(context);
  const verdict = artifact(context.recording, "verdict", event.verdict);
  const alert = verdict.alert === null ? "" : t` The alert: \`${verdict.alert}\` (RFC 8446 §6.2).`;
  if (event.of === "signature") {
    const [missing] = leftOut(verdict);
    return {
      title: verdict.accepted
        ? t`${who} checks the signature: it is the certificate’s key`
        : t`${who} checks the signature, and it does not fit`,
      story: verdict.accepted
        ? missing === undefined
          ? t`Whoever is at the other end holds the private key of ${verdict.about}, here and now, in this conversation. Certificate and signature together: now ${who} knows.`
          : t`The key is really there. But nobody asked ${askedBy(missing)}.`
        : t`The certificate was in order. But whoever showed it did not sign this conversation with its key. Showing a certificate proves nothing.`,
      protocol: t`CertificateVerify is checked with the certificate’s public key over the transcript up to Certificate (RFC 8446 §4.4.3).${alert}`,
      tick: verdict.accepted ? t`signature fits` : t`signature fails`,
    };
  }
  if (!verdict.accepted) return { ...checked(context, event), ...refusedWords(verdict, alert) };
  const [missing] = leftOut(verdict);
  return {
    title: t`${who} checks the certificate: so far in order`,
    story:
      missing === undefined
        ? t`Chain, dates, name, use: all fit. But anybody can show a certificate. Whether its key is here, the next message has to show.`
        : t`All that was looked at fits. But nobody asked ${askedBy(missing)}.`,
    protocol: t`Path validation (RFC 5280 §6), ${nameRule(verdict)}, as RFC 8446 §4.4.2.4 asks. CertificateVerify comes next.`,
    tick: t`certificate fits`,
  };
}

function refusedWords(verdict: VerdictArtifact, alert: string): Pick<StepWords, "protocol"> {
  return {
    protocol:
      verdict.presented.length === 0 && verdict.purpose === "server"
        ? t`An empty \`certificate_list\`, which a server must not send (RFC 8446 §4.4.2.4).${alert}`
        : verdict.presented.length === 0
          ? t`An empty \`certificate_list\`: the server may go on without, or abort (RFC 8446 §4.4.2.4).${alert}`
          : t`Path validation (RFC 5280 §6), ${nameRule(verdict)}. What the certificate’s key would have signed is not even looked at.${alert}`,
  };
}
