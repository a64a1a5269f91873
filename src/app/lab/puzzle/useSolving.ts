import { useState } from "react";
import type { Recording } from "../../../sim/recording.ts";
import { type Judged, judge } from "./judging.ts";
import type { Puzzle } from "./puzzleAddress.ts";
import { type Answer, isSame, thingsIn } from "./things.ts";

/** How far somebody has come with a puzzle. */
export type Solving = Readonly<{
  tries: number;
  found: readonly Answer[];
  last: Judged | null;
  /** solved: all was found; shown: they asked to be shown. */
  state: "open" | "solved" | "shown";
  answer: (answer: Answer) => void;
  show: () => void;
}>;

/** Counts answers and keeps what was found. `whole` gives the run with its reasons; `onDone` is told when all is open. */
export function useSolving(puzzle: Puzzle, whole: () => Recording, onDone: () => void): Solving {
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<readonly Answer[]>([]);
  const [last, setLast] = useState<Judged | null>(null);
  const [state, setState] = useState<Solving["state"]>("open");
  const finish = (how: "solved" | "shown"): void => {
    setState(how);
    onDone();
  };
  const answer = (given: Answer): void => {
    const judged = judge(puzzle, whole(), given);
    setTries(tries + 1);
    setLast(judged);
    if (!judged.right) return;
    const { thing } = judged;
    const all = thing === null || found.some((one) => isSame(one, thing)) ? found : [...found, thing];
    setFound(all);
    if (all.length === thingsIn(puzzle).length) finish("solved");
  };
  return { tries, found, last, state, answer, show: () => finish("shown") };
}
