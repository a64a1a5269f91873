import type { ParsedCertificate } from "../../parse.ts";
import type { Finding } from "../finding.ts";
import { isSelfSigned, type Verify } from "../links.ts";

const SECTION = "RFC 5280 §6.1.3 (a)(1)";
const EXPECTED = "each certificate's signature verifies with its issuer's key";

/**
 * Does every certificate of the path carry its issuer's signature? The last one's issuer is itself, or not at hand:
 * then there is no key to verify with, and it is for the chain check to complain. A trust anchor is trusted, not
 * verified.
 */
export async function checkSignatures(
  path: readonly ParsedCertificate[],
  complete: boolean,
  verify: Verify,
): Promise<Finding> {
  const finding = { expected: EXPECTED, section: SECTION };
  let verified = 0;
  for (const [i, certificate] of path.entries()) {
    const issuer = path[i + 1] ?? (!complete && isSelfSigned(certificate) ? certificate : null);
    if (issuer === null) break;
    if (!(await verify(certificate, issuer))) {
      const found = `${certificate.label}: does not verify with the key of ${issuer.label}`;
      return { ...finding, reason: "tampered", found };
    }
    verified += 1;
  }
  return { ...finding, reason: null, found: verified === 0 ? nothing(complete) : `${verified} of ${verified} verify` };
}

function nothing(complete: boolean): string {
  return complete ? "a trust anchor: nothing to verify" : "the issuer's key is not at hand: nothing to verify with";
}
