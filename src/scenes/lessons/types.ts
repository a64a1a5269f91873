import type { ActorId, StepId, Throw } from "../../sim/recording.ts";
import type { LabSetup } from "../lab/setup.ts";
import type { SceneCard } from "../types.ts";
import type { MisconceptionId } from "./misconceptions.ts";

/** A step of one particular run: what a link opens, and what stands on paper. */
export type Place = Readonly<{
  scene: string;
  step: StepId;
  /** The step before it, where whoever asks first begins; null: the beginning. */
  before: StepId | null;
  /** Its number in that run, as the scrubber counts. */
  at: number;
  throws: readonly Throw[];
  eyes: ActorId | null;
  depth: "story" | "protocol" | "bytes";
  /** What is seen there, in a few words. */
  name: string;
}>;

/** What a sentence says of a run, for the run to bear out. Lessons claim nothing that a test does not hold against it. */
export type Claim =
  | Readonly<{ kind: "refuses"; by: ActorId; reason: string }>
  | Readonly<{ kind: "accepts"; by: ActorId }>
  /** Reads what was meant for somebody else. */
  | Readonly<{ kind: "reads"; by: ActorId }>
  | Readonly<{ kind: "unread" }>
  /** Takes for genuine what its supposed author never wrote. */
  | Readonly<{ kind: "believes"; by: ActorId }>
  | Readonly<{ kind: "arrives" }>
  | Readonly<{ kind: "lost" }>
  /** Takes in more often than it was written. */
  | Readonly<{ kind: "repeats"; by: ActorId }>;

/** Something to do in front of the class, and what it shows. */
export type Move = Readonly<{ what: string; place: Place; shows: string; claims: readonly Claim[] }>;

export type Asked = Readonly<{ question: string; answer: string }>;

export type LessonScene = Readonly<{
  scene: string;
  minutes: number;
  /** What to say, in the teacher's mouth. */
  say: readonly string[];
  moves: readonly Move[];
  ask: readonly Asked[];
}>;

/** What fits into one lesson; `title` where an act takes several. */
export type Sitting = Readonly<{ title: string | null; scenes: readonly LessonScene[] }>;

/** Where a misconception breaks. */
export type Dispelled = Readonly<{ id: MisconceptionId; words: string; place: Place; claims: readonly Claim[] }>;

export type FollowUp = Readonly<{
  title: string;
  words: string;
  /** lab: the set-up lies open; puzzle: what is wrong is to be found; takeHome: the scene’s kit; null: nothing to open. */
  to:
    | Readonly<{ kind: "lab"; setup: Partial<LabSetup>; claims: readonly Claim[] }>
    | Readonly<{ kind: "puzzle"; setup: Partial<LabSetup>; suspect: string }>
    | Readonly<{ kind: "takeHome"; scene: string }>
    | null;
}>;

/** An act as a teacher plans it. */
export type Lesson = Readonly<{
  act: SceneCard["act"];
  /** What students can do afterwards. */
  aims: readonly string[];
  /** What they need to know before. */
  before: readonly string[];
  /** What to leave out when time is short. */
  short: string;
  sittings: readonly Sitting[];
  misconceptions: readonly Dispelled[];
  followUp: readonly FollowUp[];
}>;
