import { listed, t } from "../../language/t.ts";
import { valueAt } from "../../player/throws.ts";
import type { Depth } from "../../player/types.ts";
import { plainWords, wordsAt } from "../../player/words.ts";
import type { Prediction, Scene } from "../../scenes/types.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording } from "../../sim/recording.ts";
import { joinedNames, nameOf } from "../names.ts";
import { isAwaited, type PredictionView, predictionViews } from "../step/prediction.ts";
import { closed } from "./closed.ts";
import { keySentences, type Moment } from "./keys.ts";
import { packetSentences, waySentences } from "./packets.ts";
import { outcomeSentences, verdictSentences } from "./verdicts.ts";

/** A place in a scene, as whoever listens has come to it. */
export type Place = Readonly<{
  scene: Scene;
  recording: Recording;
  index: number;
  depth: Depth;
  /** Prediction id to option id, or `skipped`. */
  guesses: Readonly<Record<string, string>>;
}>;

/**
 * A scene told to somebody who sees nothing of it: what a screen reader says at each step, and what `npm run narrate`
 * prints. Beside the words of the step it says what stands in the drawing alone: who stands where, which way a packet
 * goes, who can read it, whose keys are the same, and both lights of a verdict. Sentences without marks.
 */
export function placeSentences(place: Place): readonly string[] {
  const { scene, recording, index, depth, guesses } = place;
  const words = wordsAt(scene, recording, index);
  const told = [words.story, ...(depth === "story" ? [] : [words.protocol])].filter((text) => text !== "");
  const guessing = isAwaited(scene.predictions, recording, index, guesses);
  const { ahead, behind } = seenAt(place, guessing);
  const all = [headOf(place, words.title), ...ahead, ...told, ...behind, ...answers(place)];
  return all.map((sentence) => plainWords(sentence).replace(/\s+/g, " ").trim());
}

/** A question that waits, and what may be answered. */
export function questionSentences({ question, options }: Prediction): readonly string[] {
  const choices = options.map(({ label }) => plainWords(label)).join("; ");
  return [t`A question first: ${plainWords(question)}`, t`To choose from: ${choices}.`];
}

/** Which step it is, and its title, as a sentence. */
export function headOf({ recording, index }: Pick<Place, "recording" | "index">, title: string): string {
  if (index === 0) return closed(title);
  return closed(t`Step ${index} of ${recording.steps.length}: ${title}`);
}

/** Who stands where before it begins, and what Mallory is set to do. */
function stageSentences({ scene, recording }: Place): readonly string[] {
  const world = recording.start;
  const named = (isOne: (role: string) => boolean) =>
    recording.cast.filter(({ role }) => isOne(role)).map(({ id }) => nameOf(recording, world, id));
  const [onWire, aside] = [named((role) => role !== "authority"), named((role) => role === "authority")];
  const strategy = scene.switches.find(({ kind }) => kind === "strategy");
  const value = strategy === undefined ? null : valueAt(scene, recording, 0, strategy.id);
  const option = strategy?.options.find((one) => one.value === value);
  return [
    t`Along the wire stand ${gathered(onWire)}.`,
    ...(aside.length === 0 ? [] : [t`Beside it: ${listed(aside)}.`]),
    ...(strategy === undefined || option === undefined ? [] : [t`${strategy.label}: ${option.label}.`]),
  ];
}

/** `Alice, Routers 1–3, Mallory and Bob`: in the order in which they stand, neighbours of one kind drawn together. */
function gathered(names: readonly string[]): string {
  const groups: string[][] = [];
  for (const name of names) {
    const last = groups.at(-1);
    const isNext = /\d$/.test(name) && /\d$/.test(last?.[0] ?? "");
    if (isNext) last?.push(name);
    else groups.push([name]);
  }
  return listed(groups.map(joinedNames));
}

/** What is in the drawing: before the story what it is about, after it the rest. */
function seenAt(place: Place, guessing: boolean): Readonly<{ ahead: readonly string[]; behind: readonly string[] }> {
  const { recording, index } = place;
  const step = recording.steps[index - 1];
  if (step === undefined) return { ahead: [], behind: stageSentences(place) };
  const { event, world: after } = step;
  const moment: Moment = { recording, index, event, after };
  if (event.type === "travels") return { ahead: waySentences(moment, event.path), behind: [] };
  if (event.type === "ends") return { ahead: outcomeSentences(recording, after, event.outcome), behind: [] };
  if (event.type === "checks") {
    const verdict = artifact(recording, "verdict", event.verdict);
    return { ahead: [], behind: verdictSentences(recording, index, after, verdict) };
  }
  // While somebody is guessing, what would give the answer away is not told either.
  return { ahead: [], behind: guessing ? [] : [...packetSentences(moment), ...keySentences(moment)] };
}

function answers({ scene, recording, index, guesses }: Place): readonly string[] {
  return predictionViews(scene.predictions, recording, index, guesses)
    .filter((view) => view.now && view.guess !== null)
    .flatMap(answerSentences);
}

/** What was predicted, and what happened. */
export function answerSentences({ guess, outcome }: PredictionView): readonly string[] {
  if (outcome === null) return [];
  const happened = t`What happened: ${plainWords(outcome.because)}`;
  if (guess === null) return [happened];
  return [
    outcome.right ? t`You predicted it right: ${closed(guess)}` : t`You predicted otherwise: ${closed(guess)}`,
    happened,
  ];
}

/** A scene from its opening to what it leaves out, as somebody hears it who predicts all of it right; each part its sentences. */
export function wholeNarration(scene: Scene, recording: Recording, depth: Depth): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [[closed(scene.card.title), scene.card.question]];
  for (let index = 0; index <= recording.steps.length; index++) {
    const guesses = answersUpTo(scene, recording, index);
    parts.push(placeSentences({ scene, recording, index, depth, guesses }));
    const next = recording.steps[index]?.id;
    const asked = scene.predictions.filter((one) => one.before === next && one.answer(recording) !== null);
    parts.push(...asked.map(questionSentences));
  }
  return [...parts, [t`What this leaves out`, ...scene.leavesOut].map((text) => closed(plainWords(text)))];
}

/** The answers of somebody who predicts what will happen, to all that was asked by now. */
function answersUpTo(scene: Scene, recording: Recording, index: number): Readonly<Record<string, string>> {
  const gone = new Set(recording.steps.slice(0, index).map(({ id }) => id));
  const asked = scene.predictions.filter((one) => gone.has(one.before));
  return Object.fromEntries(asked.map((one) => [one.id, one.answer(recording)?.option ?? "skipped"]));
}
