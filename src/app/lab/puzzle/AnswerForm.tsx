import { ChevronDown } from "lucide-react";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import { t } from "../../../language/t.ts";
import type { Suspect } from "../../../scenes/lab/suspects.ts";
import { Button } from "../../../ui/Button.tsx";
import select from "../../../ui/Select.module.css";
import type { Named } from "./judging.ts";
import styles from "./Puzzle.module.css";
import { suspectsIn } from "./parts.ts";
import type { Puzzle } from "./puzzleAddress.ts";

type Props = Readonly<{ puzzle: Puzzle; busy: boolean; onAnswer: (named: Named) => void }>;

const NOTHING = t`Nothing is wrong`;

/** Where the fault lies, and what it is. */
export function AnswerForm({ puzzle, busy, onAnswer }: Props): ReactElement {
  const [where, setWhere] = useState("");
  const [what, setWhat] = useState("");
  const suspects = suspectsIn(puzzle.hidden);
  const groups = [...new Set(suspects.map(({ group }) => group)), NOTHING];
  const here = suspects.filter(({ group }) => group === where);
  const suspect = here.find(({ id }) => id === what) ?? null;
  const isReady = !busy && (suspect !== null || where === NOTHING);
  return (
    <form
      className={styles.form}
      aria-label={t`Your answer`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onAnswer(suspect);
      }}
    >
      <Choose
        label={t`Where is the fault?`}
        value={where}
        hint={where === NOTHING ? t`Question and answer arrive, and nobody else reads them.` : ""}
        onChange={(next) => {
          setWhere(next);
          setWhat("");
        }}
      >
        {groups.map((group) => (
          <option key={group}>{group}</option>
        ))}
      </Choose>
      {here.length > 0 && (
        <Choose label={t`What is it?`} value={what} hint={suspect?.hint ?? ""} onChange={setWhat}>
          {here.map(optionOf)}
        </Choose>
      )}
      <Button type="submit" look="primary" aria-disabled={!isReady}>
        {busy ? t`Running it with that put right…` : t`Answer`}
      </Button>
    </form>
  );
}

function optionOf({ id, label }: Suspect): ReactElement {
  return (
    <option key={id} value={id}>
      {label}
    </option>
  );
}

type ChooseProps = Readonly<{
  label: string;
  value: string;
  hint: string;
  onChange: (value: string) => void;
  children: ReactNode;
}>;

function Choose({ label, value, hint, onChange, children }: ChooseProps): ReactElement {
  const id = useId();
  return (
    <div className={styles.what}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={select.select}>
        <select
          id={id}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="" disabled>{t`choose …`}</option>
          {children}
        </select>
        <ChevronDown size={16} aria-hidden />
      </span>
      {hint !== "" && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
