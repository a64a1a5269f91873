import { plainWords, wordsAt } from "../../player/words.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { wholeNarration } from "./narration.ts";

/** Where the narration of a whole run is not what somebody can listen to: each a sentence. */
export function narrationLapses(scene: Scene, recording: Recording): readonly string[] {
  const told = wholeNarration(scene, recording, "protocol");
  const sentences = told.flat();
  const heads = told.map(([first]) => first ?? "");
  const asked = scene.predictions.filter((one) => one.answer(recording) !== null).length;
  const count = (beginning: string) => sentences.filter((one) => one.startsWith(beginning)).length;
  return [
    ...sentences
      .filter((one) => /[*`]|\bundefined\b|\bnull\b|“”/.test(one) || one.trim() === "")
      .map((one) => `marks: ${one}`),
    ...sentences.filter((one) => !/[.!?…:]["”’»“]?$/.test(one)).map((one) => `no whole sentence: ${one}`),
    ...sentences.filter((one, at) => one === sentences[at - 1]).map((one) => `twice: ${one}`),
    ...[...recording.steps.keys()].flatMap((step) => {
      const title = plainWords(wordsAt(scene, recording, step + 1).title);
      const head = `Step ${step + 1} of ${recording.steps.length}: ${title}`;
      return heads.some((one) => one.startsWith(head)) ? [] : [`not told: ${head}`];
    }),
    ...(count("A question first: ") === asked ? [] : ["not every question is asked"]),
    ...(count("What happened: ") === asked ? [] : ["not every question is answered"]),
  ];
}
