import type { ParsedCertificate } from "../../parse.ts";
import type { Path } from "../build.ts";
import type { Finding } from "../finding.ts";
import { isSelfSigned, type Verify } from "../links.ts";

const SECTION = "RFC 5280 §6.1.3 (a)(1)";
const EXPECTED = "each certificate's signature verifies with its issuer's key";

/**
 * Does every certificate of the path carry its issuer's signature? The last one's issuer is itself, or not at hand:
 * then there is no key to verify with, and it is for the chain check to complain. A trust anchor is trusted, not
 * verified. All are verified at once.
 */
export async function checkSignatures(path: Path, complete: boolean, verify: Verify): Promise<Finding> {
  const links = path.flatMap((certificate, i) => {
    const issuer = path[i + 1] ?? (!complete && isSelfSigned(certificate) ? certificate : null);
    return issuer === null ? [] : [{ certificate, issuer, result: verify(certificate, issuer) }];
  });
  for (const { certificate, issuer, result } of links) {
    const came = await result;
    if (came !== "valid") return { ...whyNot(certificate, issuer, came), expected: EXPECTED, section: SECTION };
  }
  const found = links.length === 0 ? nothing(complete) : `${links.length} of ${links.length} verify`;
  return { reason: null, expected: EXPECTED, found, section: SECTION, nothing: links.length === 0 };
}

function whyNot(certificate: ParsedCertificate, issuer: ParsedCertificate, result: "invalid" | "unsupported") {
  if (result === "invalid") {
    const found = `${certificate.label}: does not verify with the key of ${issuer.label}`;
    return { reason: "tampered", found } as const;
  }
  const algorithm = certificate.signatureAlgorithm;
  const found = `${certificate.label}: signed with ${algorithm}, which can't be verified here with the key of ${issuer.label}`;
  return { reason: "unsupported-algorithm", found } as const;
}

function nothing(complete: boolean): string {
  return complete ? "a trust anchor: nothing to verify" : "the issuer's key is not at hand: nothing to verify with";
}
