import { expect, test } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { loadScene } from "../../scenes/catalog.ts";
import { artifact } from "../../sim/lookup.ts";
import { record } from "../../sim/recorder.ts";
import { deceiverOf, mistakenBy } from "./deceived.ts";

const CHECK = "alice.checks.certificate";
const PROOF = "alice.checks.signature";

/** Who is behind an accepted certificate, and how they came to be taken for its owner. */
test.each([
  ["stolen-key", {}, CHECK, "mallory", "theft"],
  ["stolen-key", {}, PROOF, "mallory", "theft"],
  // The key is stolen all the same, but it is Bob who answers.
  ["stolen-key", { mallory: "off" }, PROOF, null, null],
  ["rogue-root", {}, PROOF, "mallory", "authority"],
  ["rogue-root", { mallory: "off" }, PROOF, null, null],
  ["mutual-mitm", {}, CHECK, "mallory", "authority"],
  // She is really b0b.example.
  ["lookalike", {}, CHECK, "mallory", null],
  // A copy of the certificate, before its signature is looked at: she has not got its key.
  ["tls13-rejection", { forgery: "stolen" }, CHECK, null, null],
] as const)("%s with %o, %s: %s, by %s", async (id, switches, step, who, how) => {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]) => ({ switch: name, value, after: null }));
  const { recording } = await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) });
  const at = recording.steps.findIndex((one) => one.id === step);
  const event = recording.steps[at]?.event;
  if (event?.type !== "checks") throw new Error(`no ${step}`);
  const verdict = artifact(recording, "verdict", event.verdict);
  expect(verdict.accepted).toBe(true);
  expect(deceiverOf(recording, at + 1, verdict)).toBe(who);
  expect(mistakenBy(recording, at + 1, verdict)).toBe(how);
});
