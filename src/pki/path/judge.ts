import { certificateOrNull, type ParsedCertificate } from "../parse.ts";
import { type Evidence, readEvidence } from "../revocation/evidence.ts";
import type { Candidate, Check, CheckId, Profile, Purpose, Reason, SwitchId, Verdict } from "../verdict.ts";
import { type Found, type Material, type Path, searchPaths } from "./build.ts";
import { anchorNames, checkChain } from "./checks/chain.ts";
import { type Budget, checkConstraints, comparisons } from "./checks/constraints.ts";
import { checkDates } from "./checks/dates.ts";
import { checkForm } from "./checks/form.ts";
import { checkIssuers } from "./checks/issuers.ts";
import { checkName } from "./checks/name.ts";
import { ANY_TERMS, checkPolicies, type PolicyTerms } from "./checks/policies.ts";
import { checkRevoked, type Insistence } from "./checks/revocation.ts";
import { checkSignatures } from "./checks/signatures.ts";
import { checkStrength } from "./checks/strength.ts";
import { checkUsage } from "./checks/usage.ts";
import { conclude, reasonOf } from "./conclude.ts";
import { type Finding, idle, settle } from "./finding.ts";
import { MAX_PRESENTED } from "./limits.ts";
import { type Verify, verifier } from "./links.ts";

export type PathRequest = Readonly<{
  purpose: Purpose;
  /** The name that the peer is called by; null: any. */
  name: string | null;
  at: Date;
  /** As they came, DER, end-entity certificate first. */
  presented: readonly Uint8Array[];
  anchors: readonly Uint8Array[];
  /** Checks that do not count, and the switch that turned each off. */
  skip: ReadonlyMap<CheckId, SwitchId>;
  /** rfc5280 where it is left out. */
  profile?: Profile;
  /**
   * Is also refused what RFC 5280 forbids authorities to issue, although its own algorithm (§6) lets it pass (a missing
   * key identifier, a host name with an underscore)? The profile webpki always is that strict.
   */
  strict?: boolean;
  /**
   * Is DSA taken, with SHA-1 too: RFC 3279 §2.2.2 knows it in no other form? TLS 1.3 has none (RFC 8446 §4.2.3), so it
   * is not, where this is left out; the profile webpki never takes it.
   */
  dsa?: boolean;
  /** What is asked of the path's policies; nothing where it is left out. */
  policies?: PolicyTerms;
  /** CertificateLists, DER. Where there are some, every certificate below the trust anchor needs a good one. */
  crls?: readonly Uint8Array[];
  /** OCSPResponses, DER, as stapled (RFC 6960, RFC 8446 §4.4.2.1). */
  ocsp?: readonly Uint8Array[];
  /** Is nobody taken of whom no list, or no OCSP answer, says that they are good, even where none came at all? */
  insists?: Insistence;
}>;

/**
 * Validates a certification path (RFC 5280 §6) and the peer's name (RFC 9525), for a certificate of its own kind of
 * use. Every check is made and reported, whatever the others say, on every path that was found, or the longest part of
 * one. Whatever a peer presents makes a verdict, in bounded time; nothing is thrown for it. A check that is skipped
 * still says what it found, and why it would have failed. An end-entity certificate that can't be read is refused in
 * any case; others that can't be read are as if they had not come.
 */
export async function judgePath(request: PathRequest): Promise<Verdict> {
  const anchors = request.anchors.flatMap((der) => certificateOrNull(der) ?? []);
  const { presented } = request;
  const [first, ...others] = presented.length > MAX_PRESENTED ? [] : presented;
  const endEntity = first === undefined ? null : certificateOrNull(first);
  if (endEntity === null) return unreadable(request, anchors);
  const intermediates = others.flatMap((der) => certificateOrNull(der) ?? []);
  const material = { endEntity, intermediates, anchors, unreadable: others.length - intermediates.length };
  return judgeMaterial(request, material);
}

/** What all candidate paths of one judgement share. */
type Session = Readonly<{
  request: PathRequest;
  material: Material;
  evidence: Evidence;
  verify: Verify;
  budget: Budget;
}>;

/** What a client says to a stapled answer that won’t do (RFC 6066 §8, RFC 8446 §6.2). */
const STAPLED = "bad_certificate_status_response";

async function judgeMaterial(request: PathRequest, material: Material): Promise<Verdict> {
  const verify = verifier([...material.anchors, ...material.intermediates]);
  const evidence = readEvidence(request.crls, request.ocsp);
  const session = { request, material, evidence, verify, budget: comparisons() };
  const candidates: Candidate[] = [];
  const found = await searchPaths(material, request.at, verify, async (path) => {
    const candidate = await judgeOne(session, path, null);
    candidates.push(candidate);
    return candidate.reason === null;
  });
  if (candidates.length === 0) candidates.push(await judgeOne(session, found.longest, found));
  const best = candidates.reduce((a, b) => (failures(b) < failures(a) ? b : a));
  const verdict = conclude(request.purpose, best.complete ? best.path : [], best.checks, candidates);
  const isUnhelpful =
    verdict.reason === "revocation-unknown" && request.purpose === "server" && evidence.given.ocsp > 0;
  return isUnhelpful ? { ...verdict, alert: STAPLED } : verdict;
}

/** `dead`: what a search saw that led to no trust anchor; null: the path leads to one. */
async function judgeOne(session: Session, path: Path, dead: Found | null): Promise<Candidate> {
  const { request, material, evidence, verify, budget } = session;
  const { purpose, name, at, skip, profile = "rfc5280", policies = ANY_TERMS } = request;
  const complete = dead === null;
  const isWeb = profile === "webpki";
  const dsa = request.dsa === true && !isWeb;
  const named = name !== null && !skip.has("name");
  const terms = { purpose, profile, strict: request.strict === true || isWeb, named, dsa, complete };
  const others = [...material.intermediates, ...material.anchors];
  const settled = (id: CheckId, finding: Finding) => settle(id, finding, skip.get(id) ?? null);
  // Begun first: while signatures are verified elsewhere, the other checks are made here.
  const signatures = checkSignatures(path, complete, verify);
  const revocation = checkRevoked(path, {
    ...{ evidence, complete, others, at, verify, strict: terms.strict, dsa },
    insists: request.insists ?? {},
  });
  const made = [
    settled("chain", checkChain(path, dead, material)),
    settled("form", checkForm(path, terms)),
    settled("strength", checkStrength(path, terms)),
    settled("dates", checkDates(path, at)),
    settled("issuers", checkIssuers(path, terms)),
    settled("constraints", checkConstraints(path, budget)),
    settled("policies", checkPolicies(path, policies)),
    settled("name", checkName(material.endEntity, name, terms)),
    settled("usage", checkUsage(path, terms)),
  ];
  made.push(settled("signatures", await signatures), settled("revocation", await revocation));
  const checks = made.sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));
  return { path: path.map((certificate) => certificate.der), complete, checks, reason: reasonOf(checks) };
}

function failures({ checks }: Candidate): number {
  return checks.filter((check) => check.result === "failed").length;
}

/** The order in which checks are told, and in which the first that failed gives the reason. */
const ORDER: readonly CheckId[] = [
  "chain",
  "form",
  "signatures",
  "strength",
  "dates",
  "issuers",
  "constraints",
  "policies",
  "revocation",
  "name",
  "usage",
];

/** Nothing to judge: the chain check says so, and the others have nothing to look at. */
function unreadable({ purpose, presented }: PathRequest, anchors: readonly ParsedCertificate[]): Verdict {
  const none = presented.length === 0;
  const reason: Reason = none ? "no-certificate" : "malformed";
  const expected = none
    ? `a certificate from a trust anchor (${anchorNames(anchors)})`
    : `1 to ${MAX_PRESENTED} certificates in DER`;
  const tooMany = presented.length > MAX_PRESENTED;
  const found = none
    ? "no certificate"
    : tooMany
      ? `${presented.length} certificates`
      : `certificate 1 of ${presented.length} can't be read`;
  const section = none ? "RFC 8446 §4.4.2.4" : "RFC 5280 §4.1";
  const checks: readonly Check[] = [
    settle("chain", { reason, expected, found, section }, null),
    ...ORDER.slice(1).map((id) => idle(id, "a certificate to check", found, section)),
  ];
  return conclude(purpose, [], checks, []);
}
