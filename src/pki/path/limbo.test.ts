import { afterAll, describe, expect, test } from "vitest";
import { readVectors, type VectorSource } from "../../testing/vectorFile.ts";
import type { Profile } from "../verdict.ts";
import { judgePath } from "./judge.ts";

/** x509-limbo's cases: whether a path is good by RFC 5280 and by the Web PKI. `ders` are base64, once each. */
type Limbo = Readonly<{ source: VectorSource; ders: readonly string[]; cases: readonly LimboCase[] }>;

/** Numbers are places in `ders`. `time` null: any time at which the certificates are valid. */
type LimboCase = Readonly<{
  id: string;
  expected: boolean;
  name: string | null;
  time: string | null;
  purpose: "server" | "client";
  leaf: number;
  intermediates: readonly number[];
  roots: readonly number[];
  crls: readonly number[];
  features?: readonly string[];
}>;

const { ders, cases } = readVectors<Limbo>("limbo");
const bytes = ders.map((der) => Uint8Array.from(Buffer.from(der, "base64")));
const ANY_TIME = "2026-06-01T12:00:00Z";

const NOT_IN_SAN =
  "its common name is in no subjectAltName, which its neighbours in webpki::cn rightly are refused for";
const SIGNS_NOTHING = "the key of the end-entity certificate may sign certificates only, so it makes no TLS 1.3 server";

/** What is judged otherwise than x509-limbo has it in the case's own profile, and why. */
const MISSES: Readonly<Record<string, string>> = {
  "pathlen::validation-ignores-pathlen-in-leaf": SIGNS_NOTHING,
  "rfc5280::ca-as-leaf": SIGNS_NOTHING,
  "rfc5280::aki::cross-signed-root-missing-aki":
    "a trust anchor's own issuer is nobody's business (cve-2024-0567 has one)",
  "rfc5280::pc::ica-noncritical-pc": "NIST's PKITS 4.8.6 takes it for valid",
  "rfc5280::serial::negative": "RFC 5280 §4.1.2.2: to be handled gracefully; PKITS 4.4.14 takes it for valid",
  "rfc5280::serial::zero": "RFC 5280 §4.1.2.2: to be handled gracefully",
  "webpki::nc::nc-permits-dns-san-pattern": NOT_IN_SAN,
  "webpki::san::exact-localhost-ip-san": NOT_IN_SAN,
  "webpki::san::leftmost-wildcard-san": NOT_IN_SAN,
};

/** Cases of the Web PKI are judged by its profile, all others by RFC 5280's, strictly. */
function profileOf(id: string): Profile {
  return id.startsWith("webpki") ? "webpki" : "rfc5280";
}

function judge({ purpose, name, time, leaf, intermediates, roots, crls }: LimboCase, profile: Profile) {
  const take = (places: readonly number[]) => places.flatMap((place) => bytes[place] ?? []);
  return judgePath({
    purpose,
    name,
    at: new Date(time ?? ANY_TIME),
    presented: take([leaf, ...intermediates]),
    anchors: take(roots),
    crls: take(crls),
    skip: new Map(),
    profile,
    strict: true,
  });
}

const score = new Map<string, readonly [right: number, all: number]>();

describe("x509-limbo", () => {
  test.each(cases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const { accepted, checks } = await judge(one, profileOf(id));
    const space = id.split("::").slice(0, -1).join("::");
    const [right, all] = score.get(space) ?? [0, 0];
    score.set(space, [right + (accepted === one.expected ? 1 : 0), all + 1]);
    const failed = checks.filter((check) => check.result === "failed").map((check) => `${check.id}: ${check.found}`);
    expect(accepted, failed.join("; ")).toBe(id in MISSES ? !one.expected : one.expected);
  });

  test.each(cases.map((one) => [one.id, one] as const))(
    "the Web PKI takes nothing that RFC 5280 refuses: %s",
    async (id, one) => {
      const { accepted } = await judge(one, "webpki");
      const looser =
        id === "rfc5280::nc::permitted-dns-match-noncritical" || id === "webpki::nc::permitted-dns-match-noncritical";
      if (accepted && !looser) expect((await judge(one, "rfc5280")).accepted).toBe(true);
    },
  );

  afterAll(() => {
    const rows = [...score].map(([space, [right, all]]) => `  ${space.padEnd(20)} ${right} of ${all}`);
    const total = [...score.values()].reduce((sum, [right]) => sum + right, 0);
    process.stdout.write(`x509-limbo:\n${rows.join("\n")}\n  ${"all".padEnd(20)} ${total} of ${cases.length}\n`);
  });
});
