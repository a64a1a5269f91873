import { beforeAll, describe, expect, it } from "vitest";
import { generateKeyPair } from "../../crypto/keys.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { randomBytes } from "../../crypto/randomBytes.ts";
import { judgePath } from "../../pki/path/judge.ts";
import { fromPem } from "../../pki/pem.ts";
import type { Purpose } from "../../pki/verdict.ts";
import { record } from "../../sim/recorder.ts";
import { cards, loadScene } from "../catalog.ts";
import { type Kit, makeKit } from "./kit.ts";
import { MARK } from "./mark.ts";
import { type KitPlan, planOf } from "./plan.ts";

const NOW = new Date("2031-05-06T07:08:09.500Z");
const plans = cards.flatMap((card) => planOf(card) ?? []);
const kits = new Map<string, Kit>();

beforeAll(async () => {
  for (const plan of plans) kits.set(plan.id, await issue(plan));
});

function issue(plan: KitPlan): Promise<Kit> {
  const keyPair = () => generateKeyPair("ECDSA P-256", true);
  return makeKit(plan, { at: NOW, source: { random: (_label, size) => randomBytes(size), keyPair } });
}

function text(scene: string, path: string): string {
  const found = kits.get(scene)?.files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`no ${path} in the kit of ${scene}`);
  return found.text;
}

describe("a kit to take home", () => {
  it("is there for just those scenes in which a certificate is seen", { timeout: 60_000 }, async () => {
    const pool = new RsaPool(1);
    for (const card of cards) {
      const scene = await loadScene(card.id);
      if (scene === null) throw new Error(`no scene ${card.id}`);
      const { recording } = await record(scene.scenario, { scene: card.id, hops: 1, throws: [], pool });
      const made = [...recording.made, ...recording.steps.flatMap((step) => step.made)];
      expect([card.id, planOf(card) !== null]).toEqual([card.id, made.some(({ kind }) => kind === "certificate")]);
    }
  });

  it.each(plans.map(({ id }) => id))("of %s is marked in every file, and names each in its README", (id) => {
    const { files = [] } = kits.get(id) ?? {};
    const readme = text(id, "README.md");
    for (const { path, text: content, secret } of files) {
      expect(content, path).toContain(MARK);
      expect(secret, path).toBe(content.includes("PRIVATE KEY"));
      expect(/^[ -~\n]*$/.test(content) || path.endsWith(".md"), `${path} is ASCII`).toBe(true);
    }
    for (const [path = ""] of readme.matchAll(
      /\b(authority|bob|alice|mallory|not-alice|nginx|node|mysql)\/[\w.-]*\w/g,
    )) {
      if (!/\.(sock|pid|key)$|-data$/.test(path)) expect(files.map((file) => file.path)).toContain(path);
    }
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  it("shares no key and no serial number with another download", async () => {
    const [plan] = plans;
    if (plan === undefined) throw new Error("no plan");
    const [one, other] = [await issue(plan), await issue(plan)].map(({ files }) =>
      files.filter(({ path }) => path.endsWith(".pem")),
    );
    for (const { path, text: content } of one ?? []) {
      expect(other?.find((file) => file.path === path)?.text, path).not.toBe(content);
    }
  });

  it("says in its README until when its certificates are good", () => {
    expect(text("rejection", "README.md")).toContain("until 5 May 2032");
  });
});

type Shown = readonly [scene: string, shown: readonly string[], purpose: Purpose, name: string, reason: string | null];
const OFFICE = "authority/office.pem";
const SHOWN: readonly Shown[] = [
  ["mutual", ["bob/chain.pem"], "server", "bob.example", null],
  ["mutual", ["bob/chain.pem"], "server", "localhost", null],
  ["mutual", ["bob/chain.pem"], "server", "127.0.0.1", null],
  ["mutual", ["alice/cert.pem"], "client", "alice.example", null],
  ["rejection", ["mallory/self-signed.pem"], "server", "bob.example", "self-signed"],
  ["rejection", ["mallory/as-bob.pem", "mallory/her-authority.pem"], "server", "bob.example", "unknown-authority"],
  ["rejection", ["mallory/bobs-old.pem", OFFICE], "server", "bob.example", "expired"],
  ["rejection", ["mallory/her-own.pem", OFFICE], "server", "bob.example", "wrong-name"],
  ["rejection", ["mallory/from-fooled-office.pem"], "server", "bob.example", "missing-intermediate"],
  ["lookalike", ["mallory/b0b.pem", OFFICE], "server", "b0b.example", null],
  ["lookalike", ["mallory/b0b.pem", OFFICE], "server", "bob.example", "wrong-name"],
  ["mutual-mitm", ["mallory/as-bob.pem", "mallory/her-authority.pem"], "server", "bob.example", "unknown-authority"],
  ["client-rejection", ["not-alice/self-signed.pem"], "client", "alice.example", "self-signed"],
  ["client-rejection", ["not-alice/server-only.pem"], "client", "alice.example", "wrong-usage"],
];

/** Each is bad for its own reason only, by our own judge; the peers' run asks other people's programs. */
describe("what a kit's people show is judged as in the scene", () => {
  it.each(SHOWN)("%s: %j as %s %s: %s", async (scene, shown, purpose, name, reason) => {
    const anchor = purpose === "server" ? "authority/root.pem" : "authority/clients.pem";
    const presented = shown.flatMap((path) => fromPem(text(scene, path)));
    for (const days of [0, 364]) {
      const at = new Date(NOW.getTime() + days * 86_400_000);
      const anchors = fromPem(text(scene, anchor));
      const verdict = await judgePath({ purpose, name, at, presented, anchors, skip: new Map() });
      expect(verdict.checks.flatMap((check) => check.reason ?? [])).toEqual(reason === null ? [] : [reason]);
      expect(verdict.accepted).toBe(reason === null);
    }
  });
});
