/**
 * What fields mean, in a sentence, by the end of their path: `certificate_list.length` goes before `length`.
 * Written once for the story protocol (story/messages.ts) and for DER (pki/fields.ts).
 */
const WORDS: Readonly<Record<string, string>> = {
  // The story protocol: framed as a TLS handshake message, RFC 8446 §4.
  Letter: "A letter without an envelope: whoever passes it on can read it.",
  KeyRequest: "Asks the other side for its public key. It carries nothing else.",
  PublicKey: "A public key, for everybody to see. It says nothing about whose it is.",
  SealedLetter: "A letter encrypted to a public key: the private key alone opens it.",
  SealedKey: "A new symmetric key, encrypted to a public key. This is how TLS 1.2 and older could do it.",
  Sealed: "A message under a key that two ends share.",
  ClientHalf: "The client’s half of the key agreement, as a ClientHello carries it.",
  ServerHalf: "The server’s half, and what proves who gives it.",
  ClientProof: "The client’s certificate and its signature over this conversation.",
  Goodbye: "An alert: why one end breaks off.",
  msg_type: "What kind of message this is.",
  body: "The content of the message.",
  "body.length": "How many bytes the content has.",
  length: "How many bytes follow in this field.",
  value: "The content of the field.",
  text: "The words themselves, in UTF-8. Nothing hides them.",
  server_name: "Which server the client wants. Sent in the clear: every router can read it (RFC 6066 §3).",
  group: "The curve on which both ends agree on a key (NamedGroup, RFC 8446 §4.2.7).",
  key_share:
    "The public half of a key made for this conversation alone (RFC 8446 §4.2.8). Its private half is never sent.",
  certificate_list:
    "The sender’s certificate first, then those that lead from it towards a trust anchor (RFC 8446 §4.4.2).",
  certificate: "One certificate in DER. It is public: anybody may copy it.",
  certificate_request: "Whether the server asks the client for a certificate too (RFC 8446 §4.3.2).",
  signature:
    "Made with the private key over everything said so far: it fits this conversation and no other (RFC 8446 §4.4.3).",
  subject_public_key_info: "The public key, with the algorithm that it is for.",
  nonce: "A number used once with this key. It is no secret, but it must never come twice.",
  ciphertext: "What the letter became: without the key, noise.",
  encrypted_text: "The encrypted text: as long as the text, and without the key, noise.",
  tag: "The authentication tag: one changed bit anywhere, and it no longer fits (NIST SP 800-38D).",
  alert: "The reason, by its number in RFC 8446 §6.",
  unreadable: "These bytes are no message of this protocol.",
  r: "The first of the two numbers that an ECDSA signature is.",
  s: "The second of the two numbers that an ECDSA signature is.",
  // The few lines of HTTP/1.1 that a challenge needs, RFC 9112, by the names that stand there.
  HttpRequest: "A question in plain HTTP: whoever is on the way can read it, and can answer it.",
  HttpResponse: "An answer in plain HTTP: nothing in it shows who wrote it.",
  "request-line": "What is wanted (RFC 9112 §3).",
  method: "GET: give me what you have there.",
  "request-target":
    "Where it should be: under a path that is set aside for this, with the token as its name (RFC 8555 §8.3).",
  "HTTP-version": "The version of HTTP.",
  "status-line": "How it went (RFC 9112 §4).",
  "status-code": "200: here it is. 404: there is no such thing here (RFC 9110 §15).",
  "reason-phrase": "The same in words, for people.",
  "field-line": "One line of what else there is to say (RFC 9112 §5).",
  "field-name": "What the line is about.",
  "field-value": "What it says.",
  SP: "A space.",
  colon: "A colon and a space.",
  CRLF: "The end of the line.",
  "end-of-head": "An empty line: what follows is the content.",
  "message-body":
    "The content. Where the token is found: the token, a dot, and a hash of the key of the applicant’s account (RFC 8555 §8.1).",
  // Requests for a certificate, PKCS #10.
  CertificationRequest: "A wish: a name, a public key, and a signature. It is no certificate (RFC 2986 §4).",
  certificationRequestInfo: "What is asked for: the part that the applicant signed.",
  "certificationRequestInfo.version": "A 0 stands for version 1, the only one there is.",
  "certificationRequestInfo.subject":
    "For whom a certificate is asked. Only a claim: nothing in here shows that it is true.",
  "certificationRequestInfo.subjectPublicKeyInfo": "The public key that the certificate is to speak for.",
  attributes: "What else is wished for.",
  extensionRequest: "The extensions that the certificate should have (RFC 2985 §5.4.2).",
  attrType: "Which attribute this is.",
  attrValues: "What it says.",
  "CertificationRequest.signature":
    "Made with the private key that belongs to the public key above: whoever asks holds both. The name it can’t prove.",
  // DER, X.690, and certificates, RFC 5280 §4.1.
  "DER.tag": "The ASN.1 type of the field (X.690 §8.1.2).",
  "DER.length": "How many bytes the field has (X.690 §8.1.3).",
  Certificate: "Somebody’s name, their public key, and an authority’s signature over both. No private key is in it.",
  tbsCertificate: "The part that the issuer signed: everything that the certificate says.",
  version: "v3 is the version with extensions; others are not used any more.",
  Version: "Counted from 0: a 2 means v3.",
  serialNumber: "The issuer’s own number for this certificate.",
  "tbsCertificate.signature": "The algorithm of the signature, said inside the signed part so that nobody can swap it.",
  issuer: "Who signed it. Only a name: whether it is true, the signature must show.",
  validity: "From when to when the issuer vouches for it.",
  notBefore: "Before this moment it is not valid.",
  notAfter: "After this moment it is not valid.",
  subject: "Whom it is about.",
  subjectPublicKeyInfo: "The subject’s public key: the key that this certificate speaks for.",
  SubjectPublicKeyInfo: "A public key, with the algorithm that it is for (RFC 5280 §4.1.2.7).",
  subjectPublicKey: "The public key itself.",
  "subjectPublicKey.key": "The bytes of the public key.",
  form: "4 says: both coordinates follow in full (RFC 5480 §2.2).",
  x: "The first coordinate of the point on the curve that is the public key.",
  y: "The second coordinate.",
  algorithm: "Which algorithm, by its object identifier.",
  parameters: "What the algorithm needs to know besides: for elliptic curves, which curve.",
  unusedBits: "How many bits of the last byte are not used. For whole bytes: none.",
  RSAPublicKey: "An RSA public key: two numbers.",
  modulus: "The product of two large secret primes.",
  publicExponent: "The power to which a message is raised; nearly always 65537.",
  extensions: "What a certificate says beyond name, key and dates (RFC 5280 §4.2).",
  Extensions: "The list of extensions.",
  Extension: "One extension.",
  extnID: "Which extension this is.",
  critical: "TRUE: whoever does not understand this extension must refuse the certificate.",
  extnValue: "What the extension says.",
  basicConstraints: "Whether this certificate may sign other certificates.",
  BasicConstraints: "Whether this certificate may sign other certificates.",
  cA: "TRUE: it may sign certificates.",
  pathLenConstraint: "How many further authorities may stand below it.",
  keyUsage: "What the key may be used for.",
  KeyUsage: "What the key may be used for.",
  extKeyUsage: "For which role: a server’s (serverAuth), a client’s (clientAuth).",
  ExtKeyUsageSyntax: "The list of roles.",
  KeyPurposeId: "One role that the certificate is good for.",
  subjectAltName: "The names that it is good for. This is where a client looks, not in the subject (RFC 9525).",
  SubjectAltName: "The list of names.",
  dNSName: "A host’s name.",
  iPAddress: "An address instead of a name.",
  subjectKeyIdentifier: "A short name for the key inside: helps to find the issuer of others.",
  SubjectKeyIdentifier: "A short name for the key inside.",
  authorityKeyIdentifier: "The short name of the issuer’s key: helps to find the issuer.",
  AuthorityKeyIdentifier: "The short name of the issuer’s key.",
  keyIdentifier: "A hash of the key, as a hint. It proves nothing.",
  signatureAlgorithm: "How the issuer signed.",
  signatureValue: "The issuer’s signature over the signed part: what makes it more than a claim.",
  "Ecdsa-Sig-Value": "An ECDSA signature: two numbers.",
  RelativeDistinguishedName: "One part of the name.",
  AttributeTypeAndValue: "What kind of name, and the name.",
  type: "What kind of name this is.",
};

const DER_ROOTS = new Set(["Certificate", "CertificationRequest", "SubjectPublicKeyInfo"]);

/** A sentence about the field at a path; null where there is nothing to say beyond its name. */
export function fieldWords(path: string): string | null {
  const names = path.split(".");
  const name = names.at(-1) ?? "";
  const inDer = names.some((n) => DER_ROOTS.has(n));
  if (inDer && (name === "tag" || name === "length")) return WORDS[`DER.${name}`] ?? null;
  const isIssuers = !names.includes("tbsCertificate") && !names.includes("CertificationRequest");
  if (inDer && name === "signature" && isIssuers) return WORDS.signatureValue ?? null;
  for (let from = 0; from < names.length; from++) {
    const words = WORDS[names.slice(from).join(".")];
    if (words !== undefined) return words;
  }
  return null;
}
