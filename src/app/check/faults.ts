import { validityAt } from "../../inspect/certificate/validity.ts";
import type { Check, Reason } from "../../pki/verdict.ts";
import type { Card } from "./judging/cards.ts";

/** Reasons that are about the whole chain or about a link in it, which are drawn there. */
const DRAWN_ELSEWHERE: readonly (Reason | null)[] = ["tampered", "unsupported-algorithm", "expired", "not-yet-valid"];

/**
 * What is wrong with one certificate of the chain, in a few words each: by its own dates, and by those failed checks
 * whose finding names it, as all of the judge's do that are about one certificate (`label: what was found`).
 */
export function faultsOf(card: Card, first: boolean, at: string, checks: readonly Check[]): readonly string[] {
  const validity = validityAt(card, at);
  const named = checks.filter((check) => check.result === "failed" && isAbout(check, card, first));
  const reasons = named.map((check) => check.reason).filter((reason) => !DRAWN_ELSEWHERE.includes(reason));
  const words = reasons.map((reason) => (reason ?? "").replaceAll("-", " "));
  return [...new Set(validity === "valid" ? words : [validity, ...words])];
}

function isAbout(check: Check, card: Card, first: boolean): boolean {
  return check.id === "name" ? first : check.found.startsWith(`${card.label}: `);
}
