import { parseCertificate } from "../pki/parse.ts";
import { judgePath } from "../pki/path/judge.ts";
import type { Alert, Verdict } from "../pki/verdict.ts";
import type { PeerVerdict, VerifyPeer } from "../tls/config.ts";
import type { CertificateAlert } from "../tls/failure.ts";

/** What a verifier goes by. */
export type Trust = Readonly<{
  /** Trust anchors, DER. */
  anchors: readonly Uint8Array[];
  /** What the peer must be called; null: anything. */
  name: string | null;
  /** Milliseconds since 1970. */
  now: () => number;
}>;

/**
 * The judge of certification paths (RFC 5280 §6, RFC 9525) as the engine asks for it. An OCSP response that came stapled
 * to the end-entity certificate counts; that one came is not insisted on.
 */
export function verifierOf({ anchors, name, now }: Trust): VerifyPeer {
  return async (path, purpose, staples = []) => {
    const at = new Date(now());
    const ocsp = staples.slice(0, 1).filter((staple) => staple !== null);
    return peerVerdict(path, await judgePath({ purpose, name, at, presented: path, anchors, skip: new Map(), ocsp }));
  };
}

/** For whoever asks nobody for a certificate: takes none, should one come. */
export const trustNobody: VerifyPeer = async () => {
  return { ok: false, alert: "unknown_ca", why: "no authority is trusted here" };
};

function peerVerdict(path: readonly Uint8Array[], verdict: Verdict): PeerVerdict {
  const [first] = path;
  if (verdict.accepted && first !== undefined) {
    const { spki, subject, label } = parseCertificate(first);
    return { ok: true, publicKey: spki, subject: subject === "" ? label : subject };
  }
  return { ok: false, alert: alertOf(verdict.alert), why: whyOf(verdict) };
}

/** The sentence of the first check that failed. */
function whyOf({ checks }: Verdict): string {
  const failed = checks.find((check) => check.result === "failed");
  if (failed === undefined) return "the certificate was refused";
  return `certificate refused, ${failed.reason ?? failed.id}: wanted ${failed.expected}, found ${failed.found} (${failed.section})`;
}

/** A path's alert is one that says something of certificates; the judge's other alerts are about possession. */
function alertOf(alert: Alert | null): CertificateAlert {
  if (alert === null || alert === "decrypt_error" || alert === "unexpected_message") return "bad_certificate";
  return alert;
}
