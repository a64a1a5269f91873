import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadScene } from "../scenes/catalog.ts";
import { parseAddress } from "./address.ts";
import { parseRecording, serializeRecording } from "./recordingFile.ts";
import { readSeed } from "./seedText.ts";
import { addressOf, playerOf, revisit, runsOf } from "./session.ts";

describe("a seed", () => {
  it.each([
    ["  class\u00a07b ", "class 7b"],
    ["a\t \nb", "a b"],
    ["Ｃｌａｓｓ", "Class"],
    ["u\u0308", "ü"],
    ["🎲".repeat(64), "🎲".repeat(64)],
  ])("%j counts as %j", (text, seed) => expect(readSeed(text)).toBe(seed));

  it.each(["", "   ", "x".repeat(65), "a\u200bb", "\u202e", "a\u0000", "\ud800"])("%j is none", (text) =>
    expect(readSeed(text)).toBeNull(),
  );

  it("that was read once is read the same again, and comes through an address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const seed = readSeed(text);
        if (seed === null) return;
        expect(readSeed(seed)).toBe(seed);
        const { params } = parseAddress(`#/scene/x?seed=${encodeURIComponent(seed)}`);
        expect(params).toEqual([{ name: "seed", items: [{ value: seed, after: null }] }]);
      }),
    );
  });
});

describe("a player with a seed in its address", () => {
  it("keeps it through switches, routers, restarts, visits and files, and says it in its address", async () => {
    const player = await opened("#/scene/symmetric?seed=class%207b");
    const { store, actions } = player;
    const whole = () => JSON.stringify(store.getState().recording);
    const first = whole();
    expect(store.getState().recording.seed).toBe("class 7b");
    actions.seek(2);
    await actions.throwSwitch("mallory", "tamper");
    expect(store.getState().recording).toMatchObject({ seed: "class 7b", throws: [{ value: "tamper" }] });
    const address = addressOf("scene", store.getState(), null);
    expect(address).toContain("seed=class%207b");
    const again = await opened(address);
    expect(JSON.stringify(again.store.getState().recording)).toBe(whole());
    await actions.setHops(1);
    expect(store.getState().recording).toMatchObject({ seed: "class 7b", hops: 1 });
    await revisit(player, parseAddress("#/scene/symmetric?seed=class%207b"));
    await actions.restart();
    expect(whole()).toBe(first);
    expect(parseRecording(serializeRecording(store.getState().recording))).toMatchObject({ ok: true });
    await revisit(player, parseAddress("#/scene/symmetric"));
    expect(store.getState().recording).not.toHaveProperty("seed");
    expect(addressOf("scene", store.getState(), null)).not.toContain("seed");
  });

  it.each(["seed=%E2%80%8B", `seed=${"x".repeat(65)}`, "seed=a,b", "seed=a@b", "seed="])(
    "%s is told in one sentence, and is no seed",
    async (query) => {
      const { store } = await opened(`#/scene/direct?${query}`);
      expect(store.getState().recording).not.toHaveProperty("seed");
      expect(store.getState().notices).toHaveLength(1);
    },
  );

  it("is not believed of a file that has a seed which is none", async () => {
    const { recording } = (await opened("#/scene/direct?seed=a")).store.getState();
    expect(parseRecording(JSON.stringify({ ...recording, seed: " a" })).ok).toBe(false);
    expect(parseRecording(JSON.stringify({ ...recording, seed: "" })).ok).toBe(false);
  });
});

async function opened(hash: string) {
  const address = parseAddress(hash);
  const scene = await loadScene(address.scene ?? "");
  if (scene === null) throw new Error(`no scene ${address.scene}`);
  return playerOf(scene, runsOf(scene), address, null, () => true);
}
