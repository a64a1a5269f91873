import { plural, t } from "../language/t.ts";
import type { Outcome } from "../sim/recording.ts";

/** One thing that came of a run. `kind` says what it is about, for whoever gives it a picture. */
export type OutcomeFact = Readonly<{
  kind: "delivered" | "leaked" | "forged" | "repeated" | "refused";
  tone: "green" | "red" | "plain";
  words: string;
}>;

/** How a run ended, in numbers; where there is little room, without what did not happen. */
export function outcomeFacts(outcome: Outcome, narrow: boolean): readonly OutcomeFact[] {
  const { delivered, leaked, forged, refused, repeated = [] } = outcome;
  const facts: OutcomeFact[] = [];
  const arrived = plural(delivered.length, { one: "# text arrived unchanged", other: "# texts arrived unchanged" });
  facts.push({ kind: "delivered", tone: delivered.length > 0 ? "green" : "plain", words: arrived });
  if (leaked.length > 0 || !narrow)
    facts.push({
      kind: "leaked",
      tone: leaked.length > 0 ? "red" : "plain",
      words: t`${leaked.length} read by others`,
    });
  if (forged.length > 0 || !narrow) {
    const words = t`${forged.length} forged and believed`;
    facts.push({ kind: "forged", tone: forged.length > 0 ? "red" : "plain", words });
  }
  if (repeated.length > 0) facts.push({ kind: "repeated", tone: "red", words: t`${repeated.length} taken in twice` });
  if (refused.length > 0) {
    const words = plural(refused.length, { one: "# proof refused", other: "# proofs refused" });
    facts.push({ kind: "refused", tone: "green", words });
  }
  return facts;
}
