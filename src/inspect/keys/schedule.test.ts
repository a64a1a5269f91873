import { expect, test } from "vitest";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { loadScene } from "../../scenes/catalog.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording } from "../../sim/recording.ts";
import { EarlySecret } from "../../tls/schedule/secrets.ts";
import { SUITES } from "../../tls/schedule/suites.ts";
import { madeOf, schedulesOf } from "./schedule.ts";

test("the schedule grows as the handshake goes, and both ends end up with the same", async () => {
  const recording = await runOf("tls13", "off");
  const sizes = recording.steps.map((_, i) => schedulesOf(recording, i + 1)[0]?.rows.length ?? 0);
  expect([...new Set(sizes)]).toEqual([0, 4, 8, 9]);
  const [schedule, ...others] = schedulesOf(recording, recording.steps.length);
  expect(others).toEqual([]);
  expect(schedule?.ends).toEqual(expect.arrayContaining(["alice", "bob"]));
  for (const { secret, holders } of schedule?.rows ?? []) {
    expect([...holders].sort()).toEqual(["alice", "bob"]);
    expect(madeOf(secret, schedule?.rows ?? [])).toMatch(/\.$/);
  }
});

test("each traffic secret seals the records of its direction and epoch", async () => {
  const recording = await runOf("tls13", "off");
  const rows = schedulesOf(recording, recording.steps.length)[0]?.rows ?? [];
  const sealed = Object.fromEntries(rows.map(({ secret, seals }) => [secret.name, seals.map((p) => p.message)]));
  expect(sealed).toMatchObject({
    server_handshake_traffic_secret: ["EncryptedExtensions", "Certificate", "CertificateVerify", "Finished"],
    client_handshake_traffic_secret: ["Finished"],
    client_application_traffic_secret: ["ApplicationData", "Alert"],
    server_application_traffic_secret: ["ApplicationData", "Alert"],
    handshake_secret: [],
  });
});

test("each secret is made of the one above it, as said", async () => {
  const recording = await runOf("tls13", "off");
  const rows = schedulesOf(recording, recording.steps.length)[0]?.rows ?? [];
  const secretOf = (name: string) => rows.find(({ secret }) => secret.name === name)?.secret;
  const suite = SUITES.TLS_AES_128_GCM_SHA256;
  expect(secretOf("early_secret")?.value).toBe(toHex(new EarlySecret(suite, null).secret));
  const hash = fromHex(secretOf("client_handshake_traffic_secret")?.transcriptHash ?? "");
  expect(toHex(hash)).toBe(secretOf("server_handshake_traffic_secret")?.transcriptHash);
});

test("whoever relays has a schedule with each end", async () => {
  const scene = "tls13-rejection";
  const recording = await runOf(scene, "relay", { forgery: "wrong-name", "skip-name": "on" });
  const ends = schedulesOf(recording, recording.steps.length).map((schedule) => [...schedule.ends].sort().join());
  expect(ends.sort()).toEqual(["alice,mallory", "bob,mallory"]);
});

async function runOf(id: string, mallory: string, more: Readonly<Record<string, string>> = {}): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries({ mallory, ...more }).map(([name, value]) => ({ switch: name, value, after: null }));
  return (await record(scene.scenario, { scene: id, hops: 3, throws, pool: new RsaPool(0) })).recording;
}
