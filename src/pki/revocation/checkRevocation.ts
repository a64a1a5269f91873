import type { ParsedCertificate } from "../parse.ts";
import type { Finding } from "../path/finding.ts";
import type { Verify } from "../path/links.ts";
import { several } from "../visible.ts";
import { statusByAnswers } from "./answers.ts";
import type { ParsedCrl } from "./crl.ts";
import { statusByLists, statusText } from "./lists.ts";
import type { ParsedOcsp } from "./ocsp.ts";
import type { Material, Status } from "./status.ts";

export type RevocationRequest = Readonly<{
  /** End-entity certificate first, trust anchor last. */
  path: readonly ParsedCertificate[];
  crls: readonly ParsedCrl[];
  /** About the end-entity certificate, as stapled (RFC 8446 §4.4.2.1). */
  ocsp: readonly ParsedOcsp[];
  /** How many were given, those that can't be read included: who was given lists asks for them. Left out: as many. */
  given?: Readonly<{ crls: number; ocsp: number }>;
  /** Other certificates at hand: signers of lists and answers have some of their own. */
  intermediates: readonly ParsedCertificate[];
  at: Date;
  verify: Verify;
}>;

type Asked = Readonly<{ crls: boolean; ocsp: boolean }>;

/** Certificates of signers of lists that are asked about, for one certificate of the path. */
const MAX_ASKED = 32;
const SECTION = "RFC 5280 §6.3";

/**
 * Was a certificate of the path revoked (RFC 5280 §6.3, RFC 6960 §3.2)? Where lists are given, every certificate below
 * the trust anchor needs good ones, the end-entity certificate these or a good OCSP answer; where only answers are
 * given, the end-entity certificate needs a good one. Who is revoked by anybody who counts, is revoked: the certificate
 * nearest to the end entity speaks. `reason` is null, "revoked" or "revocation-unknown".
 */
export async function checkRevocation(request: RevocationRequest): Promise<Finding> {
  const { path, given = { crls: request.crls.length, ocsp: request.ocsp.length } } = request;
  const asked = { crls: given.crls > 0, ocsp: given.ocsp > 0 };
  const expected = expectation(asked);
  if (path.length < 2 || (!asked.crls && !asked.ocsp)) {
    return { reason: null, expected, found: "nobody was asked", section: SECTION, nothing: true };
  }
  const whose = path.slice(0, asked.crls ? -1 : 1);
  const statuses: (readonly [ParsedCertificate, Status])[] = [];
  for (const [i, certificate] of whose.entries()) {
    statuses.push([certificate, await statusOf(certificate, path[i + 1], i === 0, request, asked)]);
  }
  const worst =
    statuses.find(([, { kind }]) => kind === "revoked") ?? statuses.find(([, { kind }]) => kind === "unknown");
  if (worst === undefined) {
    const found = several(statuses.map(([certificate, status]) => statusText(certificate, status)));
    return { reason: null, expected, found, section: SECTION };
  }
  const [certificate, status] = worst;
  const section = status.kind === "good" ? SECTION : status.section;
  const reason = status.kind === "revoked" ? "revoked" : "revocation-unknown";
  return { reason, expected, found: statusText(certificate, status), section };
}

function expectation({ crls, ocsp }: Asked): string {
  const answer = "a good OCSP answer about the end-entity certificate";
  if (!crls) return ocsp ? answer : "nothing: neither lists nor answers were given";
  return `good lists for every certificate below the trust anchor${ocsp ? `, or ${answer}` : ""}`;
}

async function statusOf(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate | undefined,
  isEndEntity: boolean,
  request: RevocationRequest,
  asked: Asked,
): Promise<Status> {
  const { path, crls, ocsp, intermediates, at, verify } = request;
  const material: Material = {
    path,
    others: ordered(intermediates),
    crls,
    at,
    verify,
    busy: new Set([certificate.id]),
    budget: { left: MAX_ASKED },
  };
  const isAnswered = isEndEntity && asked.ocsp && issuer !== undefined;
  const byAnswers = isAnswered ? await statusByAnswers(certificate, issuer, ocsp, material) : null;
  if (byAnswers !== null && (byAnswers.kind === "revoked" || !asked.crls)) return byAnswers;
  const byLists = await statusByLists(certificate, material);
  return byLists.kind === "unknown" && byAnswers?.kind === "good" ? byAnswers : byLists;
}

/** The order in which certificates came makes no difference. */
function ordered(certificates: readonly ParsedCertificate[]): readonly ParsedCertificate[] {
  return certificates.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
