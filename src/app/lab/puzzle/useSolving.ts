import { useState } from "react";
import type { Suspect } from "../../../scenes/lab/suspects.ts";
import type { Recording } from "../../../sim/recording.ts";
import { type Judged, judge, type Named, toFind } from "./judging.ts";
import type { Puzzle } from "./puzzleAddress.ts";

/** How far somebody has come with a puzzle. */
export type Solving = Readonly<{
  tries: number;
  last: Judged | null;
  /** An answer is being tried. */
  busy: boolean;
  /** What was found so far, and, after the first find, all that there is. */
  found: readonly Suspect[];
  all: readonly Suspect[] | null;
  /** solved: all was found; shown: they asked to be shown. */
  state: "open" | "solved" | "shown";
  answer: (named: Named) => void;
  show: () => void;
}>;

const NEW = { tries: 0, last: null, busy: false, found: [], all: null, state: "open" } as const;

/** Counts answers and keeps what was found. `whole` gives the run with its reasons; `onDone` is told when all is open. */
export function useSolving(puzzle: Puzzle, whole: () => Recording, onDone: () => void): Solving {
  const [now, setNow] = useState<Omit<Solving, "answer" | "show">>(NEW);
  // What fails here is a mistake of ours: the error boundary says so.
  const failed = (error: unknown): void =>
    setNow(() => {
      throw error;
    });
  const answer = async (named: Named): Promise<void> => {
    if (now.busy) return;
    setNow({ ...now, busy: true });
    const last = await judge(puzzle, whole(), named);
    const isFind = last.kind === "found" || last.kind === "partly";
    const all = isFind ? (now.all ?? (await toFind(puzzle))) : now.all;
    const { suspect } = last;
    const isNew = isFind && suspect !== null && !now.found.includes(suspect);
    const found = isNew ? [...now.found, suspect] : now.found;
    const isDone = isFind && (all ?? []).every((one) => found.includes(one));
    setNow({ tries: now.tries + 1, last, busy: false, found, all, state: isDone ? "solved" : "open" });
    if (isDone) onDone();
  };
  const show = async (): Promise<void> => {
    const all = await toFind(puzzle);
    setNow({ ...now, all, busy: false, state: "shown" });
    onDone();
  };
  return {
    ...now,
    answer: (named) => void answer(named).catch(failed),
    show: () => void show().catch(failed),
  };
}
