import { certificateKey } from "../../../crypto/certificateSignatures.ts";
import { bitsOf } from "../../../crypto/publicKeys.ts";
import type { ParsedCertificate } from "../../parse.ts";
import type { Profile } from "../../verdict.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { findingOf, firstObjection, type Objection, type Place, type Rule, type Terms } from "./rule.ts";

/** Hashes for which two contents with one hash can be made. */
const WEAK_HASHES = ["MD2", "MD5", "SHA-1"];
const RSA_BITS = 2048;
const CURVE_BITS = 256;
const DSA_BITS = 1024;

/**
 * Are the keys and hashes of the path strong enough? RFC 5280 sets no measure and leaves it to whoever relies on a path
 * (§8); ours is that of NIST SP 800-131A and of the CA/Browser Forum's requirements (§6.1.5): RSA of 2048 bits, curves
 * of 256, no hash below SHA-256. A trust anchor's key counts; the hash of its signature, which nobody relies on, does
 * not.
 *
 * DSA passes in the profile rfc5280, with SHA-1 too, for RFC 3279 §2.2.2 knows it in no other form; the engine never
 * negotiates it. The Web PKI has none.
 */
export function checkStrength(path: Path, terms: Terms): Finding {
  const objection = firstObjection(path, terms, (role) => (role === "anchor" ? ANCHOR : OTHERS));
  return findingOf(objection, {
    expected: `RSA of ${RSA_BITS} bits or more, curves of ${CURVE_BITS} or more, SHA-256 or better`,
    found: path.map((certificate) => `${certificate.label}: ${keyInWords(certificate)}`).join(", "),
    section: "RFC 5280 §8",
  });
}

const ANCHOR: readonly Rule[] = [strongKey];
const OTHERS: readonly Rule[] = [strongKey, strongHash];

function strongKey({ spki }: ParsedCertificate, { profile }: Place): Objection | null {
  const wanted = leastBits(spki, profile);
  if (wanted === null || wanted.found >= wanted.least) return null;
  const { kind, least, found } = wanted;
  const expected = Number.isFinite(least) ? `${kind} keys of ${least} bits or more` : `no ${kind} keys`;
  return { reason: "weak-key", expected, found: `${kind} of ${found} bits`, section: "RFC 5280 §8" };
}

function leastBits(spki: Uint8Array, profile: Profile) {
  const key = certificateKey(spki);
  if (key.kind === "RSA") return { kind: "RSA", least: RSA_BITS, found: key.bits };
  if (key.kind === "other" && key.bits !== null) return { kind: "elliptic curve", least: CURVE_BITS, found: key.bits };
  if (key.kind !== "DSA") return null;
  const least = profile === "webpki" ? Number.POSITIVE_INFINITY : DSA_BITS;
  return { kind: "DSA", least, found: key.parameters === null ? DSA_BITS : bitsOf(key.parameters.p) };
}

function strongHash({ signing, signatureAlgorithm }: ParsedCertificate, { profile }: Place): Objection | null {
  const { hash, method } = signing;
  if (hash === null || !WEAK_HASHES.includes(hash)) return null;
  if (method?.kind === "DSA" && profile === "rfc5280") return null;
  const found = `signed with ${signatureAlgorithm}, over ${hash}`;
  return { reason: "weak-hash", expected: "signatures over SHA-256 or better", found, section: "RFC 5280 §8" };
}

function keyInWords({ spki, signatureAlgorithm }: ParsedCertificate): string {
  const key = certificateKey(spki);
  const words = { RSA: "RSA", EC: "", Ed25519: "Ed25519", DSA: "DSA", other: "another kind of key" } as const;
  const size = key.kind === "RSA" ? ` of ${key.bits} bits` : key.kind === "EC" ? key.curve : "";
  return `${words[key.kind]}${size}, signed with ${signatureAlgorithm}`;
}
