import { DecodeError } from "../../bytes/reader.ts";
import type { ParsedCertificate } from "../parse.ts";
import type { ParsedCrl } from "./crl.ts";
import { ALL_REASONS, type DistributionPoint, directoryKey, placesOf, readDistributionPoints } from "./points.ts";

/** Of which certificates a list speaks (RFC 5280 §6.3.3 (b)). */

/** What is wrong with a list for a purpose. The higher the rank, the nearer it came. */
export type Objection = Readonly<{ rank: number; text: string; section: string }>;

/**
 * Where a certificate says that its status can be had; last, as §6.3.3 ends, its issuer as such. What can't be read
 * says nothing.
 */
export function pointsOf(certificate: ParsedCertificate): readonly DistributionPoint[] {
  const issuer = { names: [directoryKey(certificate.issuerKey)], relative: null };
  return [...statedPoints(certificate), { name: issuer, reasons: ALL_REASONS, crlIssuers: null }];
}

function statedPoints(certificate: ParsedCertificate): readonly DistributionPoint[] {
  const value = certificate.extensions.get("cRLDistributionPoints")?.value;
  try {
    return value === undefined ? [] : readDistributionPoints(value);
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) return [];
    throw error;
  }
}

/** Why the list does not speak of the certificate, as far as this point goes; null: it does. */
export function scopeObjection(
  crl: ParsedCrl,
  certificate: ParsedCertificate,
  point: DistributionPoint,
): Objection | null {
  const section = "RFC 5280 §6.3.3 (b)";
  const no = (rank: number, text: string) => ({ rank, text: `the list of ${crl.label} ${text}`, section });
  const { scope } = crl;
  if (point.crlIssuers === null && crl.issuerKey !== certificate.issuerKey) return no(0, "is another issuer’s");
  if (point.crlIssuers !== null) {
    if (!point.crlIssuers.includes(crl.issuerKey)) return no(0, "is another issuer’s");
    if (scope?.isIndirect !== true) return no(1, `is not for what ${certificate.issuerLabel} issued (no indirectCRL)`);
  }
  if (scope === null) return null;
  if (scope.onlyAttributeCerts) return no(2, "speaks of attribute certificates only");
  if (scope.onlyUserCerts && certificate.isCA) return no(2, "speaks of end-entity certificates only");
  if (scope.onlyCaCerts && !certificate.isCA) return no(2, "speaks of CA certificates only");
  if (!isSamePlace(crl, certificate, point)) return no(2, "is for another distribution point");
  return null;
}

function isSamePlace(
  { scope, issuerKey }: ParsedCrl,
  certificate: ParsedCertificate,
  point: DistributionPoint,
): boolean {
  if (scope === null || scope.name === null) return true;
  const issuers = point.crlIssuers ?? [certificate.issuerKey];
  const wanted = point.name === null ? issuers.map(directoryKey) : placesOf(point.name, issuers);
  return placesOf(scope.name, [issuerKey]).some((place) => wanted.includes(place));
}
