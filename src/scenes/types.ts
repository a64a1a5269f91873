import type { Recording, SimEvent, Step, StepId, SwitchId, Throw, World } from "../sim/recording.ts";
import type { Scenario } from "../sim/scenario.ts";

/** What the start page needs of a scene, without loading it. */
export type SceneCard = Readonly<{
  id: string;
  act: 1 | 2 | 3 | 4 | 5;
  title: string;
  /** One sentence: the question that the scene answers. */
  question: string;
}>;

export type Act = Readonly<{ number: 1 | 2 | 3 | 4 | 5; numeral: string; title: string; about: string }>;

export type SwitchOption = Readonly<{ value: string; label: string; hint: string }>;

/** strategy: Mallory's; choice: something else to choose; whatIf: turns off one check. */
export type SwitchSpec = Readonly<{
  id: SwitchId;
  kind: "strategy" | "choice" | "whatIf";
  label: string;
  /** For a whatIf: `off` and `on`, in that order. */
  options: readonly SwitchOption[];
  default: string;
}>;

/** Words of one step at the two depths that have words. Inline `*emphasis*` and `` `code` `` only. */
export type StepWords = Readonly<{
  /** What happens, as a sentence without a full stop: the heading and the spoken announcement. */
  title: string;
  /** One to three plain sentences. */
  story: string;
  /** The protocol's words for it: message, fields, RFC sections. */
  protocol: string;
  /** A few words for the scrubber's tick. */
  tick: string;
}>;

export type StepContext = Readonly<{
  recording: Recording;
  index: number;
  step: Step;
  event: SimEvent;
  before: World;
  after: World;
}>;

export type Prediction = Readonly<{
  id: string;
  /** Asked when the next step is this one. */
  before: StepId;
  question: string;
  options: readonly Readonly<{ id: string; label: string }>[];
  /** The option that this run bears out, and the sentence that says what happened; null where this run does not settle it. */
  answer: (recording: Recording) => Readonly<{ option: string; because: string }> | null;
  /** The step in which the answer is seen: until then it stays hidden. */
  settledAt: (recording: Recording) => StepId | null;
}>;

export type Scene = Readonly<{
  card: SceneCard;
  /** How many routers stand between Alice and Bob. */
  hops: Readonly<{ min: number; max: number; default: number }>;
  switches: readonly SwitchSpec[];
  predictions: readonly Prediction[];
  /** What actors do; run by the recorder. */
  scenario: Scenario;
  /** Before the first step: where we are and what to watch. */
  opening: StepWords;
  /** The words of a step of this scene. Total: every event has some. */
  words: (context: StepContext) => StepWords;
  /** What this leaves out: one to four short sentences. */
  leavesOut: readonly string[];
  /** The ids of the misconceptions (field.md) that this scene breaks. */
  breaks: readonly string[];
}>;

export type Setup = Readonly<{
  hops: number;
  throws: readonly Throw[];
  /** What all chance comes from. Left out: what nobody had before. */
  seed?: string;
}>;
