import type { LessonPage } from "./LessonPage.tsx";
import type { SelfCheckPage } from "./SelfCheckPage.tsx";

/** Fetches the pages for the classroom. A step of its own, so that what they need is listed here, and not in the first file. */
export async function openLesson(): Promise<Readonly<{ default: typeof LessonPage }>> {
  return { default: (await import("./LessonPage.tsx")).LessonPage };
}

export async function openSelfCheck(): Promise<Readonly<{ default: typeof SelfCheckPage }>> {
  return { default: (await import("./SelfCheckPage.tsx")).SelfCheckPage };
}
