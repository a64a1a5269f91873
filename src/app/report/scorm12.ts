import { timespan } from "./durations.ts";
import type { ScormApi } from "./scormApi.ts";
import { settings } from "./settings.ts";
import { LONGEST_BOOKMARK, MOST_KEPT, type Now, type Platform, type Standing, shareOf } from "./types.ts";

/** What a lesson’s status may be when it is over; from these it never goes back to `incomplete`. */
const OVER = ["passed", "failed", "completed"];

/**
 * A session with a platform that speaks SCORM 1.2 (RTE 3.4); null where it doesn’t let us in.
 * One status says both whether all was done and how well: `incomplete` until the end, then `passed` or `failed`, or
 * `completed` where nothing was asked.
 */
export function openScorm12(api: ScormApi, now: Now): Platform | null {
  // A page that is loaded again in the same session finds it open.
  if (!api.initialize() && api.get("cmi.core.lesson_status") === "") return null;
  const begun = now();
  const before = api.get("cmi.core.lesson_status");
  const looking = ["browse", "review"].includes(api.get("cmi.core.lesson_mode"));
  const set = settings(api);
  if (!looking && !OVER.includes(before)) set("cmi.core.lesson_status", "incomplete");
  let ended = false;

  function tell(standing: Standing): void {
    if (ended || looking) return;
    const { score, bookmark, kept } = standing;
    const status = statusOf(standing);
    if (status !== "incomplete" || !OVER.includes(before)) set("cmi.core.lesson_status", status);
    if (score !== null && score.asked > 0) {
      set("cmi.core.score.min", "0");
      set("cmi.core.score.max", "100");
      set("cmi.core.score.raw", String(Math.round(100 * shareOf(score))));
    }
    if (bookmark.length <= LONGEST_BOOKMARK) set("cmi.core.lesson_location", bookmark);
    if (kept.length <= MOST_KEPT) set("cmi.suspend_data", kept);
  }

  return {
    kept: api.get("cmi.suspend_data"),
    bookmark: api.get("cmi.core.lesson_location"),
    pass: passOf(api.get("cmi.student_data.mastery_score")),
    languages: [api.get("cmi.student_preference.language")].filter((language) => language !== ""),
    looking,
    back: null,
    tell,
    // Interactions are optional in 1.2, and can't be read back: the score tells what they would.
    answered: () => undefined,
    commit: () => {
      if (!ended) api.commit();
    },
    end: (standing) => {
      if (ended) return;
      tell(standing);
      ended = true;
      set("cmi.core.session_time", timespan(now() - begun));
      // Not only while something is left to do: without it, platforms forget what they kept.
      set("cmi.core.exit", "suspend");
      api.commit();
      api.end();
    },
  };
}

function statusOf({ complete, passed }: Standing): string {
  if (!complete) return "incomplete";
  return passed === null ? "completed" : passed ? "passed" : "failed";
}

/** The platform’s mark is a number from 0 to 100, or nothing. */
function passOf(mark: string): number | null {
  return /^\d{1,3}(\.\d+)?$/.test(mark) && Number(mark) <= 100 ? Number(mark) / 100 : null;
}
