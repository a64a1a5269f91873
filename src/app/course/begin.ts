import { keepWithin } from "../../player/actKept.ts";
import { cards } from "../../scenes/catalog.ts";
import { onProgress } from "../class/progress.ts";
import { LOADING_AGAIN } from "../pageLanguage.ts";
import type { Launched } from "../report/launch.ts";
import { letAttend } from "./attendance.ts";
import { setCourse } from "./current.ts";
import { follow } from "./follow.ts";
import { createCourse } from "./session.ts";

/** Begins the course of a package: what is played from now on counts, and the platform is told. */
export function begin({ own, platform }: Launched): void {
  const scenes = cards.filter(({ act }) => act === own.act).map(({ id }) => id);
  const course = createCourse(own, { scenes, check: true }, platform);
  keepWithin(own.act);
  setCourse(course);
  letAttend(follow(course));
  onProgress(({ act, score }) => {
    if (act === own.act) course.checkOver({ right: score.right, asked: score.total });
  });
  let again = false;
  addEventListener(LOADING_AGAIN, () => {
    again = true;
    course.save();
  });
  addEventListener("pagehide", () => {
    if (!again) course.end();
  });
  document.addEventListener("visibilitychange", () => {
    // A telephone may take the page away without another word.
    if (document.visibilityState === "hidden") course.save();
  });
}
