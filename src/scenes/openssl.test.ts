import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromHex } from "../bytes/hex.ts";
import { RsaPool } from "../crypto/pool.ts";
import { toPem } from "../pki/pem.ts";
import { artifact } from "../sim/lookup.ts";
import { record } from "../sim/recorder.ts";
import type { Recording, Throw, VerdictArtifact } from "../sim/recording.ts";
import { loadScene } from "./catalog.ts";

/** Every situation in which somebody judges a certificate, and what is shown there. */
const SITUATIONS: readonly (readonly [scene: string, switches: Readonly<Record<string, string>>])[] = [
  ["certificate", {}],
  ["certificate", { mallory: "impersonate" }],
  ...["self-signed", "unknown-authority", "stolen", "expired", "wrong-name", "missing-middle"].flatMap(
    (forgery) =>
      [
        ["rejection", { forgery }],
        ["rejection", { forgery, "any-authority": "on", "ignore-dates": "on", "skip-name": "on" }],
      ] as const,
  ),
  ["rejection", { mallory: "off" }],
  ["lookalike", {}],
  ["lookalike", { asks: "bob.example" }],
  ["unknown-client", {}],
  ["mutual", {}],
  ...["none", "self-signed", "server-only", "stolen"].map((forgery) => ["client-rejection", { forgery }] as const),
  ["mutual-mitm", {}],
  ["mutual-mitm", { careless: "off" }],
  ["certificate", { mallory: "relay" }],
  ["mutual", { mallory: "relay" }],
  ["mutual", { mallory: "impersonate" }],
  ["issuance", {}],
  ["issuance", { looks: "two" }],
  ["issuance", { mallory: "off" }],
];

/** Requests for certificates, and whether their signatures fit their keys. */
const REQUESTS: readonly (readonly [switches: Readonly<Record<string, string>>, fits: readonly boolean[]])[] = [
  [{}, [true, true]],
  [{ request: "bobs" }, [true, false]],
];

const pool = new RsaPool(1);
let folder = "";

beforeAll(() => {
  execFileSync("openssl", ["version"]);
  folder = mkdtempSync(join(tmpdir(), "alice-and-bob-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(SITUATIONS)("openssl agrees with every verdict of %s %o", { timeout: 30_000 }, async (id, switches) => {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]): Throw => ({ switch: name, value, after: null }));
  const { recording } = await record(scene.scenario, { scene: id, hops: 1, throws, pool });
  const verdicts = recording.steps.flatMap((s) => s.made).filter((a) => a.kind === "verdict");
  expect(verdicts.length).toBeGreaterThan(0);
  for (const verdict of verdicts) {
    if (verdict.presented.length === 0) expect(verdict.accepted).toBe(false);
    else expect(opensslErrors(recording, verdict)).toEqual(expectedErrors(verdict));
  }
});

test.each(REQUESTS)("openssl agrees with what an authority finds of requests %o", async (switches, fits) => {
  const scene = await loadScene("issuance");
  if (scene === null) throw new Error("no scene issuance");
  const throws = Object.entries(switches).map(([name, value]): Throw => ({ switch: name, value, after: null }));
  const { recording } = await record(scene.scenario, { scene: "issuance", hops: 1, throws, pool });
  const examined = recording.steps.flatMap(({ event }) =>
    event.type === "examines" && event.what === "signature" ? [event] : [],
  );
  expect(examined.map(({ result }) => result === "passed")).toEqual(fits);
  for (const [i, { request }] of examined.entries()) {
    const file = join(folder, `${i}.csr`);
    writeFileSync(file, toPem(fromHex(artifact(recording, "request", request).der), "CERTIFICATE REQUEST"));
    const { status, stderr } = spawnSync("openssl", ["req", "-verify", "-noout", "-in", file], { encoding: "utf8" });
    expect(status === 0 && /verify OK/i.test(stderr)).toBe(fits[i]);
  }
});

/** openssl's numbers (X509_V_ERR_…) for the reasons with which Alice and Bob refuse. */
const ERRORS: Readonly<Record<string, number>> = {
  "self-signed": 18,
  "unknown-authority": 19,
  "missing-intermediate": 20,
  expired: 10,
  "wrong-name": 62,
  "wrong-usage": 26,
};

/** The errors that openssl must find: what it can't see is the signature over the conversation. */
function expectedErrors(verdict: VerdictArtifact): readonly number[] {
  const reasons = verdict.checks.flatMap((check) => (check.id === "possession" ? [] : (check.reason ?? [])));
  return reasons.map((reason) => ERRORS[reason] ?? -1).sort((a, b) => a - b);
}

/** The numbers of the errors that openssl finds in what was shown; none where it accepts. */
function opensslErrors(recording: Recording, verdict: VerdictArtifact): readonly number[] {
  const pem = (id: string) => toPem(fromHex(artifact(recording, "certificate", id).der));
  const world = recording.steps.find((s) => s.made.includes(verdict))?.world ?? recording.start;
  const [endEntity = "", ...others] = verdict.presented;
  const write = (name: string, ids: readonly string[]) => {
    const file = join(folder, name);
    writeFileSync(file, ids.map(pem).join(""));
    return file;
  };
  const leaf = write("leaf.pem", [endEntity]);
  const anchors = write("anchors.pem", world.actors[verdict.by]?.trust ?? []);
  const untrusted = others.length === 0 ? [] : ["-untrusted", write("untrusted.pem", others)];
  const time = String(Date.parse(verdict.at) / 1000);
  const purpose = verdict.purpose === "server" ? "sslserver" : "sslclient";
  const given = ["-CAfile", anchors, "-no-CApath", "-no-CAstore", ...untrusted, "-attime", time, "-purpose", purpose];
  const all = ["verify", "-x509_strict", ...given, "-verify_hostname", verdict.about, leaf];
  const { status, stderr } = spawnSync("openssl", all, { encoding: "utf8" });
  const errors = [...stderr.matchAll(/^error (\d+) at/gm)].map((found) => Number(found[1]));
  expect(errors.length === 0).toBe(status === 0);
  return [...new Set(errors)].sort((a, b) => a - b);
}
