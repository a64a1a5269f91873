import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inScene, option } from "../../../scenes/selfcheck/build.ts";
import type { CheckQuestion } from "../../../scenes/selfcheck/types.ts";
import { onProgress, type ProgressReport, reportProgress } from "../progress.ts";
import { draw } from "./draw.ts";
import { clearResults, keepResult, readResults } from "./results.ts";
import { type Answered, beliefsIn, scoreOf } from "./tally.ts";

const question: CheckQuestion = {
  id: "q",
  about: "What it is about",
  question: "What comes of it?",
  variants: ["a", "b", "c"].map((id) => inScene(id, id)),
  options: [option("yes", "Yes", "M2"), option("no", "No"), option("other", "Something else", "M6")],
  answer: () => ({ option: "no", because: "It came so.", step: "end" }),
  teaches: "mitm",
};

function answered(chosen: string | null): Answered {
  const [drawn] = draw([question], [], () => 0);
  if (drawn === undefined) throw new Error("nothing drawn");
  return { drawn, chosen, found: { option: "no", because: "It came so.", step: "end" } };
}

test("a set-up is drawn at random, and another the next time", () => {
  const first = draw([question], [], () => 0.99);
  expect(first[0]?.variant.id).toBe("c");
  for (const random of [0, 0.5, 0.99]) expect(draw([question], first, () => random)[0]?.variant.id).not.toBe("c");
  const single = { ...question, variants: question.variants.slice(0, 1) };
  expect(
    draw(
      [single],
      draw([single], [], () => 0),
      () => 0,
    )[0]?.variant.id,
  ).toBe("a");
});

test("what was skipped was asked, and is not right; what was believed is told with where it breaks", () => {
  const all = [answered("no"), answered("yes"), answered(null)];
  expect(scoreOf(all, 5)).toEqual({ asked: 3, right: 1, total: 5 });
  expect(beliefsIn(all)).toEqual([
    { id: "M2", fell: true, scenes: ["mitm"] },
    { id: "M6", fell: false, scenes: [] },
  ]);
});

test("what is reported reaches those who listen, until they stop", () => {
  const heard: ProgressReport[] = [];
  const stop = onProgress((report) => heard.push(report));
  const report: ProgressReport = { kind: "selfCheck", act: 3, score: { asked: 2, right: 1, total: 8 } };
  reportProgress(report);
  stop();
  reportProgress(report);
  expect(heard).toEqual([report]);
});

describe("the results kept in the browser", () => {
  let kept: string | null = null;
  beforeEach(() => {
    kept = null;
    vi.stubGlobal("localStorage", {
      getItem: () => kept,
      setItem: (_: string, value: string) => {
        kept = value;
      },
      removeItem: () => {
        kept = null;
      },
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test("are the last of each act, and can be forgotten", () => {
    keepResult(1, { asked: 5, right: 2, total: 5 });
    keepResult(1, { asked: 5, right: 4, total: 5 });
    keepResult(3, { asked: 8, right: 8, total: 8 });
    expect(readResults()).toEqual({ 1: { asked: 5, right: 4, total: 5 }, 3: { asked: 8, right: 8, total: 8 } });
    clearResults();
    expect(readResults()).toEqual({});
  });

  test.each([
    "{",
    "[]",
    '{"1":{"asked":5,"right":6,"total":5}}',
    '{"1":{"asked":1e9,"right":1,"total":1e9}}',
    '{"9":{"asked":1,"right":1,"total":1}}',
    '{"1":{"asked":1,"right":1,"total":1,"more":1}}',
  ])("are none where storage holds %s", (text) => {
    kept = text;
    expect(readResults()).toEqual({});
  });
});
