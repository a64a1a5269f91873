import type { Bytes } from "../../../crypto/buffer.ts";
import { issueCrl, type Revoked } from "../crl.ts";
import { issueOcspResponse } from "../ocsp.ts";
import { dayFrom, endEntity, type Holder, issueHolder, type Kit } from "./kit.ts";
import { type Build, shown } from "./made.ts";

/** Certificates that their issuer has taken back; nothing in them says so (RFC 5280 §5, RFC 6960). */

export const revokedByCrl: Build = async (kit, purpose) => {
  const holder = await issueHolder(kit, kit.issuing, endEntity(kit, purpose));
  const revoked = [{ der: holder.der, at: dayFrom(kit.at, -3), reason: "keyCompromise" }] as const;
  return { ...shown(holder, kit.issuing), crls: await crlsOf(kit, revoked) };
};

export const revokedByOcsp: Build = async (kit, purpose) => {
  const holder = await issueHolder(kit, kit.issuing, endEntity(kit, purpose));
  return { ...shown(holder, kit.issuing), ocsp: [await ocspOf(kit, holder, "revoked")] };
};

/** The lists of both authorities of a kit, a day old: nobody is on the root's, on the office's those who are named. */
export async function crlsOf(kit: Kit, revoked: readonly Revoked[] = []): Promise<readonly Bytes[]> {
  return [await crlOf(kit, kit.root, []), await crlOf(kit, kit.issuing, revoked)];
}

/** An authority's list, good for a week. */
export async function crlOf(kit: Kit, issuer: Holder, revoked: readonly Revoked[]): Promise<Bytes> {
  const request = {
    issuer: { der: issuer.der, privateKey: issuer.keys.privateKey },
    revoked,
    thisUpdate: dayFrom(kit.at, -1),
    nextUpdate: dayFrom(kit.at, 6),
    number: 1,
  };
  return kit.random.bytes("list of revoked certificates", () => issueCrl(request));
}

/** What the issuing authority answers about a certificate that it issued. */
export async function ocspOf(kit: Kit, holder: Holder, status: "good" | "revoked"): Promise<Bytes> {
  const { issuing, at } = kit;
  const request = {
    certificate: holder.der,
    issuer: issuing.der,
    answer: status === "good" ? { status } : { status, at: dayFrom(at, -3), reason: "keyCompromise" as const },
    responder: { der: issuing.der, privateKey: issuing.keys.privateKey, by: "key" as const },
    certificates: [],
    hash: "SHA-1" as const,
    producedAt: dayFrom(at, -1),
    thisUpdate: dayFrom(at, -1),
    nextUpdate: dayFrom(at, 6),
  };
  return kit.random.bytes("answer about a certificate", () => issueOcspResponse(request));
}
