import { duration } from "./durations.ts";
import { interactionsOf } from "./interactions.ts";
import type { ScormApi } from "./scormApi.ts";
import { settings } from "./settings.ts";
import { type Now, type Platform, type Standing, shareOf } from "./types.ts";

/** A session with a platform that speaks SCORM 2004, 4th edition (RTE 4.2); null where it doesn’t let us in. */
export function openScorm2004(api: ScormApi, now: Now): Platform | null {
  // A page that is loaded again in the same session finds it open.
  if (!api.initialize() && api.get("cmi.completion_status") === "") return null;
  const begun = now();
  const wasComplete = api.get("cmi.completion_status") === "completed";
  const looking = ["browse", "review"].includes(api.get("cmi.mode"));
  const set = settings(api);
  const interactions = interactionsOf(api, now);
  if (!looking && !wasComplete) set("cmi.completion_status", "incomplete");
  let ended = false;

  function tell(standing: Standing): void {
    if (ended || looking) return;
    const { complete, passed, progress, score, bookmark, kept } = standing;
    if (complete || !wasComplete) {
      set("cmi.completion_status", complete ? "completed" : "incomplete");
      set("cmi.progress_measure", decimal(progress));
      if (passed !== null) set("cmi.success_status", passed ? "passed" : "failed");
    }
    if (score !== null && score.asked > 0) {
      set("cmi.score.min", "0");
      set("cmi.score.max", "100");
      set("cmi.score.raw", String(Math.round(100 * shareOf(score))));
      set("cmi.score.scaled", decimal(shareOf(score)));
    }
    set("cmi.location", bookmark);
    set("cmi.suspend_data", kept);
  }

  return {
    kept: api.get("cmi.suspend_data"),
    bookmark: api.get("cmi.location"),
    pass: passOf(api.get("cmi.scaled_passing_score")),
    languages: [api.get("cmi.learner_preference.language")].filter((language) => language !== ""),
    looking,
    back: null,
    tell,
    answered: (answers) => {
      if (!ended && !looking) interactions(answers);
    },
    commit: () => {
      if (!ended) api.commit();
    },
    end: (standing) => {
      if (ended) return;
      tell(standing);
      ended = true;
      set("cmi.session_time", duration(now() - begun));
      // Not only while something is left to do: an attempt that ended normally begins empty the next time.
      set("cmi.exit", "suspend");
      api.commit();
      api.end();
    },
  };
}

/** real(10,7), and no more digits than mean something. */
function decimal(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** The platform’s mark is a number from -1 to 1, or nothing; below 0 there is nothing to reach. */
function passOf(mark: string): number | null {
  return /^-?\d(\.\d+)?$/.test(mark) && Math.abs(Number(mark)) <= 1 ? Math.max(0, Number(mark)) : null;
}
