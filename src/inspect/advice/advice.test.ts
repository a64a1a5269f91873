import { describe, expect, it } from "vitest";
import { FAULT_IDS } from "../../pki/issue/faults.ts";
import type { Reason } from "../../pki/verdict.ts";
import { cards } from "../../scenes/cards.ts";
import { adviceOn, faultNamed } from "./advice.ts";
import { faultsFor, hintOn } from "./faultsFor.ts";

const PURPOSES = ["server", "client"] as const;

/** Every reason, by type: the compiler complains where one is missing. */
const REASONS: Readonly<Record<Reason, true>> = {
  "no-certificate": true,
  malformed: true,
  "self-signed": true,
  "unknown-authority": true,
  "missing-intermediate": true,
  "path-too-deep": true,
  "unsupported-extension": true,
  "bad-version": true,
  "bad-serial": true,
  "profile-violation": true,
  tampered: true,
  "unsupported-algorithm": true,
  "weak-key": true,
  "weak-hash": true,
  expired: true,
  "not-yet-valid": true,
  "not-a-ca": true,
  "path-too-long": true,
  "name-not-permitted": true,
  "no-valid-policy": true,
  revoked: true,
  "revocation-unknown": true,
  "wrong-name": true,
  "no-names": true,
  "wildcard-too-wide": true,
  "wrong-usage": true,
  "signature-invalid": true,
  "signature-absent": true,
};

describe.each(FAULT_IDS)("advice on %s", (fault) => {
  const advice = adviceOn(fault);

  it("says what it is, what it means and what to do on either side", () => {
    expect(advice.title).not.toMatch(/[.!]$/);
    expect(advice.meaning.length).toBeGreaterThan(60);
    for (const purpose of PURPOSES) {
      expect(advice.fix[purpose].holder.length).toBeGreaterThan(20);
      expect(advice.fix[purpose].judge.length).toBeGreaterThan(20);
    }
  });

  it("confirms it with one command of openssl, with nobody's own names in it", () => {
    for (const purpose of PURPOSES) {
      const { command, prints } = advice.confirm[purpose];
      expect(command).toMatch(/^openssl [a-z0-9_]+ [^|;&`$<>]+$/);
      expect(prints).not.toBe("");
    }
  });

  it("sends nobody to a scene that isn't there", () => {
    for (const purpose of PURPOSES) {
      const { [purpose]: scene } = advice.scene;
      if (scene !== null) expect(cards.map(({ id }) => id)).toContain(scene);
    }
  });

  it("pairs its marks", () => {
    const all = [advice.meaning, ...PURPOSES.flatMap((purpose) => Object.values(advice.fix[purpose]))];
    for (const text of all) expect((text.match(/`/g) ?? []).length % 2, text).toBe(0);
  });
});

describe("from a reason of the judge", () => {
  const reasons = Object.keys(REASONS).filter((name): name is Reason => name in REASONS);

  it.each(reasons)("%s leads to faults, or to a hint", (reason) => {
    for (const purpose of PURPOSES) {
      const faults = faultsFor(reason, purpose);
      if (hintOn(reason) === null) expect(faults).not.toEqual([]);
      for (const fault of faults) expect(faultNamed(fault)).toBe(fault);
    }
  });

  it("leads back to every fault that a reason has", () => {
    const reached = new Set(reasons.flatMap((reason) => PURPOSES.flatMap((purpose) => faultsFor(reason, purpose))));
    // A judge that follows the standard accepts a chain in the wrong order.
    expect(FAULT_IDS.filter((fault) => !reached.has(fault))).toEqual(["wrong-order"]);
  });
});
