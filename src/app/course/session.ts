import type { Answer, Package, Platform, Standing, Tally } from "../report/types.ts";
import { NO_WORK, type Work, workFrom } from "./kept.ts";
import { better, type Course, standingOf } from "./standing.ts";

/** How the course stands, for the page. */
export type CourseState = Readonly<{
  act: Package["act"];
  work: Work;
  standing: Standing;
  /** false: the page belongs to a package, and no platform answered. */
  reported: boolean;
  /** The platform lets one look, and keeps no record. */
  looking: boolean;
  /** Where the learner is to be sent from here; null where the platform sees to it. */
  back: string | null;
  ended: boolean;
}>;

/** A course under way: it keeps what is done, and tells the platform. */
export type CourseSession = Readonly<{
  state: () => CourseState;
  subscribe: (listener: () => void) => () => void;
  /** The learner is at this view. Costs nothing: it is stored with the next thing that is. */
  at: (bookmark: string) => void;
  /** A scene has been seen to its end. */
  sceneOver: (scene: string, answers: readonly Answer[], tally: Tally) => void;
  checkOver: (tally: Tally) => void;
  /** The page is out of sight, and may never come back: what is known is stored. */
  save: () => void;
  /** The end of the session, once. */
  end: () => void;
}>;

/** `platform` null: there is none, and nobody is told anything. */
export function createCourse(
  { act, pass }: Package,
  { scenes, check }: Pick<Course, "scenes" | "check">,
  platform: Platform | null,
): CourseSession {
  const course: Course = { scenes, check, pass: platform?.pass ?? pass };
  const listeners = new Set<() => void>();
  const stateOf = (work: Work, bookmark: string, ended: boolean): CourseState => ({
    act,
    work,
    standing: standingOf(course, work, bookmark),
    reported: platform !== null,
    looking: platform?.looking ?? false,
    back: platform?.back ?? null,
    ended,
  });
  let state = stateOf(platform === null ? NO_WORK : workFrom(platform.kept, scenes), platform?.bookmark ?? "", false);
  const become = (work: Work, bookmark: string, ended = state.ended): void => {
    state = stateOf(work, bookmark, ended);
    for (const listener of listeners) listener();
  };
  const store = (): void => {
    platform?.tell(state.standing);
    platform?.commit();
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    at: (bookmark) => {
      if (bookmark !== state.standing.bookmark) become(state.work, bookmark);
    },
    sceneOver: (scene, answers, tally) => {
      if (!scenes.includes(scene)) return;
      platform?.answered(answers);
      const done = { ...state.work.scenes, [scene]: better(state.work.scenes[scene], tally) };
      become({ ...state.work, scenes: done }, state.standing.bookmark);
      store();
    },
    checkOver: (tally) => {
      become({ ...state.work, check: better(state.work.check, tally) }, state.standing.bookmark);
      store();
    },
    save: store,
    end: () => {
      if (state.ended) return;
      platform?.end(state.standing);
      become(state.work, state.standing.bookmark, true);
    },
  };
}
