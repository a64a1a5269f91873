/** Errors that are heard beside those of certificates, and that their words would be mistaken for. */

type OtherError = Readonly<{ words: RegExp; says: string }>;

const OTHERS: readonly OtherError[] = [
  {
    words: /\b400 the ssl certificate error\b|^\W*the ssl certificate error\W*$/im,
    says: "nginx answers so for every fault of a client's certificate. Its error log at level `info` says which one it is: *client SSL certificate verify error: (number: words)*. Paste that line.",
  },
  {
    words: /alert:? bad[ _]certificate|tls: bad certificate/i,
    says: "The *other* side refuses the certificate that it was shown, and this alert says no more than that: its log says why. Go sends it for whatever is wrong with a client's certificate.",
  },
  {
    words: /unable to get certificate crl|\bcrl has expired\b|\bcrl is not yet valid\b/i,
    says: "Whoever looks was told to look for revocation, and lacks a list or has one that ran out. *Every* authority of the chain needs its own list in the file of `ssl_crl` (openssl: `-CRLfile`), a current one: `openssl crl -in crl.pem -noout -issuer -nextupdate`.",
  },
  {
    words: /certificate chain too long/i,
    says: "The chain is longer than whoever looks will follow: in nginx, `ssl_verify_depth` (1 unless you raise it), in Apache `SSLVerifyDepth`. Nothing is wrong with the certificates.",
  },
  {
    words: /wrong version number|plain http request was sent to https port|first record does not look like a tls/i,
    says: "One side speaks TLS here and the other does not: a wrong port, `http` in the place of `https` or the other way round, a proxy, or a protocol that starts in the clear (`openssl s_client -starttls`). It never came to certificates.",
  },
  {
    words:
      /alert protocol[ _]version|unsupported protocol|no protocols available|no shared cipher|err_ssl_version_or_cipher_mismatch|no cipher suites in common|alert:? handshake[ _]failure/i,
    says: "The two found no version of TLS, no cipher suite or no signature algorithm that both of them take: compare `ssl_protocols` and `ssl_ciphers` with what the client offers. Mostly it never came to certificates.",
  },
  {
    words: /no start line|could not read certificate from|unable to load certificate/i,
    says: "That file holds no certificate in PEM: a private key or a request in its place, DER (`openssl x509 -inform DER`), an empty file, or one that may not be read. `head -1` shows what it begins with.",
  },
];

/** What an error is that is none of a certificate's own; null: none of these. Looks at the first 64 KiB. */
export function otherError(text: string): string | null {
  const start = text.slice(0, 64 * 1024);
  return OTHERS.find(({ words }) => words.test(start))?.says ?? null;
}
