import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lapsesIn, wordLapses } from "../wordLapses.fixture.ts";
import { HANDFUL, labRun } from "./runs.fixture.ts";
import { labScene } from "./scene.ts";
import { DEFAULT_SETUP, normal } from "./setup.ts";
import { setups } from "./setups.fixture.ts";

describe("the words of the lab", () => {
  test.each(HANDFUL)("are there and in order for every step: %j", async (part) => {
    const setup = normal({ ...DEFAULT_SETUP, ...part });
    const scene = labScene(setup);
    expect(lapsesIn("opening", scene.opening, [])).toEqual([]);
    expect(wordLapses(scene, await labRun(part))).toEqual([]);
  });

  test("are there for any opening", () => {
    fc.assert(
      fc.property(setups, (setup) => {
        expect(lapsesIn("opening", labScene(setup).opening, [])).toEqual([]);
      }),
    );
  });
});
