import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alertFor } from "../alert.ts";
import { certificateFields } from "../fields.ts";
import { toPem } from "../pem.ts";
import type { CheckId, Verdict } from "../verdict.ts";
import { judgePath, type PathRequest } from "./judge.ts";
import { withPossession } from "./possession.ts";
import { authority, type Holder, issue, NOW, tampered } from "./world.fixture.ts";

/** A way to be judged: `fails` null where all is well, else the one check that must fail and why. */
type Case = Readonly<{
  request: Omit<PathRequest, "skip" | "at">;
  fails: readonly [CheckId, string] | null;
  alert: string | null;
  /** The number of the error that `openssl verify` ends with. */
  openssl: number | null;
}>;

const CHECKS: readonly CheckId[] = [
  "chain",
  "form",
  "signatures",
  "strength",
  "dates",
  "issuers",
  "constraints",
  "policies",
  "revocation",
  "name",
  "usage",
];
const cases = new Map<string, Case>();
const folder = mkdtempSync(join(tmpdir(), "pki-"));
let root: Holder;
let middle: Holder;
let bob: Holder;

const NAMES = [
  "a good chain",
  "a good chain of one",
  "a client's good chain",
  "a wildcard",
  "an IPv4 address",
  "an IPv6 address",
  "an address in a DNS name's place",
  "the anchor sent along, order shuffled",
  "self-signed",
  "self-signed in another's name of issuer",
  "unknown authority, root sent",
  "unknown authority, root not sent",
  "unknown authority of the same name",
  "missing intermediate",
  "expired",
  "an expired intermediate",
  "not yet valid",
  "wrong name",
  "a name in the common name only",
  "server-only used as client",
  "client-only used as server",
  "not a CA",
  "path too long",
  "tampered name",
  "tampered intermediate",
] as const;

beforeAll(async () => {
  root = await authority("Example Root");
  middle = await authority("Example Issuing CA", root, 0);
  bob = await issue("bob.example", middle);
  const other = await authority("Other Root");
  const otherMiddle = await authority("Other Issuing CA", other);
  const twin = await authority("Example Root");
  const late = { notBefore: new Date("2026-07-01T00:00:00Z") };
  const old = { notAfter: new Date("2026-05-01T00:00:00Z") };
  const mallory = await issue("mallory.example", root);
  const alice = await issue("Alice", middle, { names: ["alice@example.org"], usages: ["clientAuth"] });
  const tooDeep = await authority("Example Lower CA", middle);
  const oldMiddle = await issue("Example Old CA", root, { ...old, names: [], usages: [], ca: { pathLength: null } });
  const fine = { fails: null, alert: null, openssl: null };

  const server = (...chain: readonly Uint8Array[]) => ({
    purpose: "server" as const,
    name: "bob.example",
    presented: chain,
    anchors: [root.der],
  });
  const client = (...chain: readonly Uint8Array[]) => ({ ...server(...chain), purpose: "client" as const, name: null });
  const fails = (check: CheckId, reason: string, alert: string, openssl: number) => ({
    fails: [check, reason] as const,
    alert,
    openssl,
  });

  const set = (name: (typeof NAMES)[number], request: Case["request"], outcome: Omit<Case, "request">) =>
    cases.set(name, { request, ...outcome });

  set("a good chain", server(bob.der, middle.der), fine);
  set("a good chain of one", server((await issue("bob.example", root)).der), fine);
  set("a client's good chain", { ...client(alice.der, middle.der), name: "alice@example.org" }, fine);
  set("a wildcard", { ...server((await issue("*.bob.example", root)).der), name: "www.bob.example" }, fine);
  const numbers = await issue("Numbers", root, { names: ["127.0.0.1", "::1"] });
  set("an IPv4 address", { ...server(numbers.der), name: "127.0.0.1" }, fine);
  set("an IPv6 address", { ...server(numbers.der), name: "::1" }, fine);
  set(
    "an address in a DNS name's place",
    { ...server(bob.der, middle.der), name: "127.0.0.1" },
    fails("name", "wrong-name", "bad_certificate", 64),
  );
  set("the anchor sent along, order shuffled", server(bob.der, root.der, other.der, middle.der), fine);
  set("self-signed", server((await issue("bob.example", "self")).der), fails("chain", "self-signed", "unknown_ca", 18));
  set(
    "self-signed in another's name of issuer",
    server((await issue("Example Root", "self", { names: ["bob.example"] })).der),
    fails("chain", "self-signed", "unknown_ca", 18),
  );
  const foreign = await issue("bob.example", otherMiddle);
  set(
    "unknown authority, root sent",
    server(foreign.der, otherMiddle.der, other.der),
    fails("chain", "unknown-authority", "unknown_ca", 19),
  );
  set(
    "unknown authority, root not sent",
    server(foreign.der, otherMiddle.der),
    fails("chain", "unknown-authority", "unknown_ca", 20),
  );
  set(
    "unknown authority of the same name",
    server((await issue("bob.example", twin)).der),
    fails("chain", "unknown-authority", "unknown_ca", 20),
  );
  set("missing intermediate", server(bob.der), fails("chain", "missing-intermediate", "unknown_ca", 20));
  set(
    "expired",
    server((await issue("bob.example", middle, old)).der, middle.der),
    fails("dates", "expired", "certificate_expired", 10),
  );
  set(
    "an expired intermediate",
    server((await issue("bob.example", oldMiddle)).der, oldMiddle.der),
    fails("dates", "expired", "certificate_expired", 10),
  );
  set(
    "not yet valid",
    server((await issue("bob.example", middle, late)).der, middle.der),
    fails("dates", "not-yet-valid", "certificate_expired", 9),
  );
  set("wrong name", server(mallory.der), fails("name", "wrong-name", "bad_certificate", 62));
  set(
    "a name in the common name only",
    server((await issue("bob.example", root, { names: ["else.example"] })).der),
    fails("name", "wrong-name", "bad_certificate", 62),
  );
  set(
    "server-only used as client",
    client(bob.der, middle.der),
    fails("usage", "wrong-usage", "unsupported_certificate", 26),
  );
  set(
    "client-only used as server",
    server((await issue("bob.example", root, { usages: ["clientAuth"] })).der),
    fails("usage", "wrong-usage", "unsupported_certificate", 26),
  );
  set(
    "not a CA",
    server((await issue("bob.example", mallory)).der, mallory.der),
    fails("issuers", "not-a-ca", "unknown_ca", 79),
  );
  set(
    "path too long",
    server((await issue("bob.example", tooDeep)).der, tooDeep.der, middle.der),
    fails("issuers", "path-too-long", "unknown_ca", 25),
  );
  const renamed = tampered(mallory.der, "mallory.example", "www.bob.example");
  set(
    "tampered name",
    { ...server(renamed), name: "www.bob.example" },
    fails("signatures", "tampered", "bad_certificate", 7),
  );
  set(
    "tampered intermediate",
    server(
      bob.der,
      middle.der.map((b, i, all) => (i === all.length - 1 ? b ^ 1 : b)),
    ),
    fails("signatures", "tampered", "bad_certificate", 7),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

function caseOf(name: string): Case {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}

function judge(request: Omit<PathRequest, "skip" | "at">, ...skip: readonly CheckId[]): Promise<Verdict> {
  return judgePath({ ...request, at: NOW, skip: new Map(skip.map((id) => [id, `skip-${id}`])) });
}

function failing(verdict: Verdict): readonly string[] {
  return verdict.checks.filter((check) => check.result === "failed").map((check) => `${check.id}: ${check.reason}`);
}

describe.each(NAMES)("%s", (name) => {
  test("fails for its own reason, and that only", async () => {
    const { request, fails, alert } = caseOf(name);
    const verdict = await judge(request);
    expect(failing(verdict)).toEqual(fails === null ? [] : [`${fails[0]}: ${fails[1]}`]);
    expect(verdict).toMatchObject({ accepted: fails === null, reason: fails?.[1] ?? null, alert });
    expect(verdict.checks.map((check) => check.id)).toEqual(CHECKS);
    expect(
      verdict.checks.every((check) => check.expected !== "" && check.found !== "" && /^RFC /.test(check.section)),
    ).toBe(true);
    expect(verdict.path.length > 0).toBe(fails?.[0] !== "chain");
  });

  test("is accepted where that check is turned off", async () => {
    const { request, fails } = caseOf(name);
    if (fails === null) return;
    const verdict = await judge(request, fails[0]);
    expect(verdict).toMatchObject({ accepted: true, reason: null, alert: null });
    const check = verdict.checks.find((c) => c.id === fails[0]);
    expect(check).toMatchObject({ result: "skipped", skippedBy: `skip-${fails[0]}`, reason: fails[1] });
  });

  test("is judged alike by openssl", () => {
    const { request, openssl } = caseOf(name);
    expect(opensslVerify(request)).toBe(openssl);
  });
});

describe("possession", () => {
  const question = { expected: "a signature by the certificate's key", found: "one", skippedBy: null };

  test("a stolen certificate fails for its missing key only", async () => {
    const verdict = await judge(caseOf("a good chain").request);
    const stolen = withPossession(verdict, { ...question, signature: "invalid" });
    expect(failing(stolen)).toEqual(["possession: signature-invalid"]);
    expect(stolen).toMatchObject({
      accepted: false,
      reason: "signature-invalid",
      alert: "decrypt_error",
      path: verdict.path,
    });
    const silent = withPossession(verdict, { ...question, signature: "absent" });
    expect(silent).toMatchObject({ accepted: false, reason: "signature-absent" });
    expect(withPossession(verdict, { ...question, signature: "valid" }).accepted).toBe(true);
    const skipped = withPossession(verdict, { ...question, signature: "unchecked", skippedBy: "replay" });
    expect(skipped).toMatchObject({ accepted: true, reason: null });
    expect(skipped.checks.at(-1)).toMatchObject({ id: "possession", result: "skipped", skippedBy: "replay" });
  });

  test("the first check that failed gives the reason", async () => {
    const both = withPossession(await judge(caseOf("expired").request), { ...question, signature: "invalid" });
    expect(both).toMatchObject({ reason: "expired", alert: "certificate_expired" });
    expect(failing(both)).toHaveLength(2);
  });
});

describe("nothing and nonsense", () => {
  test("no certificate", async () => {
    const client = { ...caseOf("a good chain").request, purpose: "client" as const, presented: [] };
    const verdict = await judge(client);
    expect(verdict).toMatchObject({ accepted: false, reason: "no-certificate", alert: "certificate_required" });
    expect(failing(verdict)).toHaveLength(1);
    expect((await judge({ ...client, purpose: "server" })).alert).toBe("decode_error");
    // Not asking who signed is not the same as needing no certificate: that is for the caller to decide.
    expect((await judge(client, "chain")).accepted).toBe(false);
    const whole = withPossession(verdict, {
      signature: "absent",
      expected: "a signature",
      found: "none",
      skippedBy: null,
    });
    expect(failing(whole)).toEqual(["chain: no-certificate"]);
  });

  test("what can't be read is refused, whatever is turned off", async () => {
    const { request } = caseOf("a good chain");
    const garbage = [[], [0x30, 0x00], [...bob.der, 0], [...bob.der.slice(0, -1)], new Array<number>(70_000).fill(0)];
    for (const bytes of garbage) {
      const verdict = await judge({ ...request, presented: [Uint8Array.from(bytes)] }, ...CHECKS);
      expect(verdict).toMatchObject({ accepted: false, reason: "malformed", alert: "bad_certificate" });
    }
    const many = Array.from({ length: 129 }, () => bob.der);
    expect(await judge({ ...request, presented: many })).toMatchObject({ reason: "malformed" });
  });

  test("a changed byte never throws, and is never accepted", async () => {
    const { request } = caseOf("a good chain");
    const change = fc.tuple(fc.nat(bob.der.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, ([at, mask]) => refuses(request, at, mask)),
      { numRuns: 300 },
    );
  });

  test("no bit of the signature's encoding can change", async () => {
    const { request } = caseOf("a good chain");
    const { start } = certificateFields(bob.der).children.at(-1) ?? { start: 0 };
    for (let at = start; at < start + 12; at++) for (let bit = 0; bit < 8; bit++) await refuses(request, at, 1 << bit);
  });

  test("certificates that issue one another in a circle end", async () => {
    const a = await authority("Circle A");
    const b = await authority("Circle B", a);
    const again = await Promise.all(Array.from({ length: 4 }, () => authority("Circle A", b)));
    const more = await Promise.all(again.slice(0, 4).map((holder) => authority("Circle B", holder)));
    const leaf = await issue("bob.example", b);
    const chain = [leaf, ...again, ...more, b].map((holder) => holder.der);
    const verdict = await judge({ ...caseOf("a good chain").request, presented: chain });
    expect(verdict).toMatchObject({ accepted: false, reason: "unknown-authority" });
  });

  test("a path of nine is too deep", async () => {
    const authorities: Holder[] = [root];
    for (let i = 1; i <= 7; i++) authorities.unshift(await authority(`Level ${i}`, authorities[0] ?? root));
    const leaf = await issue("bob.example", authorities[0] ?? root);
    const presented = [leaf, ...authorities].map((holder) => holder.der);
    expect((await judge({ ...caseOf("a good chain").request, presented })).reason).toBe("path-too-deep");
  });

  test("alerts are RFC 8446's", () => {
    expect(alertFor("no-certificate")).toBe("certificate_required");
    expect(alertFor("self-signed")).toBe("unknown_ca");
  });
});

async function refuses(request: Case["request"], at: number, mask: number): Promise<void> {
  const bytes = bob.der.map((byte, i) => (i === at ? byte ^ mask : byte));
  expect((await judge({ ...request, presented: [bytes, middle.der] })).accepted).toBe(false);
}

function opensslVerify({ purpose, name, presented, anchors }: Case["request"]): number | null {
  const [endEntity, ...others] = presented;
  const file = (file: string, ders: readonly Uint8Array[]) => {
    const path = join(folder, file);
    writeFileSync(path, ders.map((der) => toPem(der)).join(""));
    return path;
  };
  const kind = name === null ? "" : name.includes("@") ? "email" : /^[\d.]+$|:/.test(name) ? "ip" : "hostname";
  const named = name === null ? [] : [`-verify_${kind}`, name];
  const args = [
    ...["verify", "-x509_strict", "-attime", String(NOW.getTime() / 1000), "-purpose", `ssl${purpose}`, ...named],
    ...["-no-CApath", "-no-CAstore", "-CAfile", file("anchors.pem", anchors)],
    ...(others.length === 0 ? [] : ["-untrusted", file("others.pem", others)]),
    file("end-entity.pem", endEntity === undefined ? [] : [endEntity]),
  ];
  try {
    execFileSync("openssl", args, { encoding: "utf8", stdio: "pipe" });
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    return Number(/error (\d+) at/.exec(said)?.[1] ?? Number.NaN);
  }
}
