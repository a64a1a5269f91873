import { describe, expect, it } from "vitest";
import { generateKeyPair, type KeyPair } from "../../crypto/keys.ts";
import { RsaPool } from "../../crypto/pool.ts";
import type { PlayerState } from "../../player/types.ts";
import { loadScene } from "../../scenes/catalog.ts";
import type { Scene } from "../../scenes/types.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording, Throw } from "../../sim/recording.ts";
import { announcement } from "./announcement.ts";
import { wholeNarration } from "./narration.ts";

/** One pair for all runs: making a new one for each would be most of the time, and no word depends on it. */
class OnePair extends RsaPool {
  private readonly pair = generateKeyPair("RSA-OAEP 2048");
  override prime(): void {}
  override take(): Promise<KeyPair> {
    return this.pair;
  }
}

const pool = new OnePair();

describe("what stands only in the drawing", () => {
  it("is told: who stands where, which way, who can read it, whose keys are the same", async () => {
    const { scene, recording } = await runOf("mitm");
    const sentences = wholeNarration(scene, recording, "story").flat();
    expect(sentences).toContain("Along the wire stand Alice, Router 1, Mallory, Router 3 and Bob.");
    expect(sentences).toContain("On the wire from Alice to Mallory, by way of Router 1.");
    expect(sentences).toContain("Alice and Mallory can read it, Router 1 cannot.");
    const different = /^Alice and Bob do not have the same key: Alice has key (\w{4}), Bob has key (\w{4})\.$/;
    const [, first, second] = sentences.map((one) => different.exec(one)).find((one) => one !== null) ?? [];
    expect(first).toBeDefined();
    expect(first).not.toBe(second);
  });

  it("is told of a verdict: both lights, what failed, the alert", async () => {
    const { scene, recording } = await runOf("rejection", { switch: "forgery", value: "expired", after: null });
    const sentences = wholeNarration(scene, recording, "story").flat();
    expect(sentences).toContain("Verdict on “bob.example”: refused.");
    expect(sentences).toContainEqual(expect.stringMatching(/^The check “Dates” failed: expected .+, found .+\.$/));
    expect(sentences).toContain("Alice sends the alert certificate_expired and ends it.");
  });
});

describe("what is announced", () => {
  it("is the step, once; a jump's end; a question with its options; a switch that was thrown", async () => {
    const { scene, recording } = await runOf("mitm");
    const at = (index: number, more: Partial<PlayerState> = {}) => stateOf(scene, recording, { index, ...more });
    expect(announcement(at(1), at(0))).toMatch(/^Step 1 of 30: Alice makes a fresh half\. As before/);
    expect(announcement(at(1, { moving: true }), at(1))).toBeNull();
    expect(announcement(at(30), at(1))).toMatch(/^Step 30 of 30: /);
    expect(announcement(at(2, { playing: true }), at(1, { playing: true }))).toBe(
      "Step 2 of 30: Alice sends a half, and asks for bob.example.",
    );
    const [first] = scene.predictions;
    expect(announcement(at(15, { asking: first?.id ?? "" }), at(15))).toMatch(/^A question first: .+ To choose from: /);
    const off = await runOf("mitm", { switch: "mallory", value: "off", after: recording.steps[9]?.id ?? "" });
    expect(announcement(stateOf(scene, off.recording, { index: 10 }), at(10))).toBe(
      `From here on, Mallory: off. This run has ${off.recording.steps.length} steps; this is step 10.`,
    );
  });
});

function stateOf(scene: Scene, recording: Recording, more: Partial<PlayerState>): PlayerState {
  return {
    scene,
    recording,
    index: 0,
    moving: false,
    playing: false,
    speed: 1,
    depth: "story",
    eyes: "all",
    selection: null,
    asking: null,
    guesses: {},
    notices: [],
    recordingBusy: false,
    live: true,
    ...more,
  };
}

async function runOf(
  id: string,
  ...throws: readonly Throw[]
): Promise<Readonly<{ scene: Scene; recording: Recording }>> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const { recording } = await record(scene.scenario, { scene: id, hops: scene.hops.default, throws, pool });
  return { scene, recording };
}
