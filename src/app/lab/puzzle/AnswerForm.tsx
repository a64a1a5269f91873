import { ChevronDown } from "lucide-react";
import { type ReactElement, useId, useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { Segment } from "../../../ui/Segment.tsx";
import select from "../../../ui/Select.module.css";
import styles from "./Puzzle.module.css";
import type { Puzzle } from "./puzzleAddress.ts";
import { type Answer, type Place, placesIn, suspectsIn, type Who } from "./things.ts";

const NAMES: Readonly<Record<Who, string>> = {
  alice: "Alice",
  bob: "Bob",
  mallory: "Mallory",
  both: "Both",
  nobody: "Nobody",
};

type Props = Readonly<{ puzzle: Puzzle; onAnswer: (answer: Answer) => void }>;

/** Whose it is, and what it is. */
export function AnswerForm({ puzzle, onAnswer }: Props): ReactElement {
  const [who, setWho] = useState<Who | null>(null);
  const [what, setWhat] = useState("");
  const suspects = suspectsIn(puzzle).map((value) => ({ value, label: NAMES[value] }));
  const places = placesIn(puzzle).filter((place) => place.who === who);
  const answer = who === "nobody" ? NOTHING : (optionsIn(places).find(({ id }) => id === what)?.answer ?? null);
  return (
    <form
      className={styles.form}
      aria-label="Your answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer !== null) onAnswer(answer);
      }}
    >
      <span className={styles.label} aria-hidden>
        Whose fault is it?
      </span>
      <Segment<Who | "">
        label="Whose fault is it?"
        wide
        options={suspects}
        value={who ?? ""}
        onChange={(next) => {
          if (next === "") return;
          setWho(next);
          setWhat("");
        }}
      />
      {who !== null && who !== "nobody" && <What places={places} value={what} onChange={setWhat} />}
      {who === "nobody" && <p className={styles.hint}>All that is hidden is as usual: nothing is wrong.</p>}
      <Button type="submit" look="primary" aria-disabled={answer === null}>
        Answer
      </Button>
    </form>
  );
}

const NOTHING: Answer = { place: "nothing", value: "" };

function optionsIn(places: readonly Place[]) {
  return places.flatMap((place) =>
    place.options.map(({ value }) => ({ id: `${place.id} ${value}`, answer: { place: place.id, value } })),
  );
}

type WhatProps = Readonly<{ places: readonly Place[]; value: string; onChange: (value: string) => void }>;

function What({ places, value, onChange }: WhatProps): ReactElement {
  const id = useId();
  const [placeId, chosen] = value.split(" ");
  const hint = places.find((place) => place.id === placeId)?.options.find((option) => option.value === chosen)?.hint;
  return (
    <div className={styles.what}>
      <label htmlFor={id} className={styles.label}>
        What is it?
      </label>
      <span className={select.select}>
        <select
          id={id}
          value={value}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="" disabled>
            choose …
          </option>
          {places.map((place) => (
            <optgroup key={place.id} label={place.label}>
              {place.options.map((option) => (
                <option key={option.value} value={`${place.id} ${option.value}`}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <ChevronDown size={16} aria-hidden />
      </span>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint ?? ""}
      </p>
    </div>
  );
}
