import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, timespan } from "./durations.ts";
import { openScorm12 } from "./scorm12.ts";
import { openScorm2004 } from "./scorm2004.ts";
import { type Edition, type Frame, findScormApi } from "./scormApi.ts";
import { packageFrom } from "./thisPackage.ts";
import type { Answer, Standing } from "./types.ts";

const half: Standing = {
  progress: 0.5,
  complete: false,
  score: { right: 1, asked: 3 },
  passed: null,
  bookmark: "#/scene/direct?step=end",
  kept: "{}",
};
const done: Standing = { ...half, progress: 1, complete: true, score: { right: 3, asked: 4 }, passed: true };
const answer: Answer = {
  scene: "direct",
  prediction: "deed",
  question: "What will he do?",
  language: "en",
  chosen: "acts",
  happened: "acts",
};

/** A platform that keeps what it is told and notes the calls, as SCORM names them. */
function platform(edition: Edition, values: Record<string, string> = {}) {
  const calls: string[] = [];
  const prefix = edition === "scorm12" ? "LMS" : "";
  const noting =
    (name: string, work: (...args: string[]) => string) =>
    (...args: string[]): string => {
      calls.push(name);
      return work(...args);
    };
  const object = {
    [`${prefix}Initialize`]: noting("initialize", () => "true"),
    [`${prefix}GetValue`]: (element: string) => values[element] ?? "",
    [`${prefix}SetValue`]: noting("set", (element = "", value = "") => {
      values[element] = value;
      return "true";
    }),
    [`${prefix}Commit`]: noting("commit", () => "true"),
    [edition === "scorm12" ? "LMSFinish" : "Terminate"]: noting("end", () => "true"),
  };
  return { window: { parent: null, [edition === "scorm12" ? "API" : "API_1484_11"]: object }, values, calls };
}

function apiIn(edition: Edition, window: Frame) {
  const api = findScormApi(edition, window);
  if (api === null) throw new Error("no API found");
  return api;
}

function clock() {
  let time = Date.UTC(2026, 10, 26, 9, 30);
  return { now: () => time, pass: (ms: number) => (time += ms) };
}

describe("durations", () => {
  it.each([
    [0, "0000:00:00.00", "PT0H0M0S"],
    [3_723_450, "0001:02:03.45", "PT1H2M3.45S"],
    [59_999, "0000:01:00.00", "PT0H1M0S"],
    [-5, "0000:00:00.00", "PT0H0M0S"],
    [Number.NaN, "0000:00:00.00", "PT0H0M0S"],
  ])("%s ms are %s and %s", (ms, span, interval) => {
    expect(timespan(ms)).toBe(span);
    expect(duration(ms)).toBe(interval);
  });

  it("have the forms of the standards, whatever the time", () => {
    fc.assert(
      fc.property(fc.double(), (ms) => {
        expect(timespan(ms)).toMatch(/^\d{4}:[0-5]\d:[0-5]\d\.\d{2}$/);
        expect(duration(ms)).toMatch(/^PT\d+H[1-5]?\dM[1-5]?\d(\.\d{1,2})?S$/);
      }),
    );
  });
});

describe("what a package says of itself", () => {
  it("is read", () => {
    expect(packageFrom("scorm12 3 0.7")).toEqual({ standard: "scorm12", act: 3, pass: 0.7 });
    expect(packageFrom("cmi5 1 1")).toEqual({ standard: "cmi5", act: 1, pass: 1 });
  });

  it.each([null, "", "scorm12", "scorm12 6 0.7", "scorm13 1 0.7", "scorm12 1 2", "scorm12 1 1.5"])(
    "is no package where it is %j",
    (text) => expect(packageFrom(text)).toBeNull(),
  );
});

describe("the search for a platform", () => {
  const { window: lms } = platform("scorm12");

  it("goes up through the parents, past those of another origin", () => {
    const foreign: Frame = new Proxy<Frame>(
      { parent: lms },
      {
        get: (target, name) => {
          if (name === "parent") return target.parent;
          throw new DOMException("of another origin", "SecurityError");
        },
      },
    );
    expect(findScormApi("scorm12", { parent: { parent: foreign } })).not.toBeNull();
    expect(findScormApi("scorm2004", { parent: { parent: foreign } })).toBeNull();
  });

  it("goes on in the window that opened this one, or its outermost frame", () => {
    const popup: Frame = { parent: null, opener: { parent: lms } };
    expect(findScormApi("scorm12", popup)).not.toBeNull();
    expect(findScormApi("scorm12", { parent: popup })).not.toBeNull();
  });

  it("ends in a window that is its own parent, and after 500 levels", () => {
    const self: { parent: Frame | null } = { parent: null };
    self.parent = self;
    expect(findScormApi("scorm12", self)).toBeNull();
    const tower = (levels: number): Frame => {
      let top: Frame = lms;
      for (let level = 0; level < levels; level++) top = { parent: top };
      return top;
    };
    expect(findScormApi("scorm12", tower(500))).not.toBeNull();
    expect(findScormApi("scorm12", tower(501))).toBeNull();
  });

  it("finds no session where the platform refuses, throws or has no functions", () => {
    const broken = (): never => {
      throw new Error("down");
    };
    for (const initialize of [undefined, () => "false", broken, 3]) {
      const window = { parent: null, API: Object.fromEntries([["LMSInitialize", initialize]]) };
      expect(openScorm12(apiIn("scorm12", window), Date.now)).toBeNull();
    }
  });
});

describe("SCORM 1.2", () => {
  it("is told status, score, place and what is to be kept, and of the end once", () => {
    const { window, values, calls } = platform("scorm12", { "cmi.core.lesson_status": "not attempted" });
    const { now, pass } = clock();
    const session = openScorm12(apiIn("scorm12", window), now);
    expect(values["cmi.core.lesson_status"]).toBe("incomplete");
    session?.tell(half);
    session?.commit();
    expect(values).toMatchObject({
      "cmi.core.lesson_status": "incomplete",
      "cmi.core.score.raw": "33",
      "cmi.core.score.min": "0",
      "cmi.core.score.max": "100",
      "cmi.core.lesson_location": half.bookmark,
      "cmi.suspend_data": "{}",
    });
    pass(61_500);
    session?.end(done);
    session?.end(half);
    session?.tell(half);
    session?.commit();
    expect(values).toMatchObject({
      "cmi.core.lesson_status": "passed",
      "cmi.core.score.raw": "75",
      "cmi.core.session_time": "0000:01:01.50",
      "cmi.core.exit": "suspend",
    });
    expect(calls.filter((call) => call !== "set")).toEqual(["initialize", "commit", "commit", "end"]);
    expect(calls.at(-1)).toBe("end");
  });

  it("says failed and completed as it is, and goes back from neither", () => {
    for (const [passed, status] of [
      [false, "failed"],
      [null, "completed"],
    ] as const) {
      const { window, values } = platform("scorm12");
      openScorm12(apiIn("scorm12", window), Date.now)?.tell({ ...done, passed });
      expect(values["cmi.core.lesson_status"]).toBe(status);
      openScorm12(apiIn("scorm12", window), Date.now)?.tell(half);
      expect(values["cmi.core.lesson_status"]).toBe(status);
    }
  });

  it("gives back what was kept, the platform’s own mark and the learner’s language", () => {
    const { window } = platform("scorm12", {
      "cmi.suspend_data": "kept",
      "cmi.core.lesson_location": "#/scene/mitm",
      "cmi.student_data.mastery_score": "80",
      "cmi.student_preference.language": "de",
    });
    const session = openScorm12(apiIn("scorm12", window), Date.now);
    expect(session).toMatchObject({ kept: "kept", bookmark: "#/scene/mitm", pass: 0.8, languages: ["de"] });
  });

  it("is told nothing that counts while somebody only looks", () => {
    const { window, values } = platform("scorm12", { "cmi.core.lesson_mode": "review" });
    const session = openScorm12(apiIn("scorm12", window), Date.now);
    session?.end(done);
    expect(values["cmi.core.lesson_status"]).toBeUndefined();
    expect(values["cmi.core.score.raw"]).toBeUndefined();
  });

  it("keeps within the standard’s lengths", () => {
    const { window, values } = platform("scorm12");
    openScorm12(apiIn("scorm12", window), Date.now)?.tell({
      ...half,
      bookmark: "b".repeat(256),
      kept: "k".repeat(4097),
    });
    expect(values["cmi.core.lesson_location"]).toBeUndefined();
    expect(values["cmi.suspend_data"]).toBeUndefined();
  });
});

describe("SCORM 2004", () => {
  it("is told completion, success, measure and score apart", () => {
    const { window, values, calls } = platform("scorm2004", { "cmi.completion_status": "unknown" });
    const { now, pass } = clock();
    const session = openScorm2004(apiIn("scorm2004", window), now);
    session?.tell(half);
    expect(values).toMatchObject({
      "cmi.completion_status": "incomplete",
      "cmi.progress_measure": "0.5",
      "cmi.score.scaled": "0.3333",
      "cmi.location": half.bookmark,
    });
    expect(values["cmi.success_status"]).toBeUndefined();
    pass(2500);
    session?.end(done);
    session?.end(done);
    expect(values).toMatchObject({
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.score.raw": "75",
      "cmi.session_time": "PT0H0M2.5S",
      "cmi.exit": "suspend",
    });
    expect(calls.filter((call) => call === "end")).toHaveLength(1);
  });

  it("keeps a journal of answers, which ends where there is no more room", () => {
    const { window, values } = platform("scorm2004", { "cmi.interactions._count": "248" });
    const session = openScorm2004(apiIn("scorm2004", window), clock().now);
    session?.answered([answer, { ...answer, chosen: null }, { ...answer, chosen: "waits" }]);
    expect(values).toMatchObject({
      "cmi.interactions.248.id": "urn:between-alice-and-bob:direct:deed",
      "cmi.interactions.248.type": "choice",
      "cmi.interactions.248.learner_response": "acts",
      "cmi.interactions.248.correct_responses.0.pattern": "acts",
      "cmi.interactions.248.result": "correct",
      "cmi.interactions.248.timestamp": "2026-11-26T09:30:00.0Z",
      "cmi.interactions.248.description": "What will he do?",
      "cmi.interactions.249.result": "neutral",
    });
    expect(values["cmi.interactions.249.learner_response"]).toBeUndefined();
    expect(values["cmi.interactions.250.id"]).toBeUndefined();
  });

  it.each([
    ["0.8", 0.8],
    ["-0.5", 0],
    ["", null],
    ["7", null],
    ["all", null],
  ])("reads the platform’s mark %j as %j", (mark, pass) => {
    const { window } = platform("scorm2004", { "cmi.scaled_passing_score": mark });
    expect(openScorm2004(apiIn("scorm2004", window), Date.now)?.pass).toBe(pass);
  });
});
