import { beforeAll, describe, expect, test } from "vitest";
import { fromHex } from "../../bytes/hex.ts";
import type { Verdict } from "../verdict.ts";
import { judgePath, type PathRequest } from "./judge.ts";
import { MAX_CANDIDATES, MAX_PATH, MAX_PRESENTED } from "./limits.ts";
import { authority, type Holder, issue, NOW, type Wishes } from "./world.fixture.ts";

/** Which paths are found among certificates that came in any order, with others, and in circles; and how long it takes. */

let root: Holder;
let middle: Holder;
let bob: Holder;

beforeAll(async () => {
  root = await authority("Example Root");
  middle = await authority("Example Issuing CA", root, 0);
  bob = await issue("bob.example", middle);
});

function judge(presented: readonly Holder[], more: Partial<PathRequest> = {}): Promise<Verdict> {
  return judgePath({
    purpose: "server",
    name: "bob.example",
    at: NOW,
    presented: presented.map(({ der }) => der),
    anchors: [root.der],
    skip: new Map(),
    ...more,
  });
}

/** Another certificate for the same name and key. */
function reissue(subject: string, { keys }: Holder, by: Holder | "self", wishes: Wishes = {}): Promise<Holder> {
  return issue(subject, by, { names: [], usages: [], ca: { pathLength: null }, ...wishes }, keys);
}

describe("candidates", () => {
  test("the one path of a plain chain, with every check that the verdict has", async () => {
    const verdict = await judge([bob, middle]);
    expect(verdict.candidates).toHaveLength(1);
    expect(verdict.candidates[0]).toMatchObject({ complete: true, reason: null, checks: verdict.checks });
    expect(verdict.path).toEqual([bob.der, middle.der, root.der]);
  });

  test("an expired cross-certificate is passed over for one that holds", async () => {
    const old = await reissue("Example Issuing CA", middle, root, { notAfter: new Date("2026-05-01T00:00:00Z") });
    for (const presented of [
      [bob, old, middle],
      [bob, middle, old],
    ]) {
      const verdict = await judge(presented);
      expect(verdict).toMatchObject({ accepted: true, path: [bob.der, middle.der, root.der] });
    }
  });

  test("where no path holds, the nearest miss speaks and all are told", async () => {
    const dates = { notAfter: new Date("2026-05-01T00:00:00Z") };
    const expired = await reissue("Example Issuing CA", middle, root, dates);
    const worse = await reissue("Example Issuing CA", middle, root, { ...dates, ca: false, usages: ["clientAuth"] });
    for (const presented of [
      [bob, expired, worse],
      [bob, worse, expired],
    ]) {
      const verdict = await judge(presented);
      expect(verdict).toMatchObject({ accepted: false, reason: "expired", path: [bob.der, expired.der, root.der] });
      expect(verdict.candidates).toHaveLength(2);
      expect(verdict.candidates.every(({ reason }) => reason !== null)).toBe(true);
    }
  });

  test("an authority of the same name with another key is told apart by its signature", async () => {
    const twin = await authority("Example Issuing CA", root, 0);
    const verdict = await judge([bob, twin, middle]);
    expect(verdict).toMatchObject({ accepted: true, path: [bob.der, middle.der, root.der] });
  });

  test("a root that was cross-signed leads to either anchor", async () => {
    const other = await authority("Other Root");
    const crossed = await reissue("Example Root", root, other);
    expect(await judge([bob, middle, crossed])).toMatchObject({ accepted: true });
    const verdict = await judge([bob, middle, crossed], { anchors: [other.der] });
    expect(verdict).toMatchObject({ accepted: true, path: [bob.der, middle.der, crossed.der, other.der] });
  });

  test("a new root with the old one's key ends the path by itself", async () => {
    const renewed = await reissue("Example Root", root, "self");
    const verdict = await judge([bob, middle, renewed]);
    expect(verdict).toMatchObject({ accepted: true, path: [bob.der, middle.der, root.der] });
  });

  test("authorities that signed one another in a circle end at the anchor among them", async () => {
    const a = await authority("Circle A");
    const b = await authority("Circle B", a);
    const c = await authority("Circle C", b);
    const again = await reissue("Circle A", a, c);
    const leaf = await issue("bob.example", c);
    const presented = [leaf, again, c, b];
    expect(await judge(presented, { anchors: [a.der] })).toMatchObject({ accepted: true });
    expect(await judge(presented)).toMatchObject({ accepted: false, reason: "unknown-authority", path: [] });
  });

  test("an end-entity certificate that is an anchor is a path of one", async () => {
    const verdict = await judge([bob], { anchors: [bob.der] });
    expect(verdict).toMatchObject({ accepted: true, path: [bob.der] });
  });

  test("names match as RFC 5280 §7.1 compares them, whatever their case and blanks", async () => {
    const spelt = await authority("Example  ROOT ", "self");
    const leaf = await issue("bob.example", { ...spelt, der: (await reissue(" example root", spelt, "self")).der });
    const verdict = await judge([leaf], { anchors: [spelt.der] });
    expect(verdict).toMatchObject({ accepted: true });
  });
});

describe("what must be refused, by the check that is for it", () => {
  const critical = fromHex("300c06032a03040101ff04020500");
  test.each<readonly [string, Wishes, string, string]>([
    ["an unknown critical extension", { extensions: [critical] }, "form", "unsupported-extension"],
    ["a name that only the common name has", { names: [] }, "name", "no-names"],
    ["a wildcard for a top-level domain", { names: ["*.example"] }, "name", "wildcard-too-wide"],
    ["a key that may not sign conversations", { keyUsage: ["keyEncipherment"] }, "usage", "wrong-usage"],
    ["a signature over SHA-1", { hash: "SHA-1" }, "strength", "weak-hash"],
  ])("%s", async (_name, wishes, id, reason) => {
    const verdict = await judge([await issue("bob.example", middle, wishes), middle]);
    const failed = verdict.checks.filter((check) => check.result === "failed");
    expect(failed.map((check) => [check.id, check.reason])).toEqual([[id, reason]]);
  });

  test.each<readonly [string, Wishes["constraints"], string | null]>([
    ["permitted", { permitted: ["example"], excluded: [] }, null],
    ["not among the permitted", { permitted: ["elsewhere.example"], excluded: [] }, "name-not-permitted"],
    ["excluded", { permitted: [], excluded: ["bob.example"] }, "name-not-permitted"],
    ["excluded, with its parent permitted", { permitted: ["example"], excluded: ["example"] }, "name-not-permitted"],
  ])("name constraints: %s", async (_name, constraints, reason) => {
    const office = await issue("Office", root, {
      names: [],
      usages: [],
      ca: { pathLength: 0 },
      ...(constraints === undefined ? {} : { constraints }),
    });
    const verdict = await judge([await issue("bob.example", office), office]);
    expect(verdict.reason).toBe(reason);
    expect(verdict.checks.find(({ id }) => id === "constraints")?.result).toBe(reason === null ? "passed" : "failed");
  });

  test("an issuer for other purposes", async () => {
    const office = await issue("Office", root, { names: [], usages: ["clientAuth"], ca: { pathLength: 0 } });
    expect((await judge([await issue("bob.example", office), office])).reason).toBe("wrong-usage");
  });
});

describe("hostile", () => {
  /** The longest that any of these may take, on a busy machine. */
  const MOST_MS = 1000;

  async function timed(presented: readonly Holder[]): Promise<Verdict> {
    const begun = performance.now();
    const verdict = await judge(presented);
    expect(performance.now() - begun).toBeLessThan(MOST_MS);
    expect(verdict.candidates.length).toBeLessThanOrEqual(MAX_CANDIDATES);
    return verdict;
  }

  test("a hundred certificates, each issued by the next", async () => {
    const chain = [root];
    while (chain.length < 100) chain.unshift(await authority(`Level ${chain.length}`, chain[0] ?? root));
    const verdict = await timed([await issue("bob.example", chain[0] ?? root), ...chain]);
    expect(verdict.reason).toBe("path-too-deep");
    expect(verdict.candidates[0]?.path).toHaveLength(MAX_PATH);
  });

  test("a hundred authorities of one name that may all have issued one another", async () => {
    const crowd = [await authority("Crowd")];
    while (crowd.length < 100) crowd.push(await authority("Crowd", crowd[Math.floor(crowd.length / 2)] ?? root));
    const verdict = await timed([await issue("bob.example", crowd[99] ?? root), ...crowd]);
    expect(verdict.accepted).toBe(false);
  });

  test("a hundred certificates of one authority with one key, for as many paths", async () => {
    const layers: Holder[] = [];
    let below = await authority("Layer 0", root);
    layers.push(below);
    for (let layer = 1; layer < 5; layer++) {
      const keys = await authority(`Layer ${layer}`, below);
      for (let i = 0; i < 20; i++)
        layers.push(await reissue(`Layer ${layer}`, keys, below, { notAfter: new Date("2026-02-01T00:00:00Z") }));
      below = keys;
    }
    const verdict = await timed([await issue("bob.example", below), ...layers]);
    expect(verdict.reason).toBe("expired");
  });

  test("more certificates than are read", async () => {
    const many = Array.from({ length: MAX_PRESENTED + 1 }, () => bob);
    expect((await timed(many)).reason).toBe("malformed");
  });

  test("thousands of names under thousands of constraints", async () => {
    const names = Array.from({ length: 1500 }, (_, i) => `n${i}.bob.example`);
    const permitted = Array.from({ length: 1500 }, (_, i) => `c${i}.bob.example`);
    const office = await issue("Office", root, {
      names: [],
      usages: [],
      ca: { pathLength: 0 },
      constraints: { permitted, excluded: [] },
    });
    const verdict = await timed([await issue("bob.example", office, { names: ["bob.example", ...names] }), office]);
    expect(verdict.reason).toBe("name-not-permitted");
  });
});
