import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRuns } from "../../player/runs.ts";
import { sampleRecorder, sampleScene } from "../../player/sample.ts";
import { createPlayer } from "../../player/store.ts";
import { overAndOver } from "../frame/usePlaying.ts";
import { obey } from "./obey.ts";
import { NAMESPACE, VERSION } from "./protocol.ts";
import { reportOn } from "./reporter.ts";
import { type Command, readMessage } from "./schema.ts";
import { createWorker } from "./worker.ts";

const still = () => ({ start: () => undefined, stop: () => undefined });

async function setup() {
  const recorder = sampleRecorder();
  const runs = createRuns(sampleScene, recorder);
  const { recording } = await runs.settle({ hops: 1, throws: [] });
  const player = createPlayer({
    scene: sampleScene,
    recording,
    live: true,
    runs,
    clock: still,
    reducedMotion: () => true,
  });
  const told: [string, unknown][] = [];
  const stop = reportOn(
    player,
    () => 0,
    (event, detail) => told.push([event, detail]),
  );
  const names = () => told.map(([event]) => event);
  return { player, recording, recorder, told, names, stop, state: () => player.store.getState() };
}

function command(method: string, ...args: readonly unknown[]): Command {
  const read = readMessage({ namespace: NAMESPACE, version: VERSION, id: 1, method, args });
  if (!read.ours || !read.ok) throw new RangeError(`no command: ${method}`);
  return read.command;
}

describe("a command", () => {
  it("is obeyed where the run allows it, and else refused with its reason", async () => {
    const { player, recording, state } = await setup();
    const ask = (method: string, ...args: readonly unknown[]) => obey(player, () => 0, command(method, ...args));
    const last = recording.steps.length;
    expect(await ask("seek", last)).toMatchObject({ ok: true, result: { index: last } });
    expect(await ask("seek", last + 1)).toMatchObject({ ok: false, code: "not-found" });
    expect(await ask("seek", "nowhere")).toMatchObject({ ok: false, code: "not-found" });
    expect(await ask("set-eyes", "carol")).toMatchObject({ ok: false, code: "not-found" });
    expect(await ask("set-switch", "gravity", "off")).toMatchObject({ ok: false, code: "not-found" });
    expect(await ask("set-switch", "mallory", "sing")).toMatchObject({ ok: false, code: "not-found" });
    expect(await ask("set-state", "1 other?step=x")).toMatchObject({ ok: false, code: "not-found" });
    expect(await ask("set-state", "2 sample")).toMatchObject({ ok: false, code: "bad-arguments" });
    expect(await ask("set-state", "1 sample?depth")).toMatchObject({ ok: false, code: "bad-arguments" });
    expect(state().index).toBe(last);
    player.actions.show(recording);
    expect(await ask("set-switch", "mallory", "tamper")).toMatchObject({ ok: false, code: "not-possible" });
  });

  it("waits for its scene; a thousand throws of a switch are two runs", async () => {
    const { player, recorder } = await setup();
    const answers: unknown[] = [];
    const voice = {
      report: () => undefined,
      repeatHeight: () => undefined,
      reply: (id: unknown) => answers.push([id, "ok"]),
      refuse: (id: unknown, code: string) => answers.push([id, code]),
    };
    const worker = createWorker(voice);
    for (let i = 0; i < 1000; i++) {
      worker.take({ method: "set-switch", args: ["mallory", i % 2 === 0 ? "off" : "tamper"], id: i });
    }
    expect(answers).toHaveLength(999);
    const before = recorder.calls.length;
    worker.turnTo({ status: "open", player, begin: () => 0 });
    await vi.waitFor(() => expect(answers).toContainEqual([999, "ok"]));
    expect(recorder.calls.length - before).toBeLessThanOrEqual(2);
    worker.turnTo({ status: "failed", sentence: "No." });
    worker.take({ method: "next", args: [], id: "late" });
    expect(answers.at(-1)).toEqual(["late", "not-open"]);
  });
});

describe("what happens", () => {
  it("is told once: steps, verdicts, predictions, switches and the end", async () => {
    const { player, recording, told, names, state } = await setup();
    player.actions.setEyes("bob");
    expect(told).toEqual([]);
    for (let press = 0; press < 40 && state().index < recording.steps.length; press++) {
      const { asking } = state();
      if (asking === null) player.actions.next();
      else player.actions.guess(asking, "skipped");
    }
    expect(names().filter((name) => name === "step")).toHaveLength(recording.steps.length);
    expect(names().filter((name) => name === "verdict")).toHaveLength(1);
    expect(told.filter(([event]) => event === "prediction")).toEqual([
      ["prediction", { id: "opens", choice: "skipped", right: null }],
      ["prediction", { id: "opens", choice: "skipped", right: false }],
    ]);
    expect(names().filter((name) => name === "complete")).toHaveLength(1);
    player.actions.previous();
    player.actions.last();
    expect(names().filter((name) => name === "complete")).toHaveLength(1);
    player.actions.first();
    player.actions.last();
    expect(names().filter((name) => name === "complete")).toHaveLength(2);
    player.actions.first();
    await player.actions.throwSwitch("mallory", "tamper");
    expect(told).toContainEqual(["switch", { id: "mallory", value: "tamper", after: null }]);
  });
});

describe("over and over", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("what was played to its end begins again, and a question that nobody answers is passed over", async () => {
    const { player, recording, state } = await setup();
    const stop = overAndOver(player, null);
    player.store.setState({ playing: true, asking: sampleScene.predictions[0]?.id ?? "q" });
    vi.advanceTimersByTime(11_000);
    expect(state().asking).not.toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(state().asking).toBeNull();
    player.store.setState({ index: recording.steps.length, playing: false });
    vi.advanceTimersByTime(3_000);
    expect(state()).toMatchObject({ playing: true });
    expect(state().index).toBeLessThan(recording.steps.length);
    stop();
  });
});
