import type { Finding } from "../finding.ts";

/** What is found where nobody gave a list of the revoked, or an answer about one certificate. */
export const NOT_ASKED: Finding = {
  reason: null,
  expected: "no certificate of the path revoked",
  found: "no CRL and no OCSP response at hand: nobody was asked",
  section: "RFC 5280 §6.3",
  nothing: true,
};
