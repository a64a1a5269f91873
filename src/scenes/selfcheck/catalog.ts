import type { SceneCard } from "../types.ts";
import type { CheckQuestion } from "./types.ts";

const loaders: Readonly<Record<SceneCard["act"], () => Promise<Readonly<{ questions: readonly CheckQuestion[] }>>>> = {
  1: () => import("./act1.ts"),
  2: () => import("./act2.ts"),
  3: () => import("./act3.ts"),
  4: () => import("./act4.ts"),
  5: () => import("./act5.ts"),
};

/** The questions of an act's self-check, in the order in which they are asked. */
export async function loadQuestions(act: SceneCard["act"]): Promise<readonly CheckQuestion[]> {
  return (await loaders[act]()).questions;
}
