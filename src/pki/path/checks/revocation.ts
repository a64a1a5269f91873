import type { ParsedCertificate } from "../../parse.ts";
import { checkRevocation } from "../../revocation/checkRevocation.ts";
import type { Evidence } from "../../revocation/evidence.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import type { Verify } from "../links.ts";

/** What is found where nobody gave a list of the revoked, or an answer about one certificate. */
const NOT_ASKED: Finding = {
  reason: null,
  expected: "no certificate of the path revoked",
  found: "no CRL and no OCSP response at hand: nobody was asked",
  section: "RFC 5280 §6.3",
  nothing: true,
};

/** Of what there must be some: lists, or an answer about the end-entity certificate. */
export type Insistence = Readonly<{ lists?: boolean; answer?: boolean }>;

export type RevocationTerms = Readonly<{
  evidence: Evidence;
  /** Does the path lead to a trust anchor? Whom to believe is not known otherwise. */
  complete: boolean;
  /** All that came with the end-entity certificate. */
  others: readonly ParsedCertificate[];
  at: Date;
  verify: Verify;
  /** Do lists without a number, which no authority may issue (RFC 5280 §5.2.3), say nothing? */
  strict: boolean;
  /** May they be signed with DSA? */
  dsa: boolean;
  insists: Insistence;
}>;

/** Was a certificate of the path revoked (RFC 5280 §6.3, RFC 6960 §3.2), as far as lists and answers were given? */
export async function checkRevoked(path: Path, terms: RevocationTerms): Promise<Finding> {
  const { evidence, complete, others, at, verify, strict, dsa, insists } = terms;
  // Who insists asks, whether anything came or not.
  const given = {
    crls: Math.max(evidence.given.crls, insists.lists === true ? 1 : 0),
    ocsp: Math.max(evidence.given.ocsp, insists.answer === true ? 1 : 0),
  };
  if (given.crls + given.ocsp === 0) return NOT_ASKED;
  if (!complete) return { ...NOT_ASKED, found: "no path to a trust anchor, whose word would count" };
  const crls = strict ? evidence.crls.filter((list) => list.number !== null) : evidence.crls;
  return checkRevocation({ ...evidence, given, crls, path, intermediates: others, at, verify, dsa });
}
