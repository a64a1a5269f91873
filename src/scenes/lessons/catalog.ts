import type { SceneCard } from "../types.ts";
import type { Lesson } from "./types.ts";

const loaders: Readonly<Record<SceneCard["act"], () => Promise<Readonly<{ lesson: Lesson }>>>> = {
  1: () => import("./act1.ts"),
  2: () => import("./act2.ts"),
  3: () => import("./act3.ts"),
  4: () => import("./act4.ts"),
  5: () => import("./act5/lesson.ts"),
};

/** The plan of an act. */
export async function loadLesson(act: SceneCard["act"]): Promise<Lesson> {
  return (await loaders[act]()).lesson;
}
