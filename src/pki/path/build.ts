import type { ParsedCertificate } from "../parse.ts";
import { MAX_CANDIDATES, MAX_LINKS, MAX_PATH } from "./limits.ts";
import { isSelfSigned, mayHaveIssued, type Verify } from "./links.ts";

export type Material = Readonly<{
  endEntity: ParsedCertificate;
  /** The others that came with it. */
  intermediates: readonly ParsedCertificate[];
  anchors: readonly ParsedCertificate[];
}>;

/** Paths of certificates, each issued by the next; the first is the end-entity certificate. */
export type Found = Readonly<{
  /** Those that end in a trust anchor. */
  complete: readonly (readonly ParsedCertificate[])[];
  /** The longest that was found: what there is to judge where none is complete. */
  longest: readonly ParsedCertificate[];
  /** Was there more to follow than a path may be long? */
  tooDeep: boolean;
}>;

/**
 * Looks for certification paths (RFC 5280 §6, RFC 4158), first by links whose signatures verify, then by names and
 * key identifiers alone: so a tampered certificate keeps its place in a path, and fails for its signature only.
 * Never follows a certificate twice, and gives up after a fixed number of links.
 */
export async function buildPaths(material: Material, verify: Verify): Promise<Found> {
  const proven = await search(material, verify);
  const top = proven.longest.at(-1);
  if (proven.complete.length > 0 || top === undefined) return proven;
  if (isSelfSigned(top) && (await verify(top, top))) return proven;
  return search(material, () => Promise.resolve(true));
}

async function search({ endEntity, intermediates, anchors }: Material, links: Verify): Promise<Found> {
  const anchorIds = new Set(anchors.map((anchor) => anchor.id));
  const pool = distinct([...anchors, ...intermediates]);
  const complete: (readonly ParsedCertificate[])[] = [];
  let longest: readonly ParsedCertificate[] = [];
  let tooDeep = false;
  let left = MAX_LINKS;

  async function walk(path: readonly ParsedCertificate[], top: ParsedCertificate): Promise<void> {
    if (path.length > longest.length) longest = path;
    if (anchorIds.has(top.id)) {
      complete.push(path);
      return;
    }
    for (const issuer of pool) {
      if (!mayHaveIssued(issuer, top) || path.some((certificate) => certificate.id === issuer.id)) continue;
      if (path.length >= MAX_PATH) tooDeep = true;
      if (path.length >= MAX_PATH || left <= 0 || complete.length >= MAX_CANDIDATES) return;
      left -= 1;
      if (await links(top, issuer)) await walk([...path, issuer], issuer);
    }
  }

  await walk([endEntity], endEntity);
  return { complete, longest, tooDeep };
}

function distinct(certificates: readonly ParsedCertificate[]): readonly ParsedCertificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.id, certificate])).values()];
}
