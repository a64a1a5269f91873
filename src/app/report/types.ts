import type { SceneCard } from "../../scenes/types.ts";

/** What a course package says of itself, in its page. */
export type Package = Readonly<{
  standard: "scorm12" | "scorm2004" | "cmi5";
  act: SceneCard["act"];
  /** From which share of right answers on the course is passed, 0 to 1; where the platform has its own, that one holds. */
  pass: number;
}>;

/** How many questions there were, and how many were answered as it came. */
export type Tally = Readonly<{ right: number; asked: number }>;

/** What there is to tell of the learner, all of it, as it is now. */
export type Standing = Readonly<{
  /** The share of the course that is done, 0 to 1. */
  progress: number;
  complete: boolean;
  /** null while nothing has been asked. */
  score: Tally | null;
  /** null until the course is complete, or where nothing was asked. */
  passed: boolean | null;
  /** The view where the learner is: an address of the app, at most `LONGEST_BOOKMARK` characters. */
  bookmark: string;
  /** What the course wants back at the next launch, at most `MOST_KEPT` characters. */
  kept: string;
}>;

/** The answer to one prediction, when its scene was over. Ids as they stand in the scene. */
export type Answer = Readonly<{
  scene: string;
  prediction: string;
  question: string;
  /** The language that the question is in. */
  language: string;
  /** null: passed over. */
  chosen: string | null;
  happened: string;
}>;

/** A learning platform that has answered: whoever keeps the record. Nothing here throws; what it refuses is dropped. */
export type Platform = Readonly<{
  /** As `Standing.kept` and `Standing.bookmark` were at the end of the last session; empty at the first. */
  kept: string;
  bookmark: string;
  /** The platform’s own mark, 0 to 1; null where it has none. */
  pass: number | null;
  /** The learner’s languages as the platform has them, best first. */
  languages: readonly string[];
  /** Whether the learner is only looking (browse and review): then nothing is told but that they came and went. */
  looking: boolean;
  /** Where the learner is to be sent from here when they end; null where the platform sees to it. */
  back: string | null;
  tell: (standing: Standing) => void;
  /** What was answered in a scene that is over. */
  answered: (answers: readonly Answer[]) => void;
  /** Asks the platform to store what it was told. */
  commit: () => void;
  /** Ends the session; the first call alone does anything. */
  end: (standing: Standing) => void;
}>;

/** SCORM 1.2 keeps 4096 characters of `cmi.suspend_data`, and 255 of `cmi.core.lesson_location`. */
export const MOST_KEPT = 4096;
export const LONGEST_BOOKMARK = 255;

/** The time, in ms; given, so that tests can choose it. */
export type Now = () => number;

/** The share of right answers, 0 to 1. */
export function shareOf({ right, asked }: Tally): number {
  return asked === 0 ? 0 : right / asked;
}
