import { t } from "../../language/t.ts";
import { commonName } from "../../sim/lookup.ts";
import type { Outcome } from "../../sim/recording.ts";
import { courseOf, plainEnding } from "../phrases/course.ts";
import { type EndingKind, stepOf } from "../phrases/facts.ts";
import { verdictAt } from "../phrases/verdictFacts.ts";
import type { StepContext, StepWords } from "../types.ts";
import { bothOf, isProxied } from "./facts.ts";

/** How it ended, and what that shows. */
export function endOf(kind: EndingKind, context: StepContext, outcome: Outcome): Partial<StepWords> {
  const { recording } = context;
  const { mishaps, sent, smooth } = courseOf(context, outcome);
  const proxied = isProxied(context) && mishaps.length === 0;
  const both = bothOf(recording);
  if (
    verdictAt(recording, "bob.checks.certificate")?.accepted === false &&
    proxied &&
    stepOf(recording, "bob.acts") === null
  ) {
    return {
      title: t`The end: Bob was not taken in, and the reading was read`,
      story: t`Alice’s side trusted the proxy, so the proxy has her reading. Bob’s side asked for a proof, and the proxy had none. Services with mutual TLS stop working behind such proxies; companies then let those names pass unopened.`,
    };
  }
  if (kind === "deceived" && proxied) {
    return {
      title: t`The end: a valid certificate, and a false Bob`,
      story: t`Everything was encrypted and every check was green; Bob never heard of it. Whoever decides what stands on a list of roots decides who may read, and who may answer.`,
    };
  }
  if (kind === "read" && proxied && both !== null && both.proxys !== null) {
    const answered = stepOf(recording, "mallory.seals.request") !== null;
    return {
      title: answered
        ? t`The end: it arrived, and the company has read it`
        : t`The end: the company has read it, and Bob has not`,
      story: t`Alice saw a valid certificate for bob.example. What gave it away stood in it: issuer ${commonName(both.proxys.issuer)} (fingerprint ${both.proxys.fingerprint.slice(0, 8)}…). Bob’s own is from ${commonName(both.bobs.issuer)} (${both.bobs.fingerprint.slice(0, 8)}…). Take the company’s root off her list, or let Bob ask for *her* certificate.`,
    };
  }
  if (kind === "refused" && sent.length === 0) {
    return {
      title: t`The end: no root, no relay`,
      story: t`The proxy did all that it did before, and Alice hung up: nothing was said. All its power was one entry on a list, or Alice’s willingness to take any entry for any name. What if Alice trusts it, and Bob asks for *her* certificate?`,
    };
  }
  if (kind === "arrived" && smooth) {
    return {
      title: t`The end: between the two, and nobody else`,
      story: t`The root on Alice’s list did no harm today: it works only where somebody stands on the way who has its key. Let Mallory *relay*, and look again at who issued the certificate.`,
    };
  }
  return plainEnding(context, outcome, t`Let Mallory *relay* from the start, and open the certificate.`);
}
