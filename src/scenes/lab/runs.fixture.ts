import { RsaPool } from "../../crypto/pool.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording, Throw } from "../../sim/recording.ts";
import { labScene } from "./scene.ts";
import { DEFAULT_SETUP, type LabSetup, normal } from "./setup.ts";

const pool = new RsaPool(0);

/** Runs a set-up, given by what differs from the usual one. */
export async function labRun(part: Partial<LabSetup>, throws: readonly Throw[] = []): Promise<Recording> {
  const setup = normal({ ...DEFAULT_SETUP, ...part });
  const scene = labScene(setup);
  return (await record(scene.scenario, { scene: "lab", hops: setup.hops, throws, pool })).recording;
}

/** A handful of set-ups that between them show what the lab can do. */
export const HANDFUL: readonly Partial<LabSetup>[] = [
  {},
  { bobAsks: "require", aliceAlpn: ["h2", "http1.1"], bobAlpn: ["http1.1"], hops: 1 },
  { bobShows: "expired" },
  { bobShows: "key-not-held" },
  { bobShows: "certificate-missing" },
  { bobShows: "weak-key" },
  { bobShows: "weak-hash" },
  { bobShows: "revoked-by-crl" },
  { bobShows: "expired", ignoreDates: "on" },
  { bobAsks: "require", aliceShows: "revoked-by-ocsp" },
  { bobAsks: "require", aliceShows: "certificate-missing" },
  { aliceTrusts: "none" },
  { aliceSuites: ["aes128"], bobSuites: ["aes256"] },
  { aliceGroups: ["x25519"], bobGroups: ["p384"] },
  { aliceAlpn: ["h2"], bobAlpn: ["mqtt"] },
  { aliceSuites: ["chacha20"], aliceGroups: ["mlkem", "p384"], bobGroups: ["p384"], aliceShares: ["p384"] },
  { mallory: "eavesdrop" },
  { mallory: "tamper", record: "1" },
  { mallory: "tamper", record: "9" },
  { mallory: "drop" },
  { mallory: "drop", record: "5" },
  { mallory: "truncate" },
  { mallory: "truncate", record: "9" },
  { sessions: "on", bobAsks: "require" },
  { sessions: "early" },
  { sessions: "early", mallory: "replay" },
  { sessions: "early", mallory: "replay", noAccount: "on" },
  { mallory: "replay" },
  { mallory: "downgrade" },
  { mallory: "downgrade", weakens: "suite" },
  { mallory: "downgrade", weakens: "retry" },
  { mallory: "impersonate", malloryShows: "bobs" },
  { mallory: "impersonate", malloryShows: "good", aliceTrusts: "right-and-mallory", bobAsks: "ask" },
  { mallory: "relay", malloryShows: "bobs-and-key", change: "on" },
  { mallory: "relay", malloryShows: "good", aliceTrusts: "mallory", bobAsks: "require", malloryCalls: "alices" },
  { mallory: "relay", malloryShows: "bobs-and-key", bobAsks: "require", malloryCalls: "own", bobTrusts: "mallory" },
  { mallory: "relay", malloryShows: "wrong-name", signedBy: "fooled", skipName: "on" },
];
