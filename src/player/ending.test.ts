import { expect, it } from "vitest";
import { endingAt } from "./ending.ts";
import { createRuns } from "./runs.ts";
import { sampleRecorder, sampleScene } from "./sample.ts";

const setup = { hops: 1, throws: [] };

it("a run is over after a step, the same way each time; where the step does not come, it is whole", async () => {
  const runs = createRuns(sampleScene, sampleRecorder());
  const { recording } = await runs.settle(setup);
  const second = recording.steps[1]?.id ?? "";
  const ending = endingAt(runs, second);
  const cut = (await ending.settle(setup)).recording;
  expect(cut.steps).toEqual(recording.steps.slice(0, 2));
  expect((await ending.settle(setup)).recording).toBe(cut);
  expect((await endingAt(runs, "nowhere").settle(setup)).recording).toBe(recording);
});
