import { sameBytes } from "../../bytes/text.ts";
import type { ParsedCertificate } from "../parse.ts";
import { MAX_CANDIDATES, MAX_PATH, MAX_SEARCH_SIGNATURES, MAX_STEPS } from "./limits.ts";
import { isSelfSigned, mayHaveIssued, type Verify } from "./links.ts";

export type Path = readonly ParsedCertificate[];

export type Material = Readonly<{
  endEntity: ParsedCertificate;
  /** The others that came with it. */
  intermediates: readonly ParsedCertificate[];
  anchors: readonly ParsedCertificate[];
  /** How many others came that can't be read. */
  unreadable: number;
}>;

/** What a search saw. */
export type Found = Readonly<{
  /** The longest path that it went: what there is to judge where none leads to a trust anchor. */
  longest: Path;
  /** Was there more to follow than a path may be long? */
  tooDeep: boolean;
  /** Did it end before it had tried everything? */
  gaveUp: boolean;
}>;

/** Asked of each path that leads to a trust anchor: is the search over? */
export type Visit = (path: Path) => Promise<boolean>;

/**
 * Looks for certification paths (RFC 5280 §6, RFC 4158) from the end-entity certificate upwards, by names and key
 * identifiers, and by signatures where several issuers have the name. The order in which certificates came makes no
 * difference: trust anchors are tried first, then those that are valid at the time, then by their bytes.
 *
 * Where no issuer's key verifies the signature, all are followed: so a tampered certificate keeps its place in a path
 * and fails for its signature only. No path has a certificate twice, nor one name with one key twice, which never leads
 * anywhere that a shorter path does not. Ends after a fixed number of steps and signatures.
 */
export async function searchPaths(material: Material, at: Date, verify: Verify, visit: Visit): Promise<Found> {
  const { endEntity, anchors, intermediates } = material;
  const isAnchor = (certificate: ParsedCertificate) => anchors.some((anchor) => isAlike(anchor, certificate));
  const pool = byName(ranked([...anchors, ...intermediates], isAnchor, at));
  let longest: Path = [];
  let tooDeep = false;
  let steps = MAX_STEPS;
  let signatures = MAX_SEARCH_SIGNATURES;
  let complete = 0;
  let passedOver = false;

  async function walk(path: Path, top: ParsedCertificate): Promise<boolean> {
    if (path.length > longest.length) longest = path;
    if (isAnchor(top)) {
      complete += 1;
      return (await visit(path)) || complete >= MAX_CANDIDATES;
    }
    const issuers = (pool.get(top.issuerKey) ?? []).filter((issuer) => leadsOn(issuer, top, path));
    if (issuers.length > 0 && path.length >= MAX_PATH) tooDeep = true;
    if (path.length >= MAX_PATH) return false;
    for (const issuer of await likely(issuers, top)) {
      steps -= 1;
      if (steps < 0 || (await walk([...path, issuer], issuer))) return true;
    }
    return false;
  }

  /** Those whose key verifies the signature; where none does, all that might have. */
  async function likely(issuers: readonly ParsedCertificate[], top: ParsedCertificate): Promise<Path> {
    const [only, ...others] = issuers;
    const signsItself = isSelfSigned(top);
    if (only === undefined || (others.length === 0 && !signsItself)) return issuers;
    const asked = issuers.slice(0, Math.max(signatures, 0));
    signatures -= asked.length;
    passedOver ||= asked.length < issuers.length;
    const results = await Promise.all(asked.map((issuer) => verify(top, issuer)));
    const proven = asked.filter((_, i) => results[i] === "valid");
    if (proven.length > 0) return proven;
    return signsItself && (await verify(top, top)) === "valid" ? [] : issuers;
  }

  await walk([endEntity], endEntity);
  return { longest, tooDeep, gaveUp: steps < 0 || passedOver || complete >= MAX_CANDIDATES };
}

function leadsOn(issuer: ParsedCertificate, top: ParsedCertificate, path: Path): boolean {
  return mayHaveIssued(issuer, top) && !path.some((certificate) => isSame(certificate, issuer));
}

function isSame(a: ParsedCertificate, b: ParsedCertificate): boolean {
  return isAlike(a, b) || (a.subjectKey === b.subjectKey && sameBytes(a.spki, b.spki));
}

/** Are they the same certificate? Those that differ mostly do so at the end, where the signature is. */
function isAlike(a: ParsedCertificate, b: ParsedCertificate): boolean {
  if (a === b) return true;
  return a.der.length === b.der.length && a.der.at(-1) === b.der.at(-1) && sameBytes(a.der, b.der);
}

/** Each once, the most promising first. */
function ranked(certificates: Path, isAnchor: (certificate: ParsedCertificate) => boolean, at: Date): Path {
  const distinct: ParsedCertificate[] = [];
  for (const certificate of certificates) {
    if (!distinct.some((other) => isAlike(other, certificate))) distinct.push(certificate);
  }
  if (distinct.length < 2) return distinct;
  const rank = (certificate: ParsedCertificate) =>
    isAnchor(certificate) ? 0 : certificate.notBefore <= at && at <= certificate.notAfter ? 1 : 2;
  const ranks = distinct.map((certificate) => ({ certificate, rank: rank(certificate) }));
  ranks.sort((a, b) => a.rank - b.rank || inOrder(a.certificate.der, b.certificate.der));
  return ranks.map(({ certificate }) => certificate);
}

/** By the end of their bytes, where their signatures are. */
function inOrder(a: Uint8Array, b: Uint8Array): number {
  for (let i = 1; i <= a.length && i <= b.length; i++) {
    const difference = (a[a.length - i] ?? 0) - (b[b.length - i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function byName(certificates: Path): ReadonlyMap<string, ParsedCertificate[]> {
  const pool = new Map<string, ParsedCertificate[]>();
  for (const certificate of certificates) {
    const same = pool.get(certificate.subjectKey);
    if (same === undefined) pool.set(certificate.subjectKey, [certificate]);
    else same.push(certificate);
  }
  return pool;
}
