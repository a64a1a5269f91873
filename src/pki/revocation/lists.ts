import { fromHex } from "../../bytes/hex.ts";
import type { ParsedCertificate } from "../parse.ts";
import { isoTime } from "../time.ts";
import { several } from "../visible.ts";
import { compareNumbers, type ParsedCrl } from "./crl.ts";
import { ALL_REASONS, type DistributionPoint } from "./points.ts";
import { type Objection, pointsOf, scopeObjection } from "./scope.ts";
import { isSignedBy, pathOfSigner, possibleSigners } from "./signer.ts";
import { type Material, reasonText, type Status } from "./status.ts";

/** removeFromCRL, and reasonCode's place for it. */
const REMOVED = 8;

/**
 * A certificate's status by the lists at hand (RFC 5280 §6.3.3): complete ones, each with the newest delta that fits it,
 * until all reasons are covered. Indirect lists are read too.
 */
export async function statusByLists(certificate: ParsedCertificate, material: Material): Promise<Status> {
  let covered = 0;
  let nearest: Objection = { rank: 0, text: `no list of ${certificate.issuerLabel} is here`, section: "RFC 5280 §6.3" };
  const by = new Set<string>();
  for (const point of pointsOf(certificate)) {
    for (const crl of material.crls) {
      const reasons = point.reasons & (crl.scope?.reasons ?? ALL_REASONS);
      if ((reasons & ~covered) === 0) continue;
      const objection = await objectionTo(crl, certificate, point, material);
      if (objection !== null) {
        if (objection.rank > nearest.rank) nearest = objection;
        continue;
      }
      const entry = await entryOf(crl, certificate, material);
      if (entry !== null)
        return { ...entry, kind: "revoked", by: `the list of ${crl.label}`, section: "RFC 5280 §6.3.3" };
      by.add(crl.label);
      covered |= reasons;
      if (covered === ALL_REASONS) return { kind: "good", by: `the list of ${several([...by])}` };
    }
  }
  if (covered === 0) return { kind: "unknown", why: nearest.text, section: nearest.section };
  const why = `the lists of ${several([...by])} are for some reasons of revocation only`;
  return { kind: "unknown", why, section: "RFC 5280 §6.3.3 (d)" };
}

/** Why a list can't be used for the certificate: cheap questions first. null: it counts. */
async function objectionTo(
  crl: ParsedCrl,
  certificate: ParsedCertificate,
  point: DistributionPoint,
  material: Material,
): Promise<Objection | null> {
  const scope = scopeObjection(crl, certificate, point);
  if (scope !== null) return scope;
  if (crl.deltaBase !== null) {
    const text = `the list of ${crl.label} says only what changed since another, which is not here`;
    return { rank: 3, text, section: "RFC 5280 §5.2.4" };
  }
  return formObjection(crl, material.at) ?? signatureObjection(crl, material);
}

/** Dates, and extensions that bind. */
function formObjection(crl: ParsedCrl, at: Date): Objection | null {
  const no = (text: string, section: string) => ({ rank: 4, text: `the list of ${crl.label} ${text}`, section });
  if (crl.unprocessed.length > 0) return no(`has what we can't read: ${several(crl.unprocessed)}`, "RFC 5280 §5.2");
  if (crl.thisUpdate > at) return no(`was made later, ${isoTime(crl.thisUpdate)}`, "RFC 5280 §5.1.2.4");
  if (crl.nextUpdate === null) return no("does not say until when it holds", "RFC 5280 §5.1.2.5");
  if (crl.nextUpdate < at) return no(`is too old since ${isoTime(crl.nextUpdate)}`, "RFC 5280 §5.1.2.5");
  return null;
}

/** Signed by whoever may, with a certificate that leads to the same trust anchor and is itself not revoked. */
async function signatureObjection(crl: ParsedCrl, material: Material): Promise<Objection | null> {
  const no = (rank: number, text: string) => ({ rank, text, section: "RFC 5280 §6.3.3 (f), (g)" });
  const signers = possibleSigners(crl, material);
  if (signers.length === 0) return no(5, `no certificate of ${crl.label} that may sign lists (cRLSign) is here`);
  let nearest = no(6, `the signature of ${crl.label}’s list does not verify`);
  for (const signer of signers) {
    if (!(await isSignedBy(crl, signer, material))) continue;
    const above = await pathOfSigner(signer, material);
    if (above === null) {
      nearest = no(7, `${crl.label}, who signed the list, has no path to the trust anchor`);
      continue;
    }
    const revoked = await firstNotGood(above, material);
    if (revoked === null) return null;
    nearest = no(8, `${crl.label}, who signed the list, does not count: ${revoked}`);
  }
  return nearest;
}

/** The certificates of a signer that are not on the path that is judged must be good too; those being asked for, are. */
async function firstNotGood(above: readonly ParsedCertificate[], material: Material): Promise<string | null> {
  const { path, busy } = material;
  for (const certificate of above.slice(0, -1)) {
    if (busy.has(certificate.id) || path.some((each) => each.id === certificate.id)) continue;
    if (material.budget.left-- <= 0) return "too many lists upon lists";
    const status = await statusByLists(certificate, { ...material, busy: new Set([...busy, certificate.id]) });
    if (status.kind === "revoked") return `its certificate is revoked by ${status.by}`;
    if (status.kind === "unknown") return status.why;
  }
  return null;
}

type Found = Readonly<{ at: Date; reason: number }>;

/** What the list says of the certificate, with what changed since (§6.3.3 (i) to (k)); null: it is not revoked. */
async function entryOf(crl: ParsedCrl, certificate: ParsedCertificate, material: Material): Promise<Found | null> {
  const serial = fromHex(certificate.serialOctets);
  const delta = await deltaOf(crl, material);
  const entry =
    delta?.entries.find(serial, certificate.issuerKey) ?? crl.entries.find(serial, certificate.issuerKey) ?? null;
  return entry === null || entry.reason === REMOVED ? null : { at: entry.revokedAt, reason: entry.reason };
}

/** The newest delta for a complete list (§5.2.4, §6.3.3 (c)): same issuer, scope and key, and the numbers meet. */
async function deltaOf(crl: ParsedCrl, material: Material): Promise<ParsedCrl | null> {
  const { number } = crl;
  if (number === null) return null;
  const fits = material.crls.filter((delta) => {
    if (delta.deltaBase === null || delta.number === null || delta.issuerKey !== crl.issuerKey) return false;
    const isSame = delta.scope?.id === crl.scope?.id && delta.authorityKeyId === crl.authorityKeyId;
    const meets = compareNumbers(delta.deltaBase, number) <= 0 && compareNumbers(number, delta.number) < 0;
    return isSame && meets && formObjection(delta, material.at) === null;
  });
  const newestFirst = fits.sort((a, b) => compareNumbers(b.number ?? "", a.number ?? ""));
  for (const delta of newestFirst) if ((await signatureObjection(delta, material)) === null) return delta;
  return null;
}

/** A status in words. */
export function statusText(certificate: ParsedCertificate, status: Status): string {
  switch (status.kind) {
    case "good":
      return `${certificate.label}: not revoked, by ${status.by}`;
    case "revoked":
      return `${certificate.label}: revoked on ${isoTime(status.at)}${reasonText(status.reason)}, by ${status.by}`;
    case "unknown":
      return `${certificate.label}: nobody who counts says whether it is revoked: ${status.why}`;
  }
}
