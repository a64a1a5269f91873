import { Check, Eye, X } from "lucide-react";
import type { ReactElement } from "react";
import { RichText } from "../../../ui/RichText.tsx";
import styles from "./Puzzle.module.css";
import type { Puzzle } from "./puzzleAddress.ts";
import { answerMeaning, answerWords, thingsIn } from "./things.ts";
import type { Solving } from "./useSolving.ts";

const NEAR = {
  value: "You are at the right place, but it is something else that is wrong there.",
  person: "It does have to do with that one, but not there.",
  no: "No, that is not it.",
} as const;

type Props = Readonly<{ puzzle: Puzzle; solving: Solving }>;

/** What the last answer came to, and how many there were. */
export function Feedback({ puzzle, solving: { last, tries, found, state } }: Props): ReactElement {
  const all = thingsIn(puzzle).length;
  const left = all - found.length;
  return (
    <div role="status" className={styles.feedback}>
      {last === null ? null : last.right ? (
        <div className={styles.said} data-tone="right">
          <Check size={18} strokeWidth={3} aria-hidden />
          <p>
            <b>Right. {last.thing === null ? "Nothing is wrong." : `${answerWords(last.thing)}.`}</b>{" "}
            <RichText text={`${last.thing === null ? "" : `${answerMeaning(last.thing)} `}${last.because}`} />
            {state === "open" && left > 0 && (
              <> And there {left === 1 ? "is one more thing" : `are ${left} more things`} to find.</>
            )}
          </p>
        </div>
      ) : (
        <div className={styles.said} data-tone="wrong">
          <X size={18} strokeWidth={3} aria-hidden />
          <p>
            <b>{NEAR[last.near]}</b> <RichText text={last.because} />
          </p>
        </div>
      )}
      {tries > 0 && <p className={styles.tries}>{triesWords(tries, state)}</p>}
    </div>
  );
}

function triesWords(tries: number, state: Solving["state"]): string {
  const times = tries === 1 ? "one answer" : `${tries} answers`;
  if (state === "solved") return tries === 1 ? "Solved, with the first answer." : `Solved, with ${times}.`;
  return state === "shown" ? `Shown, after ${times}.` : `${times.charAt(0).toUpperCase()}${times.slice(1)} so far.`;
}

/** What there was to find, where somebody asked to be shown. */
export function Shown({ puzzle }: Readonly<{ puzzle: Puzzle }>): ReactElement {
  const things = thingsIn(puzzle);
  return (
    <div className={styles.said} data-tone="shown">
      <Eye size={18} aria-hidden />
      <div>
        <b>{things.length === 0 ? "Nothing was wrong." : "This was to find:"}</b>
        <ul className={styles.things}>
          {things.map((thing) => (
            <li key={answerWords(thing)}>
              {answerWords(thing)}. {answerMeaning(thing)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
