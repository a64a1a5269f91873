import { useCallback, useMemo, useState } from "react";
import type { LabSetup } from "../../scenes/lab/setup.ts";

/** The way back through set-ups, and forward again; null where there is none. */
export type Undoing = Readonly<{ undo: (() => void) | null; redo: (() => void) | null }>;

type Stacks = Readonly<{ past: readonly LabSetup[]; future: readonly LabSetup[] }>;

const MOST = 100;

/** Keeps the set-ups that were. `note` remembers one that is about to be changed. */
export function useUndo() {
  const [stacks, setStacks] = useState<Stacks>({ past: [], future: [] });
  const note = useCallback((setup: LabSetup) => {
    setStacks(({ past }) => ({ past: [...past, setup].slice(-MOST), future: [] }));
  }, []);
  return useMemo(() => {
    const { past, future } = stacks;
    const undoing = (now: LabSetup, move: (setup: LabSetup) => void): Undoing => {
      const [back, forth] = [past.at(-1), future[0]];
      const undo = (to: LabSetup) => {
        setStacks({ past: past.slice(0, -1), future: [now, ...future] });
        move(to);
      };
      const redo = (to: LabSetup) => {
        setStacks({ past: [...past, now], future: future.slice(1) });
        move(to);
      };
      return {
        undo: back === undefined ? null : () => undo(back),
        redo: forth === undefined ? null : () => redo(forth),
      };
    };
    return { note, undoing };
  }, [stacks, note]);
}
