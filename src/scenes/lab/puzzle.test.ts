import { describe, expect, test } from "vitest";
import { worldAt } from "../../sim/lookup.ts";
import { lapsesIn, wordLapses } from "../wordLapses.fixture.ts";
import { hiddenIn } from "./hidden.ts";
import { PRESETS } from "./presets.ts";
import { faultsIn, gradeOf, judgeAnswer } from "./puzzle.ts";
import { puzzleScene } from "./puzzleScene.ts";
import { HANDFUL, labRun } from "./runs.fixture.ts";
import { DEFAULT_SETUP, type LabSetup, normal } from "./setup.ts";
import { SUSPECTS, type Suspect } from "./suspects.ts";

const setupOf = (part: Partial<LabSetup>) => normal({ ...DEFAULT_SETUP, ...part });

function suspect(id: string): Suspect {
  const found = SUSPECTS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no suspect ${id}`);
  return found;
}

describe("an answer", () => {
  const ANSWERS: readonly (readonly [part: Partial<LabSetup>, suspect: string, kind: string])[] = [
    [{ bobShows: "expired" }, "bob-expired", "found"],
    [{ bobShows: "expired" }, "bob-not-yet-valid", "wrong"],
    [{ bobShows: "unknown-root" }, "alice-trusts-too-little", "wrong"],
    [{ aliceTrusts: "other" }, "alice-trusts-too-little", "found"],
    [{ aliceTrusts: "other" }, "bob-unknown-root", "wrong"],
    // Nobody asks for it: it is so, and does no harm.
    [{ aliceShows: "expired" }, "alice-expired", "harmless"],
    [{ bobShows: "wrong-name", aliceShows: "expired" }, "alice-expired", "harmless"],
    [{ bobShows: "expired", aliceShows: "weak-key", bobAsks: "require" }, "bob-expired", "partly"],
    [{ aliceGroups: ["x25519"], bobGroups: ["p384"] }, "no-group", "found"],
    [{ aliceSuites: ["aes128"], bobSuites: ["chacha20"] }, "no-suite", "found"],
    [{ aliceAlpn: ["h2"], bobAlpn: ["mqtt"] }, "no-protocol", "found"],
    [{ mallory: "tamper", record: "9" }, "way-tamper", "found"],
    [{ mallory: "tamper", record: "9" }, "way-drop", "wrong"],
    [{ mallory: "tamper", record: "16" }, "way-tamper", "harmless"],
    [{ mallory: "truncate" }, "way-truncate", "found"],
    [{ mallory: "relay", malloryShows: "good", aliceTrusts: "right-and-mallory" }, "alice-trusts-too-much", "found"],
    [{ mallory: "relay", malloryShows: "good", aliceTrusts: "right-and-mallory" }, "way-relay", "found"],
    [{ mallory: "relay", malloryShows: "bobs-and-key" }, "key-stolen", "found"],
    [{ mallory: "impersonate", malloryShows: "good", signedBy: "fooled" }, "authority-fooled", "found"],
    [{ mallory: "relay", malloryShows: "wrong-name", signedBy: "fooled", skipName: "on" }, "alice-careless", "found"],
    [{ bobShows: "expired", ignoreDates: "on" }, "alice-careless", "harmless"],
  ];

  test.each(ANSWERS)("to %j: %s is %s", async (part, id, kind) => {
    const answer = await judgeAnswer(setupOf(part), suspect(id), labRun);
    expect(answer.kind).toBe(kind);
    expect(answer.sentence).toMatch(/^“.+\.$/);
  });

  test("is there for every fault that the handful shows, and for no set-up that is in order", {
    timeout: 120_000,
  }, async () => {
    for (const part of HANDFUL.filter((_, i) => i % 3 === 0)) {
      const setup = setupOf(part);
      const found = await faultsIn(setup, labRun);
      expect([part, found.length > 0]).toEqual([part, gradeOf(await labRun(part)) !== "well"]);
    }
  });
});

test("suspects have names of their own, and each is put right by putting it right", () => {
  expect(new Set(SUSPECTS.map(({ id }) => id)).size).toBe(SUSPECTS.length);
  for (const part of HANDFUL) {
    const setup = setupOf(part);
    for (const one of SUSPECTS.filter(({ isSo }) => isSo(setup))) expect(one.isSo(one.mended(setup))).toBe(false);
  }
});

describe("a puzzle’s recording", () => {
  test.each(HANDFUL)("shows both ends and nobody else: %j", async (part) => {
    const scene = puzzleScene(setupOf(part));
    const hidden = hiddenIn(await labRun(part));
    expect(hidden.steps.at(-1)?.id).toBe("end");
    const actors = new Set(hidden.steps.map(({ event }) => event.actor));
    expect([...actors].sort()).toEqual(actors.has("bob") ? ["alice", "bob"] : ["alice"]);
    expect(hidden.steps.map(({ id }) => id).filter((id) => id.includes("mallory"))).toEqual([]);
    for (const { world } of [{ world: hidden.start }, ...hidden.steps]) {
      expect(world.actors.mallory?.strategy).toBe("off");
      expect(world.switches).toEqual({});
    }
    expect(lapsesIn("opening", scene.opening, [])).toEqual([]);
    expect(wordLapses(scene, hidden)).toEqual([]);
  });

  test("says nothing that would tell the fault", async () => {
    for (const part of HANDFUL) {
      const scene = puzzleScene(setupOf(part));
      const recording = hiddenIn(await labRun(part));
      const told = recording.steps.flatMap((step, i) => {
        const place = { index: i + 1, step, event: step.event, before: worldAt(recording, i), after: step.world };
        const { title, story, protocol } = scene.words({ recording, ...place });
        // What was said, and the alert, are there for all to see at either end.
        const text = [title, story, protocol]
          .join(" ")
          .replace(/`[^`]*`|“[^”]*”|(hangs up|alert|acts on it): [\w ]+/g, "");
        return TELLING.test(text) ? [`${step.id}: ${text}`] : [];
      });
      expect(told).toEqual([]);
    }
  });
});

const TELLING =
  /Mallory|A copy of|expired|revoked|too short|broken|made out to|vouches for itself|trusts signed|(record|half|hello) was changed|in common/;

test("presets are worth running: each comes out as its sentence promises", async () => {
  const grades = await Promise.all(PRESETS.map(async ({ id, setup }) => [id, gradeOf(await labRun(setup))]));
  expect(Object.fromEntries(grades)).toEqual({
    expired: "stopped",
    middle: "stopped",
    late: "stopped",
    groups: "stopped",
    retry: "well",
    bit: "stopped",
    goodbye: "stopped",
    twice: "harmed",
    proxy: "harmed",
    stolen: "harmed",
  });
  expect(new Set(PRESETS.map(({ title }) => title)).size).toBe(PRESETS.length);
  for (const { title, about } of PRESETS) expect([title.length < 40, /[.?]$/.test(about)]).toEqual([true, true]);
});
