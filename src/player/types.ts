import type { Scene } from "../scenes/types.ts";
import type { ActorId, ArtifactId, Recording, Step, SwitchId, World } from "../sim/recording.ts";

export type Depth = "story" | "protocol" | "bytes";
export type Eyes = ActorId | "all";
export type Speed = 0.5 | 1 | 2 | 4;

/** What lies open in the inspector. null: the step itself. */
export type Selection = Readonly<{
  kind: "packet" | "key" | "certificate" | "request" | "status" | "verdict" | "actor";
  id: ArtifactId;
}>;

/**
 * What the stage draws: the step in motion or at rest. While `moving`, `event` is under way and progress runs from
 * 0 to 1; at rest the world is the one after it. At index 0 there is no step: the scene has not begun.
 */
export type Frame = Readonly<{
  index: number;
  count: number;
  step: Step | null;
  before: World;
  /** The world that holds now: `before` while moving, the step's own at rest. */
  world: World;
  after: World;
  moving: boolean;
}>;

export type PlayerState = Readonly<{
  scene: Scene;
  recording: Recording;
  /** Steps begun: 0 to recording.steps.length. */
  index: number;
  /** Whether the step `index` is still in motion. */
  moving: boolean;
  playing: boolean;
  speed: Speed;
  depth: Depth;
  eyes: Eyes;
  selection: Selection | null;
  /** The id of the prediction that waits for an answer; null where none does. */
  asking: string | null;
  /** Prediction id to option id, or `skipped`. */
  guesses: Readonly<Record<string, string>>;
  /** Sentences about values that were replaced, or what else the user should be told; dismissible. */
  notices: readonly string[];
  /** A new future is being recorded. */
  recordingBusy: boolean;
  /** false for a recording loaded from a file: its keys are gone, so its future can't change. */
  live: boolean;
}>;

export type PlayerActions = Readonly<{
  next: () => void;
  previous: () => void;
  first: () => void;
  last: () => void;
  /** Jump to a step at rest; out-of-range values are clamped. */
  seek: (index: number) => void;
  play: () => void;
  pause: () => void;
  togglePlay: () => void;
  /** Again from the start, with new keys. */
  restart: () => Promise<void>;
  setSpeed: (speed: Speed) => void;
  setDepth: (depth: Depth) => void;
  setEyes: (eyes: Eyes) => void;
  select: (selection: Selection | null) => void;
  throwSwitch: (id: SwitchId, value: string) => Promise<void>;
  setHops: (hops: number) => Promise<void>;
  guess: (prediction: string, option: string | "skipped") => void;
  dismissNotice: (index: number) => void;
  notice: (sentence: string) => void;
  /** Shows a recording loaded from a file. */
  show: (recording: Recording) => void;
}>;

/** The fraction of the step in motion, apart from the store so that it costs no renders. */
export type Progress = Readonly<{
  get: () => number;
  /** Called with 0..1 on every frame; returns the way to stop. */
  subscribe: (listener: (fraction: number) => void) => () => void;
}>;
