import { toHex } from "../../bytes/hex.ts";
import type { ParsedCertificate } from "../parse.ts";
import { MAX_CANDIDATES, MAX_PATH, MAX_SEARCH_SIGNATURES, MAX_STEPS } from "./limits.ts";
import { distinct, isSelfSigned, mayHaveIssued, type Verify } from "./links.ts";

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
  const anchorIds = new Set(anchors.map(({ id }) => id));
  const isAnchor = (certificate: ParsedCertificate) => anchorIds.has(certificate.id);
  const all = distinct([...anchors, ...intermediates]);
  const pool = byName(ranked(all, isAnchor, at));
  const holders = numberHolders([endEntity, ...all]);
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
    const issuers = (pool.get(top.issuerKey) ?? []).filter((issuer) => leadsOn(issuer, top, path, holders));
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

/** Does it lead anywhere: has nobody on the path its name and key? */
function leadsOn(issuer: ParsedCertificate, top: ParsedCertificate, path: Path, holders: Holders): boolean {
  if (!mayHaveIssued(issuer, top)) return false;
  return !path.some((certificate) => holders.get(certificate) === holders.get(issuer));
}

/** Whose each certificate is, by number: names and keys can be long, and are compared at every step. */
type Holders = ReadonlyMap<ParsedCertificate, number>;

function numberHolders(certificates: Path): Holders {
  const numbers = new Map<string, number>();
  return new Map(
    certificates.map((certificate) => {
      const holder = `${toHex(certificate.spki)} ${certificate.subjectKey}`;
      const number = numbers.get(holder) ?? numbers.size;
      numbers.set(holder, number);
      return [certificate, number];
    }),
  );
}

/** The most promising first. */
function ranked(certificates: Path, isAnchor: (certificate: ParsedCertificate) => boolean, at: Date): Path {
  if (certificates.length < 2) return certificates;
  const rank = (certificate: ParsedCertificate) =>
    isAnchor(certificate) ? 0 : certificate.notBefore <= at && at <= certificate.notAfter ? 1 : 2;
  const ranks = certificates.map((certificate) => ({ certificate, rank: rank(certificate) }));
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
