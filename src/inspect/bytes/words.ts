import { t } from "../../language/t.ts";

/**
 * What fields mean, in a sentence, by the end of their path: `certificate_list.length` goes before `length`.
 * Written once for the story protocol (story/messages.ts) and for DER (pki/fields.ts).
 */
const WORDS: Readonly<Record<string, string>> = {
  // The story protocol: framed as a TLS handshake message, RFC 8446 §4.
  Letter: t`A letter without an envelope: whoever passes it on can read it.`,
  KeyRequest: t`Asks the other side for its public key. It carries nothing else.`,
  PublicKey: t`A public key, for everybody to see. It says nothing about whose it is.`,
  SealedLetter: t`A letter encrypted to a public key: the private key alone opens it.`,
  SealedKey: t`A new symmetric key, encrypted to a public key. This is how TLS 1.2 and older could do it.`,
  Sealed: t`A message under a key that two ends share.`,
  ClientHalf: t`The client’s half of the key agreement, as a ClientHello carries it.`,
  ServerHalf: t`The server’s half, and what proves who gives it.`,
  ClientProof: t`The client’s certificate and its signature over this conversation.`,
  Goodbye: t`An alert: why one end breaks off.`,
  msg_type: t`What kind of message this is.`,
  body: t`The content of the message.`,
  "body.length": t`How many bytes the content has.`,
  length: t`How many bytes follow in this field.`,
  value: t`The content of the field.`,
  text: t`The words themselves, in UTF-8. Nothing hides them.`,
  server_name: t`Which server the client wants. Sent in the clear: every router can read it (RFC 6066 §3).`,
  group: t`The curve on which both ends agree on a key (NamedGroup, RFC 8446 §4.2.7).`,
  key_share: t`The public half of a key made for this conversation alone (RFC 8446 §4.2.8). Its private half is never sent.`,
  certificate_list: t`The sender’s certificate first, then those that lead from it towards a trust anchor (RFC 8446 §4.4.2).`,
  certificate: t`One certificate in DER. It is public: anybody may copy it.`,
  certificate_request: t`Whether the server asks the client for a certificate too (RFC 8446 §4.3.2).`,
  signature: t`Made with the private key over everything said so far: it fits this conversation and no other (RFC 8446 §4.4.3).`,
  subject_public_key_info: t`The public key, with the algorithm that it is for.`,
  nonce: t`A number used once with this key. It is no secret, but it must never come twice.`,
  ciphertext: t`What the letter became: without the key, noise.`,
  encrypted_text: t`The encrypted text: as long as the text, and without the key, noise.`,
  tag: t`The authentication tag: one changed bit anywhere, and it no longer fits (NIST SP 800-38D).`,
  alert: t`The reason, by its number in RFC 8446 §6.`,
  unreadable: t`These bytes are no message of this protocol.`,
  r: t`The first of the two numbers that an ECDSA signature is.`,
  s: t`The second of the two numbers that an ECDSA signature is.`,
  // The few lines of HTTP/1.1 that a challenge needs, RFC 9112, by the names that stand there.
  HttpRequest: t`A question in plain HTTP: whoever is on the way can read it, and can answer it.`,
  HttpResponse: t`An answer in plain HTTP: nothing in it shows who wrote it.`,
  "request-line": t`What is wanted (RFC 9112 §3).`,
  method: t`GET: give me what you have there.`,
  "request-target": t`Where it should be: under a path that is set aside for this, with the token as its name (RFC 8555 §8.3).`,
  "HTTP-version": t`The version of HTTP.`,
  "status-line": t`How it went (RFC 9112 §4).`,
  "status-code": t`200: here it is. 404: there is no such thing here (RFC 9110 §15).`,
  "reason-phrase": t`The same in words, for people.`,
  "field-line": t`One line of what else there is to say (RFC 9112 §5).`,
  "field-name": t`What the line is about.`,
  "field-value": t`What it says.`,
  SP: t`A space.`,
  colon: t`A colon and a space.`,
  CRLF: t`The end of the line.`,
  "end-of-head": t`An empty line: what follows is the content.`,
  "message-body": t`The content. Where the token is found: the token, a dot, and a hash of the key of the applicant’s account (RFC 8555 §8.1).`,
  // Requests for a certificate, PKCS #10.
  CertificationRequest: t`A wish: a name, a public key, and a signature. It is no certificate (RFC 2986 §4).`,
  certificationRequestInfo: t`What is asked for: the part that the applicant signed.`,
  "certificationRequestInfo.version": t`A 0 stands for version 1, the only one there is.`,
  "certificationRequestInfo.subject": t`For whom a certificate is asked. Only a claim: nothing in here shows that it is true.`,
  "certificationRequestInfo.subjectPublicKeyInfo": t`The public key that the certificate is to speak for.`,
  attributes: t`What else is wished for.`,
  extensionRequest: t`The extensions that the certificate should have (RFC 2985 §5.4.2).`,
  attrType: t`Which attribute this is.`,
  attrValues: t`What it says.`,
  "CertificationRequest.signature": t`Made with the private key that belongs to the public key above: whoever asks holds both. The name it can’t prove.`,
  // DER, X.690, and certificates, RFC 5280 §4.1.
  "DER.tag": t`The ASN.1 type of the field (X.690 §8.1.2).`,
  "DER.length": t`How many bytes the field has (X.690 §8.1.3).`,
  Certificate: t`Somebody’s name, their public key, and an authority’s signature over both. No private key is in it.`,
  tbsCertificate: t`The part that the issuer signed: everything that the certificate says.`,
  version: t`v3 is the version with extensions; others are not used any more.`,
  Version: t`Counted from 0: a 2 means v3.`,
  serialNumber: t`The issuer’s own number for this certificate.`,
  "tbsCertificate.signature": t`The algorithm of the signature, said inside the signed part so that nobody can swap it.`,
  issuer: t`Who signed it. Only a name: whether it is true, the signature must show.`,
  validity: t`From when to when the issuer vouches for it.`,
  notBefore: t`Before this moment it is not valid.`,
  notAfter: t`After this moment it is not valid.`,
  subject: t`Whom it is about.`,
  subjectPublicKeyInfo: t`The subject’s public key: the key that this certificate speaks for.`,
  SubjectPublicKeyInfo: t`A public key, with the algorithm that it is for (RFC 5280 §4.1.2.7).`,
  subjectPublicKey: t`The public key itself.`,
  "subjectPublicKey.key": t`The bytes of the public key.`,
  form: t`4 says: both coordinates follow in full (RFC 5480 §2.2).`,
  x: t`The first coordinate of the point on the curve that is the public key.`,
  y: t`The second coordinate.`,
  algorithm: t`Which algorithm, by its object identifier.`,
  parameters: t`What the algorithm needs to know besides: for elliptic curves, which curve.`,
  unusedBits: t`How many bits of the last byte are not used. For whole bytes: none.`,
  RSAPublicKey: t`An RSA public key: two numbers.`,
  modulus: t`The product of two large secret primes.`,
  publicExponent: t`The power to which a message is raised; nearly always 65537.`,
  extensions: t`What a certificate says beyond name, key and dates (RFC 5280 §4.2).`,
  Extensions: t`The list of extensions.`,
  Extension: t`One extension.`,
  extnID: t`Which extension this is.`,
  critical: t`TRUE: whoever does not understand this extension must refuse the certificate.`,
  extnValue: t`What the extension says.`,
  basicConstraints: t`Whether this certificate may sign other certificates.`,
  BasicConstraints: t`Whether this certificate may sign other certificates.`,
  cA: t`TRUE: it may sign certificates.`,
  pathLenConstraint: t`How many further authorities may stand below it.`,
  keyUsage: t`What the key may be used for.`,
  KeyUsage: t`What the key may be used for.`,
  extKeyUsage: t`For which role: a server’s (serverAuth), a client’s (clientAuth).`,
  ExtKeyUsageSyntax: t`The list of roles.`,
  KeyPurposeId: t`One role that the certificate is good for.`,
  subjectAltName: t`The names that it is good for. This is where a client looks, not in the subject (RFC 9525).`,
  SubjectAltName: t`The list of names.`,
  dNSName: t`A host’s name.`,
  iPAddress: t`An address instead of a name.`,
  subjectKeyIdentifier: t`A short name for the key inside: helps to find the issuer of others.`,
  SubjectKeyIdentifier: t`A short name for the key inside.`,
  authorityKeyIdentifier: t`The short name of the issuer’s key: helps to find the issuer.`,
  AuthorityKeyIdentifier: t`The short name of the issuer’s key.`,
  keyIdentifier: t`A hash of the key, as a hint. It proves nothing.`,
  signatureAlgorithm: t`How the issuer signed.`,
  signatureValue: t`The issuer’s signature over the signed part: what makes it more than a claim.`,
  "Ecdsa-Sig-Value": t`An ECDSA signature: two numbers.`,
  RelativeDistinguishedName: t`One part of the name.`,
  AttributeTypeAndValue: t`What kind of name, and the name.`,
  type: t`What kind of name this is.`,
};

const DER_ROOTS = new Set([t`Certificate`, "CertificationRequest", "SubjectPublicKeyInfo"]);

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
