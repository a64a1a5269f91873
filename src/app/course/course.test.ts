import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepWithin } from "../../player/actKept.ts";
import { whatFollows } from "../../player/path.ts";
import { loadScene } from "../../scenes/catalog.ts";
import { record } from "../../sim/recorder.ts";
import { SixteenPairs } from "../../testing/sixteenPairs.ts";
import type { Platform, Standing } from "../report/types.ts";
import { MOST_KEPT } from "../report/types.ts";
import { answersOf, tallyOf } from "./answers.ts";
import { keptText, NO_WORK, type Work, workFrom } from "./kept.ts";
import { createCourse } from "./session.ts";
import { better, standingOf } from "./standing.ts";

const scenes = ["direct", "routers"];
const course = { scenes, check: true, pass: 0.7 };

function tally(right: number, asked: number) {
  return { right, asked };
}

describe("what is kept of a course", () => {
  it("comes back as it was, and is short", () => {
    const ids = fc.constantFrom(...Array.from({ length: 13 }, (_, n) => `scene-with-a-long-name-${n}`));
    const tallies = fc.nat(99).chain((asked) => fc.nat(asked).map((right) => tally(right, asked)));
    const works = fc.record({ scenes: fc.dictionary(ids, tallies), check: fc.option(tallies) });
    fc.assert(
      fc.property(works, (work) => {
        const text = keptText(work);
        expect(workFrom(text, Object.keys(work.scenes))).toEqual(work);
        expect(text.length).toBeLessThan(MOST_KEPT / 4);
      }),
    );
  });

  it.each([
    "",
    "null",
    "{",
    '{"v":2,"scenes":{},"check":null}',
    '{"v":1,"scenes":{"direct":[2,1]},"check":null}',
    '{"v":1,"scenes":{"direct":[0.5,1]},"check":null}',
    `{"v":1,"scenes":{},"check":null,"more":"${"x".repeat(MOST_KEPT)}"}`,
  ])("is nothing where it makes no sense: %.40s", (text) => expect(workFrom(text, scenes)).toEqual(NO_WORK));

  it("leaves out scenes that the course doesn’t have", () => {
    expect(workFrom('{"v":1,"scenes":{"direct":[1,1],"mitm":[1,1]},"check":null}', scenes)).toEqual({
      scenes: { direct: tally(1, 1) },
      check: null,
    });
  });

  it("never throws, whatever comes", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void workFrom(text, scenes)));
  });
});

describe("how a course stands", () => {
  const of = (work: Work): Standing => standingOf(course, work, "#/scene/direct");

  it("is complete with every scene and the self-check, and judged then", () => {
    expect(of(NO_WORK)).toMatchObject({ progress: 0, complete: false, score: null, passed: null });
    const seen = { direct: tally(1, 1), routers: tally(0, 3) };
    expect(of({ scenes: seen, check: null })).toMatchObject({ complete: false, score: tally(1, 4), passed: null });
    expect(of({ scenes: seen, check: tally(3, 4) })).toMatchObject({ progress: 1, score: tally(4, 8), passed: false });
    expect(of({ scenes: { ...seen, routers: tally(3, 3) }, check: tally(3, 4) })).toMatchObject({ passed: true });
  });

  it("is judged nowhere where nothing was asked", () => {
    const work = { scenes: { direct: tally(0, 0), routers: tally(0, 0) }, check: tally(0, 0) };
    expect(of(work)).toMatchObject({ complete: true, passed: null });
  });

  it("takes the better of two tries", () => {
    expect(better(tally(2, 3), tally(1, 3))).toEqual(tally(2, 3));
    expect(better(tally(1, 3), tally(2, 3))).toEqual(tally(2, 3));
    expect(better(undefined, tally(0, 3))).toEqual(tally(0, 3));
  });

  it("keeps a bookmark that is too long as its scene alone", () => {
    expect(standingOf(course, NO_WORK, `#/scene/direct?step=${"x".repeat(300)}`).bookmark).toBe("#/scene/direct");
  });
});

describe("a course under way", () => {
  function listening(kept = "") {
    const heard: string[] = [];
    const platform: Platform = {
      kept,
      bookmark: "#/scene/direct",
      pass: 0.5,
      languages: [],
      looking: false,
      back: null,
      tell: ({ progress }) => heard.push(`tell ${progress}`),
      answered: (answers) => heard.push(`answered ${answers.length}`),
      commit: () => heard.push("commit"),
      end: ({ progress }) => heard.push(`end ${progress}`),
    };
    return {
      heard,
      session: createCourse({ standard: "scorm12", act: 1, pass: 0.9 }, { scenes, check: false }, platform),
    };
  }

  it("tells the platform what is new, stores it at each scene’s end, and ends once", () => {
    const { heard, session } = listening();
    session.at("#/scene/routers?step=end");
    session.sceneOver("routers", [], tally(1, 2));
    session.sceneOver("mitm", [], tally(1, 2));
    session.end();
    session.end();
    expect(heard).toEqual(["answered 0", "tell 0.5", "commit", "end 0.5"]);
    expect(session.state().standing.bookmark).toBe("#/scene/routers?step=end");
  });

  it("goes on where it was left, by the platform’s own mark", () => {
    const { session } = listening(keptText({ scenes: { direct: tally(1, 2) }, check: null }));
    expect(session.state().standing).toMatchObject({ progress: 0.5, bookmark: "#/scene/direct" });
    session.sceneOver("routers", [], tally(1, 2));
    expect(session.state().standing.passed).toBe(true);
  });
});

describe("what was answered in a run", () => {
  it("is held against the run; a question that was passed over counts as one that was put", async () => {
    const scene = await loadScene("routers");
    if (scene === null) throw new Error("no such scene");
    const { recording } = await record(scene.scenario, {
      scene: "routers",
      hops: scene.hops.default,
      throws: [],
      pool: new SixteenPairs(),
    });
    const none = answersOf(scene, recording, {}, "en");
    expect(none.map(({ chosen }) => chosen)).toEqual([null, null, null]);
    expect(tallyOf(none)).toEqual(tally(0, 3));
    const [first, second] = none;
    if (first === undefined || second === undefined) throw new Error("no questions");
    const guesses = { [first.prediction]: first.happened, [second.prediction]: "skipped" };
    const answers = answersOf(scene, recording, guesses, "en");
    expect(answers.map(({ chosen }) => chosen)).toEqual([first.happened, null, null]);
    expect(tallyOf(answers)).toEqual(tally(1, 3));
  });
});

describe("what follows a scene", () => {
  it("is the next of the story, and in a course the next of its act, then the act’s page", () => {
    expect(whatFollows("routers")).toMatchObject({ address: "#/scene/asymmetric" });
    expect(whatFollows("issuance")).toBeNull();
    expect(whatFollows("lab")).toBeNull();
    keepWithin(1);
    expect(whatFollows("direct")).toMatchObject({ address: "#/scene/routers" });
    expect(whatFollows("routers")).toEqual({ address: "#/course/1", card: null });
    keepWithin(5);
    expect(whatFollows("issuance")).toEqual({ address: "#/course/5", card: null });
    keepWithin(null);
  });
});
