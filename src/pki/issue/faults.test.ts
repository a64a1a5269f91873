import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import { signForCertificate } from "../../crypto/authorityKeys.ts";
import { certificateKey, verifyCertificateSignature } from "../../crypto/certificateSignatures.ts";
import { nodeVerdict } from "../../testing/faults/nodeTls.ts";
import { opensslBench, opensslVerify } from "../../testing/faults/openssl.ts";
import { parseCertificate } from "../parse.ts";
import { judgePath } from "../path/judge.ts";
import { withPossession } from "../path/possession.ts";
import type { Profile, Purpose, Verdict } from "../verdict.ts";
import { FAULT_IDS, type FaultId, type Faulty, issueFault, type Kit, liveKitChance, makeKit } from "./faults.ts";

/** Each fault is issued, and judged three times: by `openssl verify`, by Node's `tls` in a handshake, and by our judge. */

type Id = FaultId | "none";

const PURPOSES = ["server", "client"] as const;
const ALL: readonly Id[] = ["none", ...FAULT_IDS];
const bench = opensslBench();
let kit: Kit;
let good: Faulty;

beforeAll(async () => {
  // Node's tls knows no time but now.
  kit = await makeKit({ random: liveKitChance, at: new Date(), name: "bob.example" });
  good = await issued("none", "server");
});

afterAll(() => bench.remove());

/** What `openssl verify` and Node call each; null: they accept. */
const CALLED: Readonly<Record<Id, readonly [openssl: string | null, node: string | null]>> = {
  none: [null, null],
  expired: ["certificate has expired", "CERT_HAS_EXPIRED"],
  "not-yet-valid": ["certificate is not yet valid", "CERT_NOT_YET_VALID"],
  "expired-intermediate": ["certificate has expired", "CERT_HAS_EXPIRED"],
  "wrong-name": ["hostname mismatch", "ERR_TLS_CERT_ALTNAME_INVALID"],
  "name-only-in-cn": [null, null],
  "wildcard-too-wide": ["hostname mismatch", "ERR_TLS_CERT_ALTNAME_INVALID"],
  "self-signed": ["self-signed certificate", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  "unknown-root": ["unable to get local issuer certificate", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
  "missing-intermediate": ["unable to get local issuer certificate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  "wrong-order": [null, null],
  "intermediate-not-a-ca": ["invalid CA certificate", "UNSPECIFIED"],
  "path-too-long": ["path length constraint exceeded", "PATH_LENGTH_EXCEEDED"],
  "wrong-key-usage": ["unsuitable certificate purpose", "INVALID_PURPOSE"],
  "wrong-extended-key-usage": ["unsuitable certificate purpose", "INVALID_PURPOSE"],
  "name-outside-constraints": ["permitted subtree violation", "UNSPECIFIED"],
  "tampered-signature": ["certificate signature failure", "CERT_SIGNATURE_FAILURE"],
  "weak-hash": ["CA signature digest algorithm too weak", "UNSPECIFIED"],
  "weak-key": ["EE certificate key too weak", "UNSPECIFIED"],
  "revoked-by-crl": ["certificate revoked", "CERT_REVOKED"],
  "revoked-by-ocsp": [null, null],
  "key-not-held": [null, "a signature that does not fit"],
  "certificate-missing": [null, "no certificate"],
};

/** Where they accept what must be refused, and why. */
const KNOWN_DIFFERENCES: Readonly<Record<"openssl" | "node", ReadonlyMap<Id, string>>> = {
  openssl: new Map<Id, string>([
    ["name-only-in-cn", "falls back to the common name where there is no subjectAltName; RFC 9525 does without"],
    ["revoked-by-ocsp", "is not shown OCSP answers"],
    ["key-not-held", "sees certificates only: whether the key is held shows in a handshake"],
    ["certificate-missing", "has nothing to look at"],
  ]),
  node: new Map<Id, string>([
    ["name-only-in-cn", "checkServerIdentity falls back to the common name"],
    ["revoked-by-ocsp", "hands OCSP answers to the program (`OCSPResponse`) and looks at none itself"],
  ]),
};

/** How Node's two sides say that there is no certificate, and that a signature over the conversation does not fit. */
const NODE_CODES: ReadonlyMap<string, string> = new Map([
  ["ERR_SSL_BAD_SIGNATURE", "a signature that does not fit"],
  ["ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "no certificate"],
  ["ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE", "no certificate"],
]);

describe.each(PURPOSES)("a %s", (purpose) => {
  test.each(ALL)("with %s: openssl verify and Node's tls accept or refuse alike", async (fault) => {
    const faulty = await issued(fault, purpose);
    const openssl = faulty.presented.length === 0 ? null : opensslVerify(bench, faulty);
    const code = await nodeVerdict(faulty, good);
    const node = code === null ? null : (NODE_CODES.get(code) ?? code);
    expect([openssl, node]).toEqual(CALLED[fault]);
    const { accepted } = faulty.expected;
    expect(openssl === null).toBe(accepted || KNOWN_DIFFERENCES.openssl.has(fault));
    expect(node === null).toBe(accepted || KNOWN_DIFFERENCES.node.has(fault));
  });

  test.each(ALL)("with %s: the judge gives the reason, and no other check fails", async (fault) => {
    const faulty = await issued(fault, purpose);
    const verdict = await judge(faulty, "rfc5280");
    const { accepted, reason } = faulty.expected;
    expect(verdict).toMatchObject({ accepted, reason });
    expect(failures(verdict)).toHaveLength(accepted ? 0 : 1);
  });

  test.each(ALL)("with %s: the Web PKI's judge agrees", async (fault) => {
    const faulty = await issued(fault, purpose);
    const verdict = await judge(faulty, "webpki");
    expect(verdict.accepted).toBe(faulty.expected.accepted);
    // There a certificate without subjectAltName is out of form, too.
    const more = fault === "name-only-in-cn" ? ["profile-violation"] : [];
    const { reason } = faulty.expected;
    expect(failures(verdict)).toEqual([...more, ...(reason === null ? [] : [reason])]);
  });
});

test("a kit asks its chance for the same, in the same order, each time", async () => {
  const asked: string[] = [];
  const random = {
    ...liveKitChance,
    random: (label: string, size: number) => {
      asked.push(label);
      return liveKitChance.random(label, size);
    },
  };
  const own = await makeKit({ random, at: new Date(), name: "bob.example" });
  const labels = async () => {
    asked.length = 0;
    await issueFault("wrong-order", "server", own);
    return [...asked];
  };
  expect(await labels()).toEqual(await labels());
});

test.each(["localhost", "", "a..b", "*.example", "bob.example.", "127.0.0.1"])("no kit for %j", async (name) => {
  await expect(makeKit({ random: liveKitChance, at: new Date(), name })).rejects.toThrow(RangeError);
});

const made = new Map<string, Promise<Faulty>>();

function issued(fault: Id, purpose: Purpose): Promise<Faulty> {
  const key = `${fault} ${purpose}`;
  const faulty = made.get(key) ?? issueFault(fault, purpose, kit);
  made.set(key, faulty);
  return faulty;
}

/** The verdict on what is shown, and on who signs: `key-not-held` shows nowhere else. */
async function judge(faulty: Faulty, profile: Profile): Promise<Verdict> {
  const verdict = await judgePath({ ...faulty, skip: new Map(), profile });
  const signature = await signatureOf(faulty);
  return withPossession(verdict, { signature, expected: "a signature", found: signature, skippedBy: null });
}

/** What the peer signs, with the key that it has, checked with the key that it shows. */
async function signatureOf({ presented: [endEntity], privateKey }: Faulty): Promise<"valid" | "invalid" | "absent"> {
  if (endEntity === undefined) return "absent";
  const { spki } = parseCertificate(endEntity);
  const kind = certificateKey(spki).kind === "RSA" ? "RSA" : "EC";
  const data = utf8("what was said so far");
  const signature = await signForCertificate(privateKey, data);
  return (await verifyCertificateSignature({ kind, hash: "SHA-256" }, spki, data, signature)) === "valid"
    ? "valid"
    : "invalid";
}

function failures(verdict: Verdict): readonly (string | null)[] {
  return verdict.checks.filter((check) => check.result === "failed").map((check) => check.reason);
}
