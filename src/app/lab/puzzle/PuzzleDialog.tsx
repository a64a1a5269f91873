import { type ReactElement, useEffect, useId, useState } from "react";
import { t } from "../../../language/t.ts";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import type { Suspect } from "../../../scenes/lab/suspects.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { CopyLink } from "../CopyLink.tsx";
import { toFind } from "./judging.ts";
import styles from "./Puzzle.module.css";
import { PARTS, type PartId, usuallyHidden } from "./parts.ts";
import { LONGEST_QUESTION, type Puzzle, puzzleLink, USUAL_QUESTION } from "./puzzleAddress.ts";

type Props = Readonly<{ setup: LabSetup; open: boolean; onClose: () => void }>;

/** Makes a puzzle of a set-up: what is hidden, what is asked, and the link to it. */
export function PuzzleDialog({ setup, open, onClose }: Props): ReactElement {
  return (
    <Dialog title={t`Set a puzzle`} open={open} onClose={onClose}>
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
      <p
        className={styles.hint}
      >{t`Whoever opens the link sees what the two ends see of this run, and has to say what is wrong. What happens between the ends, and why a judge refuses, stays hidden until it is found; and so do these parts of the set-up:`}</p>
      <fieldset className={styles.parts}>
        <legend className="visually-hidden">{t`Hide`}</legend>
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
        <label className={styles.label} htmlFor={questionId}>{t`Your question (you can leave it out)`}</label>
        <input
          id={questionId}
          type="text"
          maxLength={LONGEST_QUESTION}
          value={asked}
          placeholder={USUAL_QUESTION}
          onChange={(event) => setAsked(event.target.value)}
        />
      </div>
      <ToFind puzzle={puzzle} />
      <div className={styles.link}>
        <CopyLink look="primary" label={t`Copy the puzzle’s link`} link={() => new URL(hash, location.href).href} />
        <a href={hash} target="_blank" rel="noopener">{t`See it as a student`}</a>
      </div>
      <p
        className={styles.note}
      >{t`This is no secrecy: the link holds the answer, and whoever decodes the address can read it.`}</p>
    </div>
  );
}

/** What the student will have to find: worked out by running it, each time with one thing put right. */
function ToFind({ puzzle }: Readonly<{ puzzle: Puzzle }>): ReactElement {
  const { setup, hidden } = puzzle;
  const [all, setAll] = useState<readonly Suspect[] | null>(null);
  useEffect(() => {
    let left = false;
    void toFind({ setup, hidden, question: null }).then((found) => !left && setAll(found));
    return () => {
      left = true;
    };
  }, [setup, hidden]);
  return (
    <p className={styles.note} role="status">
      {all === null ? t`Looking for what there is to find…` : toFindWords(all)}
    </p>
  );
}

function toFindWords(all: readonly Suspect[]): string {
  if (all.length === 0) return t`In what is hidden nothing is wrong, or nothing that matters.`;
  return t`To be found: ${all.map(({ group, label }) => `${group}: ${label}`).join("; ")}.`;
}
