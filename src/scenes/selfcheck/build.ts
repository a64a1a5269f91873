import type { Recording, StepId } from "../../sim/recording.ts";
import type { LabSetup } from "../lab/setup.ts";
import { throwsOf } from "../lessons/build.ts";
import type { MisconceptionId } from "../lessons/misconceptions.ts";
import type { Prediction } from "../types.ts";
import type { CheckOption, CheckQuestion, Found, Variant } from "./types.ts";

/** A set-up of a scene: its switches as an address writes them. */
export function inScene(
  scene: string,
  told: string,
  switches: Readonly<Record<string, string>> = {},
  hops: number | null = null,
): Variant {
  const values = Object.entries(switches).map(([id, value]) => `${id}=${value}`);
  return {
    id: [scene, ...values, ...(hops === null ? [] : [`hops=${hops}`])].join(" "),
    told,
    setting: { kind: "scene", scene, throws: throwsOf(switches), hops },
  };
}

/** A set-up of the lab, by what is not as usual in it. */
export function inLab(id: string, told: string, setup: Partial<LabSetup>): Variant {
  return { id: `lab ${id}`, told, setting: { kind: "lab", setup } };
}

/** Something to choose; `belief`: what whoever chooses it wrongly may believe. */
export function option(id: string, label: string, belief: MisconceptionId | null = null): CheckOption {
  return { id, label, belief };
}

type Asked = Pick<CheckQuestion, "about" | "variants" | "teaches"> &
  Readonly<{ question?: string; beliefs?: Readonly<Record<string, MisconceptionId>> }>;

/** A scene’s own prediction as a question about other runs of it: its options, and its way to find the answer. */
export function asPredicted(
  predictions: readonly Prediction[],
  id: string,
  { about, question, variants, teaches, beliefs = {} }: Asked,
): CheckQuestion {
  const prediction = predictions.find((one) => one.id === id);
  if (prediction === undefined) throw new RangeError(`no prediction ${id}`);
  return {
    id: `${teaches}-${id}`,
    about,
    question: question ?? prediction.question,
    variants,
    teaches,
    options: prediction.options.map((one) => option(one.id, one.label, beliefs[one.id] ?? null)),
    answer: (recording) => {
      const answer = prediction.answer(recording);
      const step = prediction.settledAt(recording);
      if (answer === null || step === null) throw new RangeError(`this run does not settle ${id}`);
      return { ...answer, step };
    },
  };
}

/** The first of these steps that a run has. Each set-up of a question is such that it has one. */
export function firstStep({ steps }: Recording, ...ids: readonly StepId[]): StepId {
  const found = steps.find(({ id }) => ids.includes(id));
  if (found === undefined) throw new RangeError(`this run has none of ${ids.join(", ")}`);
  return found.id;
}

export function found(option: string, because: string, step: StepId): Found {
  return { option, because, step };
}
