import { type FormEvent, type ReactElement, useId, useState } from "react";
import { visit } from "../embed/place.ts";
import { SeedWords } from "../embed/SeedWords.tsx";
import { t } from "../language/t.ts";
import { usePlayer } from "../player/context.tsx";
import { LONGEST_SEED, readSeed } from "../player/seedText.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./SeedForm.module.css";

/** Gives the run a seed, or takes it away: both are a visit to another address. */
export function SeedForm({ onDone }: Readonly<{ onDone: () => void }>): ReactElement {
  const current = usePlayer((state) => state.recording.seed ?? null);
  const [text, setText] = useState(current ?? "");
  const [refused, setRefused] = useState(false);
  const id = useId();
  const go = (seed: string | null): void => {
    visit(hashWithSeed(location.hash, seed));
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const seed = readSeed(text);
    setRefused(seed === null);
    if (seed !== null) go(seed);
  };
  return (
    <div className={styles.seed}>
      <SeedWords seed={current} />
      <form className={styles.form} onSubmit={submit}>
        <label htmlFor={id}>{t`Seed`}</label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST_SEED}
          value={text}
          placeholder={t`For instance: class 7b`}
          aria-invalid={refused}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <p id={`${id}-hint`} className={styles.hint} role="status">
          {refused
            ? t`A seed has 1 to ${LONGEST_SEED} characters, all of which can be seen.`
            : t`Any word will do. Capital letters count. It stands in the address, which you give to others.`}
        </p>
        <div className={styles.buttons}>
          <Button type="submit" look="primary">{t`Run with this seed`}</Button>
          {current !== null && <Button onClick={() => go(null)}>{t`Run without a seed`}</Button>}
        </div>
      </form>
    </div>
  );
}

/** The same address with another seed, or without one. */
export function hashWithSeed(hash: string, seed: string | null): string {
  const [path = "", query = ""] = hash.split("?");
  const kept = query.split("&").filter((part) => part !== "" && !/^seed(?:=|$)/.test(part));
  const params = seed === null ? kept : [...kept, `seed=${encodeURIComponent(seed)}`];
  return params.length === 0 ? path : `${path}?${params.join("&")}`;
}
