import { certificateKey, verifyCertificateSignature } from "../../crypto/certificateSignatures.ts";
import type { ParsedCertificate } from "../parse.ts";
import type { ParsedCrl } from "./crl.ts";
import type { Material } from "./status.ts";

/** Who may sign a list, and whether they did (RFC 5280 §6.3.3 (f), (g)). */

/** Certificates of one name that are tried. */
const MAX_SIGNERS = 16;
/** Certificates from a signer of lists up to the path that is judged. */
const MAX_ABOVE = 5;

type Path = readonly ParsedCertificate[];

/** A list is asked of again and again; the same two objects give the same result. */
const known = new WeakMap<ParsedCrl, WeakMap<ParsedCertificate, Promise<boolean>>>();

/** Those of the list's issuer's name that may sign lists, the most likely first. */
export function possibleSigners(crl: ParsedCrl, { path, others }: Material): readonly ParsedCertificate[] {
  const named = distinct([...path.slice(1), ...others, ...path.slice(0, 1)]).filter((certificate) => {
    const { keyUsage, subjectKey } = certificate;
    return subjectKey === crl.issuerKey && (keyUsage === null || keyUsage.includes("cRLSign"));
  });
  const fits = ({ subjectKeyId }: ParsedCertificate) => subjectKeyId === crl.authorityKeyId;
  return [...named.filter(fits), ...named.filter((certificate) => !fits(certificate))].slice(0, MAX_SIGNERS);
}

/** Was the list signed with this certificate's key? A DSA key may have its parameters from those above it. */
export function isSignedBy(crl: ParsedCrl, signer: ParsedCertificate, { path }: Material): Promise<boolean> {
  const row = known.get(crl) ?? new WeakMap<ParsedCertificate, Promise<boolean>>();
  const place = path.findIndex(({ id }) => id === signer.id);
  const result = row.get(signer) ?? verify(crl, signer, place < 0 ? [] : path.slice(place + 1));
  known.set(crl, row.set(signer, result));
  return result;
}

async function verify({ signing, signed, signature }: ParsedCrl, { spki }: ParsedCertificate, above: Path) {
  if (signing.method === null) return false;
  const keys = above.map((certificate) => certificateKey(certificate.spki));
  const inherited = keys.find((key) => key.kind === "DSA" && key.parameters !== null);
  const parameters = inherited?.kind === "DSA" ? inherited.parameters : null;
  return (await verifyCertificateSignature(signing.method, spki, signed, signature, parameters)) === "valid";
}

/**
 * A path from a signer of lists to the trust anchor of the path that is judged, which must be the same (§6.3.3 (f)):
 * certificates in their time, each issued by the next, which is an authority. Null: none.
 */
export async function pathOfSigner(signer: ParsedCertificate, material: Material): Promise<Path | null> {
  const { path, others, at, verify: links } = material;
  const pool = distinct([...path.slice(1), ...others]);

  async function climb(so: Path, top: ParsedCertificate): Promise<Path | null> {
    const place = path.findIndex((certificate) => certificate.id === top.id);
    if (place >= 0) return [...so, ...path.slice(place + 1)];
    if (so.length > MAX_ABOVE || !isInTime(top, at) || top.unprocessed.length > 0) return null;
    for (const issuer of pool) {
      if (!mayIssue(issuer, top, path) || so.some((each) => each.id === issuer.id)) continue;
      const found = (await links(top, issuer)) === "valid" ? await climb([...so, issuer], issuer) : null;
      if (found !== null) return found;
    }
    return null;
  }

  return climb([signer], signer);
}

/** Is the time within its dates, both included? */
export function isInTime({ notBefore, notAfter }: ParsedCertificate, at: Date): boolean {
  return at >= notBefore && at <= notAfter;
}

function mayIssue(issuer: ParsedCertificate, below: ParsedCertificate, path: Material["path"]): boolean {
  const { isCA, keyUsage } = issuer;
  const isAuthority = isCA && (keyUsage === null || keyUsage.includes("keyCertSign"));
  return issuer.subjectKey === below.issuerKey && (isAuthority || issuer.id === path.at(-1)?.id);
}

function distinct(certificates: readonly ParsedCertificate[]): readonly ParsedCertificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.id, certificate])).values()];
}
