import { worldAt } from "../sim/lookup.ts";
import type { Recording } from "../sim/recording.ts";
import type { Scene, StepWords } from "./types.ts";

/** What is amiss in the words of a run: gaps, raw values, marks, lengths; each as a sentence. */
export function wordLapses(scene: Scene, recording: Recording): readonly string[] {
  const ids = recording.steps.map((step) => step.id).filter((id) => id.includes("."));
  return recording.steps.flatMap((step, i) => {
    const index = i + 1;
    const before = worldAt(recording, i);
    const words = scene.words({ recording, index, step, event: step.event, before, after: step.world });
    return lapsesIn(`${scene.card.id} ${switchesOf(recording)} ${step.id}`, words, ids);
  });
}

/** What is amiss in some words. `ids`: names of steps, which must not be in them. */
export function lapsesIn(place: string, words: StepWords, ids: readonly string[]): readonly string[] {
  const lapses: string[] = [];
  const claim = (fine: boolean, what: string) => fine || lapses.push(`${place}: ${what}`);
  for (const [name, text] of Object.entries(words)) {
    claim(text.trim() === text && text !== "" && text !== "…", `no ${name}`);
    claim(!/\bundefined\b|\bnull\b|\bNaN\b|\[object|\$\{|\{\w+\}/.test(text), `something raw in: ${text}`);
    claim(!ids.some((id) => text.includes(id)), `a step’s id in: ${text}`);
    claim(!/!|["]|\w'\w| {2}/.test(text.replace(/`[^`]*`/g, "x")), `punctuation in: ${text}`);
    claim(
      (text.match(/`/g) ?? []).length % 2 === 0 && (text.replace(/`[^`]*`/g, "").match(/\*/g) ?? []).length % 2 === 0,
      `marks in: ${text}`,
    );
  }
  claim(words.title.length <= 90 && !words.title.endsWith("."), `a long title: ${words.title}`);
  claim(!/[*`]/.test(words.title + words.tick), `marks in a title: ${words.title}`);
  claim(words.tick.length <= 28, `a long tick: ${words.tick}`);
  claim(words.story.length <= 340, `a long story: ${words.story}`);
  return lapses;
}

/** What was thrown in a run, and where. */
export function switchesOf(recording: Recording): string {
  return recording.throws.map((t) => `${t.switch}=${t.value}${t.after === null ? "" : `@${t.after}`}`).join(" ");
}
