import { CertificateError, type ParsedCertificate, parseCertificate } from "../parse.ts";
import type { Check, CheckId, Purpose, Reason, SwitchId, Verdict } from "../verdict.ts";
import { buildPaths, type Found, type Material } from "./build.ts";
import { anchorNames, checkChain } from "./checks/chain.ts";
import { checkDates } from "./checks/dates.ts";
import { checkName } from "./checks/name.ts";
import { checkSignatures } from "./checks/signatures.ts";
import { checkUsage } from "./checks/usage.ts";
import { conclude } from "./conclude.ts";
import { idle, settle } from "./finding.ts";
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
}>;

/**
 * Validates a certification path (RFC 5280 §6) and the peer's name (RFC 9525), for a certificate of its own kind of
 * use. Every check is made and reported, whatever the others say, on the path that was found or the longest part of
 * one. Whatever a peer presents makes a verdict, in bounded time; nothing is thrown for it. A check that is skipped
 * still says what it found, and why it would have failed. Certificates that can't be read are refused in any case.
 */
export async function judgePath(request: PathRequest): Promise<Verdict> {
  const anchors = request.anchors.flatMap((der) => readOrNull(der) ?? []);
  const presented = readPresented(request.presented);
  const [endEntity, ...intermediates] = presented.certificates;
  if (endEntity === undefined) return unreadable(request, anchors, presented);
  const verify = verifier();
  const material = { endEntity, intermediates, anchors };
  const found = await buildPaths(material, verify);
  const paths = found.complete.length > 0 ? found.complete : [found.longest];
  const verdicts: Verdict[] = [];
  for (const path of paths) {
    const verdict = await judgeOne(request, material, found, path, verify);
    if (verdict.accepted) return verdict;
    verdicts.push(verdict);
  }
  // Where no path holds, the first speaks: it is the one that the search found most likely.
  return verdicts[0] ?? unreadable(request, anchors, presented);
}

async function judgeOne(
  { purpose, name, at, skip }: PathRequest,
  material: Material,
  found: Found,
  path: readonly ParsedCertificate[],
  verify: Verify,
): Promise<Verdict> {
  const complete = found.complete.includes(path);
  const settled = (id: CheckId, finding: Parameters<typeof settle>[1]) => settle(id, finding, skip.get(id) ?? null);
  const checks = [
    settled("chain", checkChain(path, found, material)),
    settled("signatures", await checkSignatures(path, complete, verify)),
    settled("dates", checkDates(path, at)),
    settled("name", checkName(material.endEntity, name, purpose)),
    settled("usage", checkUsage(path, purpose)),
  ];
  return conclude(purpose, complete ? path.map((certificate) => certificate.der) : [], checks);
}

type Presented = Readonly<{ certificates: readonly ParsedCertificate[]; reason: Reason; found: string }>;

function readPresented(presented: readonly Uint8Array[]): Presented {
  const nothing = { certificates: [], reason: "malformed" } as const;
  if (presented.length === 0) return { ...nothing, reason: "no-certificate", found: "no certificate" };
  if (presented.length > MAX_PRESENTED) return { ...nothing, found: `${presented.length} certificates` };
  const certificates: ParsedCertificate[] = [];
  for (const [i, der] of presented.entries()) {
    const certificate = readOrNull(der);
    if (certificate === null) return { ...nothing, found: `certificate ${i + 1} of ${presented.length} can't be read` };
    certificates.push(certificate);
  }
  return { certificates, reason: "malformed", found: "" };
}

function readOrNull(der: Uint8Array): ParsedCertificate | null {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (error instanceof CertificateError) return null;
    throw error;
  }
}

/** Nothing to judge: the chain check says so, and the others have nothing to look at. */
function unreadable(request: PathRequest, anchors: readonly ParsedCertificate[], presented: Presented): Verdict {
  const { reason, found } = presented;
  const none = reason === "no-certificate";
  const expected = none
    ? `a certificate from a trust anchor (${anchorNames(anchors)})`
    : `1 to ${MAX_PRESENTED} certificates in DER`;
  const section = none ? "RFC 8446 §4.4.2.4" : "RFC 5280 §4.1";
  const others: readonly CheckId[] = ["signatures", "dates", "name", "usage"];
  const checks: readonly Check[] = [
    settle("chain", { reason, expected, found, section }, null),
    ...others.map((id) => idle(id, "a certificate to check", found, section)),
  ];
  return conclude(request.purpose, [], checks);
}
