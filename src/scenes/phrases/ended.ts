import { t } from "../../language/t.ts";
import type { SimEvent } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { plainEnding } from "./course.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** The end of a run, by what came of it. */
export function ended(context: StepContext, event: Of<"ends">): StepWords {
  return {
    ...plainEnding(context, event.outcome),
    protocol: t`Found by comparing what was meant for whom with what everybody holds in the end.`,
    tick: t`the end`,
  };
}
