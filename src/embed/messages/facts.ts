import { language } from "../../language/t.ts";
import { switchValue, throwsUpTo, valueAt } from "../../player/throws.ts";
import type { PlayerState } from "../../player/types.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import { actsIn, artifacts, nameOf, worldAt } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import type {
  CompleteDetail,
  Now,
  Person,
  PredictionDetail,
  SceneFacts,
  StepDetail,
  SwitchDetail,
  VerdictDetail,
} from "./protocol.ts";

/** What may be told of a player’s state to the page around it: names, titles, reasons. Each a pure function of it. */

export function factsOf(state: PlayerState): SceneFacts {
  const { scene, recording, index } = state;
  return {
    scene: scene.card.id,
    title: scene.card.title,
    language: language().tag,
    steps: recording.steps.map(({ id }, at) => ({ id, label: plainWords(wordsAt(scene, recording, at + 1).tick) })),
    cast: recording.cast.map(({ id }) => personIn(recording, index, id)),
    switches: scene.switches.map(({ id, label, options }) => ({
      id,
      label,
      value: valueAt(scene, recording, index, id),
      options: options.map((option) => ({ value: option.value, label: option.label })),
    })),
    now: nowOf(state),
  };
}

export function nowOf({ recording, index, playing, asking, depth, eyes }: PlayerState): Now {
  const step = recording.steps[index - 1]?.id ?? null;
  return { step, index, count: recording.steps.length, playing, asking, depth, eyes };
}

export function stepDetail({ scene, recording, index, depth }: PlayerState): StepDetail {
  const step = recording.steps[index - 1];
  const words = wordsAt(scene, recording, index);
  const actor = step === undefined ? null : actsIn(step.event);
  return {
    step: step?.id ?? null,
    index,
    count: recording.steps.length,
    title: plainWords(words.title),
    actor: actor === null ? null : personIn(recording, index, actor),
    narration: plainWords(depth === "story" ? words.story : words.protocol),
  };
}

/** The judgement that is on screen; null where none is, or not yet. */
export function verdictDetail({ recording, index, moving }: PlayerState): VerdictDetail | null {
  const step = recording.steps[index - 1];
  if (step === undefined || moving || step.event.type !== "checks") return null;
  const { verdict: id, actor } = step.event;
  const verdict = artifacts(recording).get(id);
  if (verdict?.kind !== "verdict") return null;
  const { about, accepted, reason } = verdict;
  return { step: step.id, by: personIn(recording, index, actor), about, accepted, reason };
}

/** The switches that stand otherwise now that the recording is another one. */
export function switchDetails(before: PlayerState, now: PlayerState): readonly SwitchDetail[] {
  const { scene, recording, index } = now;
  return scene.switches.flatMap(({ id }) => {
    const value = valueAt(scene, recording, index, id);
    if (value === switchValue(scene, throwsUpTo(before.recording, before.recording.throws, before.index), id))
      return [];
    const thrown = recording.throws.filter((one) => one.switch === id).at(-1);
    return [{ id, value, after: thrown?.value === value ? thrown.after : null }];
  });
}

/** Every question answered, and what is right where the run has shown it by now. */
export function predictionDetails(state: PlayerState): readonly PredictionDetail[] {
  const { scene, recording, index, moving } = state;
  return Object.entries(state.guesses).flatMap(([id, choice]) => {
    const prediction = scene.predictions.find((one) => one.id === id);
    if (prediction === undefined) return [];
    const settled = prediction.settledAt(recording);
    const place = recording.steps.findIndex((step) => step.id === settled) + 1;
    const isSeen = place > 0 && (index > place || (index === place && !moving));
    return [{ id, choice, right: isSeen ? prediction.answer(recording)?.option === choice : null }];
  });
}

/** What came of it; null before the end. */
export function completeDetail(state: PlayerState): CompleteDetail | null {
  const { recording, index, moving } = state;
  const { steps } = recording;
  if (steps.length === 0 || index < steps.length || moving) return null;
  const event = steps.at(-1)?.event;
  const all = predictionDetails(state);
  return {
    steps: steps.length,
    predictions: { asked: all.length, right: all.filter(({ right }) => right === true).length },
    outcome: event?.type === "ends" ? counted(event.outcome) : null,
  };
}

function counted({ delivered, leaked, forged, refused }: Readonly<Record<OutcomeList, readonly unknown[]>>) {
  return { delivered: delivered.length, leaked: leaked.length, forged: forged.length, refused: refused.length };
}

type OutcomeList = "delivered" | "leaked" | "forged" | "refused";

/** Somebody by the name that they go by after `index` steps. */
function personIn(recording: Recording, index: number, id: string): Person {
  return { id, name: nameOf(recording, worldAt(recording, index), id) };
}
