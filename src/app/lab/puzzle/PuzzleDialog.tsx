import { type ReactElement, useId, useState } from "react";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { CopyLink } from "../CopyLink.tsx";
import styles from "./Puzzle.module.css";
import { PARTS, type PartId, usuallyHidden } from "./parts.ts";
import { LONGEST_QUESTION, puzzleLink } from "./puzzleAddress.ts";
import { answerWords, thingsIn } from "./things.ts";
import { USUAL_QUESTION } from "./veil.ts";

type Props = Readonly<{ setup: LabSetup; open: boolean; onClose: () => void }>;

/** Makes a puzzle of a set-up: what is hidden, what is asked, and the link to it. */
export function PuzzleDialog({ setup, open, onClose }: Props): ReactElement {
  return (
    <Dialog title="Set a puzzle" open={open} onClose={onClose}>
      <Form setup={setup} />
    </Dialog>
  );
}

function Form({ setup }: Readonly<{ setup: LabSetup }>): ReactElement {
  const [hidden, setHidden] = useState<readonly PartId[]>(() => usuallyHidden(setup));
  const [asked, setAsked] = useState("");
  const questionId = useId();
  const question = asked.trim() === "" ? null : asked.trim();
  const puzzle = { setup, hidden, question };
  const hash = puzzleLink(puzzle);
  const toggle = (id: PartId): void => {
    const next = PARTS.map((part) => part.id).filter((one) => (one === id) !== hidden.includes(one));
    if (next.length > 0) setHidden(next);
  };
  return (
    <div>
      <p className={styles.hint}>
        Whoever opens the link sees the run of your set-up, steps through it, and has to say what is wrong. The parts
        that you hide show a question mark, and so do the judges’ reasons.
      </p>
      <fieldset className={styles.parts}>
        <legend>Hide</legend>
        {PARTS.map(({ id, label, about }) => (
          <label key={id} className={styles.part}>
            <input type="checkbox" checked={hidden.includes(id)} onChange={() => toggle(id)} />
            <span>
              {label}
              <small>{about}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.ask}>
        <label className={styles.label} htmlFor={questionId}>
          Your question (you can leave it out)
        </label>
        <input
          id={questionId}
          type="text"
          maxLength={LONGEST_QUESTION}
          value={asked}
          placeholder={USUAL_QUESTION}
          onChange={(event) => setAsked(event.target.value)}
        />
      </div>
      <ToFind things={thingsIn(puzzle).map(answerWords)} />
      <div className={styles.link}>
        <CopyLink look="primary" label="Copy the puzzle’s link" link={() => new URL(hash, location.href).href} />
        <a href={hash} target="_blank" rel="noopener">
          See it as a student
        </a>
      </div>
      <p className={styles.note}>
        This is no secrecy: the link holds the answer, and whoever decodes the address can read it.
      </p>
    </div>
  );
}

function ToFind({ things }: Readonly<{ things: readonly string[] }>): ReactElement {
  return (
    <p className={styles.note} role="status">
      {things.length === 0
        ? "In what is hidden nothing is unusual: the right answer will be that nothing is wrong."
        : `To be found: ${things.join("; ")}.`}
    </p>
  );
}
