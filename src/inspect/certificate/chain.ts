import { fromHex } from "../../bytes/hex.ts";
import { DecodeError } from "../../bytes/reader.ts";
import { type ByteTree, leaves } from "../../bytes/tree.ts";
import { certificateFields } from "../../pki/fields.ts";
import type { CertificateArtifact, Recording } from "../../sim/recording.ts";
import { madeSoFar } from "../exists.ts";

/** No chain is longer: two certificates that name each other must not lead round and round. */
const LONGEST = 8;

/**
 * The certificates from this one to the last issuer known after `count` steps, as their names and key identifiers link
 * them. Whether the signatures fit is for a verdict to say. The last one is its own issuer, or its issuer is not known.
 */
export function chainOf(
  recording: Recording,
  count: number,
  first: CertificateArtifact,
): readonly CertificateArtifact[] {
  const known = madeSoFar(recording, count).filter((a) => a.kind === "certificate");
  const chain = [first];
  for (let last = first; chain.length < LONGEST && last.issuer !== last.subject; ) {
    const issuer = issuerOf(
      last,
      known.filter((candidate) => !chain.includes(candidate)),
    );
    if (issuer === null) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

function issuerOf(child: CertificateArtifact, known: readonly CertificateArtifact[]): CertificateArtifact | null {
  const named = known.filter((candidate) => candidate.subject === child.issuer);
  const wanted = identifier(child, "authorityKeyIdentifier");
  if (wanted === null) return named[0] ?? null;
  return named.find((candidate) => identifier(candidate, "subjectKeyIdentifier") === wanted) ?? null;
}

/** A key identifier out of the extension of that name (RFC 5280 §4.2.1.1 and §4.2.1.2); null where there is none. */
function identifier({ der }: CertificateArtifact, extension: string): string | null {
  const field = leaves(treeOf(der)).find(
    (leaf) => leaf.path.includes(`.${extension}.extnValue.`) && isIdentifier(leaf),
  );
  return field?.value ?? null;
}

function isIdentifier({ path }: ByteTree): boolean {
  return /\.(keyIdentifier|SubjectKeyIdentifier)\.value$/.test(path);
}

function treeOf(der: string): ByteTree {
  try {
    return certificateFields(fromHex(der));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { name: "", path: "", start: 0, end: 0, value: null, children: [] };
  }
}
