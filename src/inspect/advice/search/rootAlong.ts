import type { ClientWord } from "../clientWords.ts";

/**
 * A server that sends its root along, from an authority that nobody here trusts: OpenSSL has words of their own for it
 * (error 19), which must not be taken for those of a certificate that signed itself (error 18). The measured chains
 * leave the root out; these were heard of `openssl s_server -cert_chain` with the root in the file.
 * Alerts and exit codes were not noted.
 */
export const ROOT_ALONG: readonly ClientWord[] = (
  [
    [
      "curl",
      "7.88.1, OpenSSL/3.0.19",
      "curl: (60) SSL certificate problem: self-signed certificate in certificate chain",
    ],
    ["Node tls", "20.20.2, OpenSSL 3.0.19", "Error: self-signed certificate in certificate chain"],
    ["Node tls", "20.20.2, OpenSSL 3.0.19", "code: 'SELF_SIGNED_CERT_IN_CHAIN'"],
    ["openssl s_client", "3.0.19", "verify error:num=19:self-signed certificate in certificate chain"],
    ["openssl s_client", "3.0.19", "Verify return code: 19 (self-signed certificate in certificate chain)"],
    [
      "Python ssl",
      "3.11.7, OpenSSL 3.0.19",
      "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)",
    ],
  ] as const
).map(([client, version, text]) => ({
  fault: "unknown-root",
  side: "client",
  by: "judge",
  setting: "usual",
  client,
  version,
  measured: "2026-11",
  accepted: false,
  text,
  alert: null,
  exitCode: null,
}));
