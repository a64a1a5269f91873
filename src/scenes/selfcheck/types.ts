import type { Recording, StepId, Throw } from "../../sim/recording.ts";
import type { LabSetup } from "../lab/setup.ts";
import type { MisconceptionId } from "../lessons/misconceptions.ts";

/** What is run to find an answer. `hops` null: as many routers as the scene has. */
export type Setting =
  | Readonly<{ kind: "scene"; scene: string; throws: readonly Throw[]; hops: number | null }>
  | Readonly<{ kind: "lab"; setup: Partial<LabSetup> }>;

/** One of the set-ups that a question can be asked about, and the sentences that tell it. */
export type Variant = Readonly<{ id: string; told: string; setting: Setting }>;

export type CheckOption = Readonly<{
  id: string;
  label: string;
  /** What whoever chooses it wrongly may believe; null where it is no idea that is about. */
  belief: MisconceptionId | null;
}>;

export type Found = Readonly<{
  /** The option that the run bears out. */
  option: string;
  /** One sentence, or two: what happened in it. */
  because: string;
  /** The step in which it is seen. */
  step: StepId;
}>;

/** A question without a key: whatever its set-up’s run comes to is the answer. */
export type CheckQuestion = Readonly<{
  id: string;
  /** What it is about, in a few words. */
  about: string;
  question: string;
  variants: readonly Variant[];
  options: readonly CheckOption[];
  answer: (recording: Recording) => Found;
  /** The scene that teaches it. */
  teaches: string;
}>;
