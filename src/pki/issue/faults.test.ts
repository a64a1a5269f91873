import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { opensslBench, opensslVerify } from "../../testing/faults/openssl.ts";
import { FAULT_IDS, type FaultId, issueFault, type Kit, liveKitChance, makeKit } from "./faults.ts";

const PURPOSES = ["server", "client"] as const;
const ALL = ["none", ...FAULT_IDS] as const;
const bench = opensslBench();
let kit: Kit;

beforeAll(async () => {
  kit = await makeKit({ random: liveKitChance, at: new Date(), name: "bob.example" });
});

afterAll(() => bench.remove());

/** What `openssl verify` calls each; null: it accepts. */
const OPENSSL: Readonly<Record<FaultId | "none", string | null>> = {
  none: null,
  expired: "certificate has expired",
  "not-yet-valid": "certificate is not yet valid",
  "expired-intermediate": "certificate has expired",
  "wrong-name": "hostname mismatch",
  "name-only-in-cn": null,
  "wildcard-too-wide": "hostname mismatch",
  "self-signed": "self-signed certificate",
  "unknown-root": "unable to get local issuer certificate",
  "missing-intermediate": "unable to get local issuer certificate",
  "wrong-order": null,
  "intermediate-not-a-ca": "invalid CA certificate",
  "path-too-long": "path length constraint exceeded",
  "wrong-key-usage": "unsuitable certificate purpose",
  "wrong-extended-key-usage": "unsuitable certificate purpose",
  "name-outside-constraints": "permitted subtree violation",
  "tampered-signature": "certificate signature failure",
  "weak-hash": "CA signature digest algorithm too weak",
  "weak-key": "EE certificate key too weak",
  "revoked-by-crl": "certificate revoked",
  "revoked-by-ocsp": null,
  "key-not-held": null,
  "certificate-missing": null,
};

/** Where `openssl verify` accepts what must be refused, and why. */
const KNOWN_DIFFERENCES: ReadonlyMap<FaultId | "none", string> = new Map<FaultId, string>([
  [
    "name-only-in-cn",
    "it falls back to the common name where there is no subjectAltName; RFC 9525 §6.4.4 has none of it",
  ],
  ["revoked-by-ocsp", "it is not shown OCSP answers"],
  ["key-not-held", "it sees certificates only: whether the key is held shows in a handshake"],
]);

describe.each(PURPOSES)("a %s's certificate", (purpose) => {
  test.each(ALL)("%s: is accepted or refused alike by openssl verify", async (fault) => {
    const faulty = await issueFault(fault, purpose, kit);
    if (fault === "certificate-missing") {
      expect(faulty.presented).toEqual([]);
      return;
    }
    const said = opensslVerify(bench, faulty);
    expect(said).toBe(OPENSSL[fault]);
    expect(said === null).toBe(faulty.expected.accepted || KNOWN_DIFFERENCES.has(fault));
  });
});
