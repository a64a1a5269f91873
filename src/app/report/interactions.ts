import type { ScormApi } from "./scormApi.ts";
import type { Answer, Now } from "./types.ts";

/** SCORM 2004 promises room for 250 (RTE 4.2.9); a platform may have more, and needn’t. */
const MOST_INTERACTIONS = 250;
const LONGEST_DESCRIPTION = 250;

/**
 * Writes answers as SCORM 2004’s interactions, one after the other, as a journal: who answers again adds another. Where
 * there is no more room, nothing more is written; the score knows all the same.
 */
export function interactionsOf(api: ScormApi, now: Now): (answers: readonly Answer[]) => void {
  let next = Number.parseInt(api.get("cmi.interactions._count"), 10) || 0;
  return (answers) => {
    for (const answer of answers) {
      if (next >= MOST_INTERACTIONS) return;
      if (write(api, `cmi.interactions.${next}`, answer, now())) next++;
    }
  };
}

/** The id comes first, then the type, on which the form of what was answered depends. */
function write({ set }: ScormApi, at: string, answer: Answer, time: number): boolean {
  const { scene, prediction, question, chosen, happened } = answer;
  if (!set(`${at}.id`, `urn:between-alice-and-bob:${scene}:${prediction}`)) return false;
  set(`${at}.type`, "choice");
  set(`${at}.timestamp`, `${new Date(time).toISOString().slice(0, 21)}Z`);
  set(`${at}.correct_responses.0.pattern`, happened);
  if (chosen !== null) set(`${at}.learner_response`, chosen);
  set(`${at}.result`, chosen === null ? "neutral" : chosen === happened ? "correct" : "incorrect");
  set(`${at}.description`, [...question].slice(0, LONGEST_DESCRIPTION).join(""));
  return true;
}
