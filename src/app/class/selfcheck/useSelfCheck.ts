import { useState } from "react";
import type { CheckQuestion } from "../../../scenes/selfcheck/types.ts";
import type { SceneCard } from "../../../scenes/types.ts";
import { reportProgress } from "../progress.ts";
import { type Drawn, draw } from "./draw.ts";
import { keepResult } from "./results.ts";
import { findAnswer } from "./run.ts";
import { type Answered, scoreOf } from "./tally.ts";

export type SelfCheck = Readonly<{
  drawn: readonly Drawn[];
  /** In the order of the questions; the last may be the one that is on screen. */
  answered: readonly Answered[];
  /** The question on screen; null: all are done. */
  at: number | null;
  busy: boolean;
  /** The run of the question on screen could not be made. */
  failed: boolean;
  /** Answers the question on screen, or skips it (null): its set-up is run, and what came of it is the answer. */
  answer: (chosen: string | null) => Promise<void>;
  next: () => void;
  /** Again from the first question, with other set-ups. */
  again: () => void;
}>;

/** One go through an act's questions, and the next. */
export function useSelfCheck(act: SceneCard["act"], questions: readonly CheckQuestion[]): SelfCheck {
  const [drawn, setDrawn] = useState(() => draw(questions, [], Math.random));
  const [answered, setAnswered] = useState<readonly Answered[]>([]);
  const [at, setAt] = useState<number | null>(0);
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function answer(chosen: string | null): Promise<void> {
    const one = at === null ? undefined : drawn[at];
    if (one === undefined || at !== answered.length || state === "busy") return;
    setState("busy");
    try {
      const found = await findAnswer(one.question, one.variant.setting);
      const all = [...answered, { drawn: one, chosen, found }];
      setAnswered(all);
      setState("idle");
      if (all.length === drawn.length) finish(all);
    } catch {
      setState("failed");
    }
  }

  function finish(all: readonly Answered[]): void {
    const score = scoreOf(all, drawn.length);
    keepResult(act, score);
    reportProgress({ kind: "selfCheck", act, score });
  }

  function again(): void {
    setDrawn(draw(questions, drawn, Math.random));
    setAnswered([]);
    setAt(0);
    setState("idle");
  }

  const next = (): void => setAt(at === null || at + 1 >= drawn.length ? null : at + 1);
  return { drawn, answered, at, busy: state === "busy", failed: state === "failed", answer, next, again };
}
