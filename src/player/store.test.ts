import { describe, expect, it } from "vitest";
import type { ClockMaker } from "./clock.ts";
import { createRuns } from "./runs.ts";
import { sampleRecorder, sampleScene } from "./sample.ts";
import { createPlayer } from "./store.ts";
import { valueAt } from "./throws.ts";
import { DWELL_MS } from "./timeline.ts";

/** A clock that stands still until it is told to go. */
function handClock() {
  let running = false;
  let tick: (dt: number) => boolean = () => false;
  const make: ClockMaker = (given) => {
    tick = given;
    return {
      start: () => {
        running = true;
      },
      stop: () => {
        running = false;
      },
    };
  };
  const run = (ms: number): void => {
    for (let left = ms; left > 0 && running; left -= 20) running = tick(20);
  };
  return { make, run, isRunning: () => running };
}

async function setup(reduced = false) {
  const recorder = sampleRecorder();
  const runs = createRuns(sampleScene, recorder);
  const { recording } = await runs.settle({ hops: 1, throws: [] });
  const clock = handClock();
  const player = createPlayer({
    scene: sampleScene,
    recording,
    live: true,
    runs,
    clock: clock.make,
    reducedMotion: () => reduced,
  });
  const state = () => player.store.getState();
  return { ...player, clock, state, recorder, runs };
}

describe("moving", () => {
  it("begins a step, moves it and rests", async () => {
    const { actions, state, clock, progress } = await setup();
    actions.next();
    expect(state()).toMatchObject({ index: 1, moving: true });
    expect(progress.get()).toBe(0);
    clock.run(200);
    expect(progress.get()).toBeCloseTo(0.5);
    clock.run(400);
    expect(state()).toMatchObject({ index: 1, moving: false });
    expect(progress.get()).toBe(1);
    expect(clock.isRunning()).toBe(false);
  });

  it("next while moving completes the motion and starts the next", async () => {
    const { actions, state, progress } = await setup();
    actions.next();
    actions.next();
    expect(state()).toMatchObject({ index: 2, moving: true });
    expect(progress.get()).toBe(0);
  });

  it("previous, seek, first and last are instant and clamped", async () => {
    const { actions, state, progress } = await setup();
    actions.next();
    actions.previous();
    expect(state()).toMatchObject({ index: 0, moving: false });
    actions.previous();
    expect(state().index).toBe(0);
    actions.seek(99);
    expect(state()).toMatchObject({ index: 8, moving: false });
    actions.seek(Number.NaN);
    expect(state().index).toBe(0);
    actions.last();
    expect(state().index).toBe(8);
    expect(progress.get()).toBe(1);
    actions.first();
    expect(state().index).toBe(0);
  });

  it("with reduced motion steps without moving", async () => {
    const { actions, state, progress } = await setup(true);
    actions.next();
    expect(state()).toMatchObject({ index: 1, moving: false });
    expect(progress.get()).toBe(1);
  });

  it("plays with a dwell, waits at a prediction and goes on after the answer to the end", async () => {
    const { actions, state, clock } = await setup();
    actions.play();
    expect(state()).toMatchObject({ index: 1, moving: true, playing: true });
    clock.run(420);
    expect(state().moving).toBe(false);
    clock.run(DWELL_MS - 200);
    expect(state().index).toBe(1);
    clock.run(400);
    expect(state().index).toBe(2);
    clock.run(20000);
    expect(state()).toMatchObject({ index: 4, moving: false, playing: true, asking: "opens" });
    actions.next();
    expect(state()).toMatchObject({ index: 4, asking: "opens" });
    actions.guess("opens", "no");
    expect(state()).toMatchObject({ index: 5, moving: true, asking: null, guesses: { opens: "no" } });
    clock.run(60000);
    expect(state()).toMatchObject({ index: 8, moving: false, playing: false });
    expect(clock.isRunning()).toBe(false);
  });

  it("speed scales motion and dwell", async () => {
    const { actions, state, clock } = await setup();
    actions.setSpeed(4);
    actions.play();
    clock.run(120);
    expect(state().moving).toBe(false);
    clock.run(DWELL_MS / 4 + 40);
    expect(state().index).toBe(2);
  });

  it("play at the end begins again; pause stays", async () => {
    const { actions, state, clock } = await setup();
    actions.last();
    actions.play();
    expect(state()).toMatchObject({ index: 1, playing: true });
    actions.pause();
    clock.run(5000);
    expect(state()).toMatchObject({ index: 1, playing: false, moving: false });
  });

  it("a jump leaves the question behind; a skip goes on", async () => {
    const { actions, state } = await setup(true);
    actions.seek(4);
    actions.next();
    expect(state().asking).toBe("opens");
    actions.previous();
    expect(state()).toMatchObject({ index: 3, asking: null });
    actions.seek(4);
    actions.next();
    actions.guess("opens", "skipped");
    expect(state()).toMatchObject({ index: 5, asking: null });
  });
});

describe("switches", () => {
  it("keep the past and the position, and change the future", async () => {
    const { actions, state, recorder } = await setup(true);
    const old = state().recording;
    actions.seek(2);
    await actions.throwSwitch("mallory", "tamper");
    expect(state()).toMatchObject({ index: 2, recordingBusy: false });
    expect(state().recording.throws).toEqual([{ switch: "mallory", value: "tamper", after: "alice.sends" }]);
    expect(state().recording.steps.slice(0, 2)).toEqual(old.steps.slice(0, 2));
    expect(state().recording.steps[2]?.world.switches).toEqual({ mallory: "tamper" });
    expect(valueAt(sampleScene, state().recording, 2, "mallory")).toBe("tamper");
    expect(valueAt(sampleScene, state().recording, 1, "mallory")).toBe("off");
    expect(recorder.calls).toEqual(["record 1", "continue 2"]);
  });

  it("thrown back give the very same recording again", async () => {
    const { actions, state, recorder } = await setup(true);
    const old = state().recording;
    actions.seek(2);
    await actions.throwSwitch("mallory", "tamper");
    const tampered = state().recording;
    await actions.throwSwitch("mallory", "off");
    expect(state().recording).toBe(old);
    await actions.throwSwitch("mallory", "tamper");
    expect(state().recording).toBe(tampered);
    expect(recorder.calls).toHaveLength(2);
  });

  it("drop what was thrown later", async () => {
    const { actions, state } = await setup(true);
    actions.seek(4);
    await actions.throwSwitch("mallory", "tamper");
    actions.seek(1);
    await actions.throwSwitch("names", "on");
    expect(state().recording.throws).toEqual([{ switch: "names", value: "on", after: "alice.writes" }]);
  });

  it("thrown quickly one after the other all count, and only the last run is shown", async () => {
    const { actions, state } = await setup(true);
    actions.seek(2);
    await Promise.all([actions.throwSwitch("mallory", "tamper"), actions.throwSwitch("names", "on")]);
    expect(state().recording.throws.map((t) => t.switch)).toEqual(["mallory", "names"]);
    await Promise.all([actions.throwSwitch("mallory", "eavesdrop"), actions.throwSwitch("mallory", "off")]);
    expect(state().recording.throws.map((t) => t.switch)).toEqual(["names"]);
  });

  it("go on playing, and next waits for the new future", async () => {
    const { actions, state, clock } = await setup();
    actions.play();
    const done = actions.throwSwitch("mallory", "tamper");
    expect(state().recordingBusy).toBe(true);
    clock.run(10000);
    expect(state()).toMatchObject({ index: 1, moving: false, playing: true });
    await done;
    clock.run(DWELL_MS + 100);
    expect(state()).toMatchObject({ index: 2, playing: true });
    const again = actions.throwSwitch("mallory", "off");
    actions.next();
    expect(state().index).toBe(2);
    await again;
    expect(state().index).toBe(3);
  });

  it("ask again what lies ahead, not what lies behind", async () => {
    const { actions, state } = await setup(true);
    actions.seek(4);
    actions.next();
    actions.guess("opens", "yes");
    await actions.throwSwitch("mallory", "tamper");
    expect(state().guesses).toEqual({ opens: "yes" });
    actions.seek(2);
    await actions.throwSwitch("mallory", "eavesdrop");
    expect(state().guesses).toEqual({});
  });

  it("hops are clamped and keep the step; restart makes new keys", async () => {
    const { actions, state, recorder } = await setup(true);
    actions.seek(3);
    await actions.setHops(9);
    expect(state()).toMatchObject({ index: 3, recording: { hops: 4 } });
    const before = state().recording;
    await actions.restart();
    expect(state()).toMatchObject({ index: 0, playing: false, recording: { hops: 4 } });
    expect(state().recording).not.toBe(before);
    expect(recorder.calls).toEqual(["record 1", "record 4", "record 4"]);
  });

  it("a loaded recording has no other future, until it is restarted", async () => {
    const { actions, state } = await setup(true);
    actions.show(state().recording);
    expect(state()).toMatchObject({ live: false, index: 0 });
    await actions.throwSwitch("mallory", "tamper");
    expect(state().notices).toHaveLength(1);
    expect(state().recording.throws).toEqual([]);
    await actions.restart();
    expect(state().live).toBe(true);
  });

  it("a run that fails leaves the old one and says so", async () => {
    const recorder = { ...sampleRecorder(), continueRun: () => Promise.reject(new Error("no")) };
    const runs = createRuns(sampleScene, recorder);
    const { recording } = await runs.settle({ hops: 1, throws: [] });
    const { actions, store } = createPlayer({
      scene: sampleScene,
      recording,
      live: true,
      runs,
      clock: handClock().make,
    });
    await actions.throwSwitch("mallory", "tamper");
    expect(store.getState()).toMatchObject({ recording, recordingBusy: false });
    expect(store.getState().notices).toHaveLength(1);
  });
});

describe("runs", () => {
  it("report throws after steps that there are not, and ignore impossible ones", async () => {
    const runs = createRuns(sampleScene, sampleRecorder());
    const lost = { switch: "mallory", value: "tamper", after: "nowhere" };
    const { recording, dropped } = await runs.settle({
      hops: 1,
      throws: [lost, { switch: "x", value: "y", after: null }, { switch: "names", value: "on", after: "alice.sends" }],
    });
    expect(dropped).toEqual([lost]);
    expect(recording.throws).toEqual([{ switch: "names", value: "on", after: "alice.sends" }]);
  });

  it("of a long list and of its beginning share their steps", async () => {
    const runs = createRuns(sampleScene, sampleRecorder());
    const a = { switch: "mallory", value: "tamper", after: "alice.sends" };
    const b = { switch: "names", value: "on", after: "bob.acts" };
    const long = await runs.settle({ hops: 1, throws: [b, a] });
    const short = await runs.settle({ hops: 1, throws: [a] });
    const first = long.recording.steps.slice(0, 6);
    expect(first.every((step, i) => step === short.recording.steps[i])).toBe(true);
  });

  it("restore brings back an address’s view", async () => {
    const { restore, state } = await setup(true);
    const throws = [{ switch: "mallory", value: "tamper", after: null }];
    const view = { index: 3, depth: "bytes", eyes: "bob", speed: 2, notices: ["x"] } as const;
    await restore({ hops: 2, throws }, () => view);
    expect(state()).toMatchObject({ ...view, moving: false, playing: false });
    expect(state().recording).toMatchObject({ hops: 2, throws });
  });
});
