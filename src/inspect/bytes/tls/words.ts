import { t } from "../../../language/t.ts";
import { fieldWords as derWords } from "../words.ts";

/** Where it stands. */
type Section = `RFC ${number} §${string}`;
/** What a field means, in a sentence or two, and where it stands. */
export type FieldMeaning = Readonly<{ means: string; section: Section }>;

function field(means: string, section: Section): FieldMeaning {
  return { means, section };
}

const LENGTH = t`How many bytes follow in this field.`;

/** By the end of the path: `client_shares.length` goes before `length`. Names are spelt as in the RFCs. */
export const TLS_FIELDS: Readonly<Record<string, FieldMeaning>> = {
  // The record layer.
  records: field(t`Records, one behind the other: TCP carries them as one stream of bytes.`, "RFC 8446 §5.1"),
  TLSPlaintext: field(t`A record that is not protected: there are no keys yet.`, "RFC 8446 §5.1"),
  "TLSPlaintext.type": field(
    t`What the record carries: handshake, alert, or the dummy change_cipher_spec.`,
    "RFC 8446 §5.1",
  ),
  legacy_record_version: field(
    t`Means nothing any more. It says TLS 1.2 (in a first ClientHello TLS 1.0), because old machines on the way dislike what they don’t know.`,
    "RFC 8446 §5.1",
  ),
  "TLSPlaintext.length": field(t`How many bytes of fragment follow.`, "RFC 8446 §5.1"),
  fragment: field(t`What the record carries, open to everybody on the way.`, "RFC 8446 §5.1"),
  TLSCiphertext: field(
    t`A protected record. Of this, only the five bytes of the header can be read on the way.`,
    "RFC 8446 §5.2",
  ),
  opaque_type: field(t`Always application_data: what it really is stands inside, under the lock.`, "RFC 8446 §5.2"),
  "TLSCiphertext.length": field(t`How long the protected part is. This much every router sees.`, "RFC 8446 §5.2"),
  encrypted_record: field(t`The content, its type and padding, encrypted; and the tag behind it.`, "RFC 8446 §5.2"),
  ciphertext: field(t`What the content became: as long as it, and without the key, noise.`, "RFC 8446 §5.2"),
  tag: field(
    t`Fits these bytes, this header, this record number and this key alone. One changed bit, and the record does not open.`,
    "RFC 8446 §5.2",
  ),
  TLSInnerPlaintext: field(t`What was inside the lock.`, "RFC 8446 §5.2"),
  "TLSInnerPlaintext.content": field(t`The content itself.`, "RFC 8446 §5.2"),
  "TLSInnerPlaintext.type": field(
    t`What the content really is. It stands inside, where nobody on the way can read it.`,
    "RFC 8446 §5.2",
  ),
  zeros: field(t`Padding: zero bytes that hide how long the content is.`, "RFC 8446 §5.4"),
  change_cipher_spec: field(
    t`A single 1 that means nothing in TLS 1.3. It makes the conversation look like one of TLS 1.2 to old machines on the way.`,
    "RFC 8446 §D.4",
  ),
  application_data: field(t`What the application says. TLS does not look into it.`, "RFC 8446 §5.1"),
  Alert: field(t`An alert: the end of the conversation, or of one direction of it.`, "RFC 8446 §6"),
  "Alert.level": field(t`Warning or fatal. In TLS 1.3 the description decides, whatever is said here.`, "RFC 8446 §6"),
  "Alert.description": field(t`Why.`, "RFC 8446 §6"),
  // Handshake messages.
  msg_type: field(t`Which handshake message this is.`, "RFC 8446 §4"),
  "ClientHello.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "ServerHello.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "HelloRetryRequest.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "EncryptedExtensions.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "CertificateRequest.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "Certificate.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "CertificateVerify.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "Finished.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "NewSessionTicket.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  "KeyUpdate.length": field(t`How long the message is, without these first four bytes.`, "RFC 8446 §4"),
  length: field(LENGTH, "RFC 8446 §3.4"),
  value: field(t`The content of the field.`, "RFC 8446 §3.4"),
  ClientHello: field(
    t`The client begins: what it can do, which server it wants, and its half of a key.`,
    "RFC 8446 §4.1.2",
  ),
  ServerHello: field(
    t`The server chooses, and gives its half. The last message that is not protected.`,
    "RFC 8446 §4.1.3",
  ),
  HelloRetryRequest: field(t`The server wants another ClientHello, with a half of another group.`, "RFC 8446 §4.1.4"),
  legacy_version: field(
    t`Says TLS 1.2, for old servers’ sake. The real version stands in supported_versions.`,
    "RFC 8446 §4.1.2",
  ),
  "ServerHello.legacy_version": field(
    t`Says TLS 1.2, for old machines’ sake. The real version stands in supported_versions.`,
    "RFC 8446 §4.1.3",
  ),
  "ClientHello.random": field(t`32 random bytes: they make this conversation unlike any other.`, "RFC 8446 §4.1.2"),
  "HelloRetryRequest.random": field(
    t`Not random: the SHA-256 of “HelloRetryRequest”. By it one tells this message from a ServerHello.`,
    "RFC 8446 §4.1.3",
  ),
  "ServerHello.random": field(t`The server’s 32 random bytes.`, "RFC 8446 §4.1.3"),
  legacy_session_id: field(
    t`Means nothing in TLS 1.3; not empty, so that the conversation looks like one of TLS 1.2.`,
    "RFC 8446 §4.1.2",
  ),
  legacy_session_id_echo: field(t`The client’s, sent back.`, "RFC 8446 §4.1.3"),
  cipher_suites: field(t`The cipher suites that the client can use, the best liked first.`, "RFC 8446 §4.1.2"),
  CipherSuite: field(t`One of them: how records are sealed, and with which hash secrets are made.`, "RFC 8446 §B.4"),
  cipher_suite: field(t`The one that the server chose.`, "RFC 8446 §4.1.3"),
  legacy_compression_methods: field(t`One zero: no compression. TLS 1.3 has none.`, "RFC 8446 §4.1.2"),
  legacy_compression_method: field(t`Zero: no compression.`, "RFC 8446 §4.1.3"),
  extensions: field(t`Everything else that the two have to say, each under its number.`, "RFC 8446 §4.2"),
  extension_type: field(t`Which extension this is.`, "RFC 8446 §4.2"),
  server_name: field(
    t`Which server the client wants. It lies open: every router on the way can read it.`,
    "RFC 6066 §3",
  ),
  server_name_list: field(t`A list that holds one name.`, "RFC 6066 §3"),
  name_type: field(t`0: a host name. There is no other kind.`, "RFC 6066 §3"),
  host_name: field(t`The server’s name, as it stands in the address.`, "RFC 6066 §3"),
  status_request: field(
    t`The client would like the authority’s word, dated and signed, on whether the certificate was revoked.`,
    "RFC 6066 §8",
  ),
  "CertificateEntry.extensions.status_request": field(
    t`The answer, stapled to the certificate by whoever shows it. The authority itself is not asked now.`,
    "RFC 8446 §4.4.2.1",
  ),
  status_type: field(t`1: an OCSP response. There is no other kind in use.`, "RFC 6066 §8"),
  responder_id_list: field(t`Whose answers would do. Empty: anybody’s whom the client can check.`, "RFC 6066 §8"),
  ResponderID: field(t`One of them.`, "RFC 6066 §8"),
  request_extensions: field(t`What else there is to ask. Empty: nothing.`, "RFC 6066 §8"),
  OCSPResponse: field(t`What the authority said of this certificate, with its signature, in DER.`, "RFC 6066 §8"),
  "OCSPResponse.value": field(
    t`Whose status it is, what it is (good, revoked), since when and until when that counts; all signed.`,
    "RFC 6960 §4.2.1",
  ),
  supported_groups: field(t`The curves and groups on which the client can agree on a key.`, "RFC 8446 §4.2.7"),
  named_group_list: field(t`The groups, the best liked first.`, "RFC 8446 §4.2.7"),
  NamedGroup: field(t`One group.`, "RFC 8446 §4.2.7"),
  signature_algorithms: field(t`Which signatures this end can check in CertificateVerify.`, "RFC 8446 §4.2.3"),
  signature_algorithms_cert: field(t`Which signatures this end can check in certificates.`, "RFC 8446 §4.2.3"),
  supported_signature_algorithms: field(t`The algorithms, the best liked first.`, "RFC 8446 §4.2.3"),
  SignatureScheme: field(t`One algorithm, with its hash.`, "RFC 8446 §4.2.3"),
  supported_versions: field(t`Where the real version is said: TLS 1.3.`, "RFC 8446 §4.2.1"),
  versions: field(t`The versions that the client can speak.`, "RFC 8446 §4.2.1"),
  ProtocolVersion: field(t`One version: 0x0304 is TLS 1.3.`, "RFC 8446 §4.2.1"),
  selected_version: field(t`The version that is spoken.`, "RFC 8446 §4.2.1"),
  psk_key_exchange_modes: field(
    t`How the client would resume a session, should the server give it a ticket.`,
    "RFC 8446 §4.2.9",
  ),
  ke_modes: field(t`The ways of resuming that it can use.`, "RFC 8446 §4.2.9"),
  PskKeyExchangeMode: field(
    t`psk_dhe_ke: with fresh halves all the same, so that old recordings stay shut.`,
    "RFC 8446 §4.2.9",
  ),
  key_share: field(
    t`The public half of a key made for this conversation alone. The private half is never sent.`,
    "RFC 8446 §4.2.8",
  ),
  client_shares: field(t`The client’s halves: it guesses which group the server will take.`, "RFC 8446 §4.2.8"),
  server_share: field(t`The server’s half, of the group that both know.`, "RFC 8446 §4.2.8"),
  KeyShareEntry: field(t`One half, and the group that it is of.`, "RFC 8446 §4.2.8"),
  group: field(t`The group that the half is of.`, "RFC 8446 §4.2.8"),
  key_exchange: field(t`The half itself.`, "RFC 8446 §4.2.8"),
  selected_group: field(t`The group that the next ClientHello is to bring a half of.`, "RFC 8446 §4.2.8"),
  cookie: field(
    t`To be brought back as it is: it shows that the client receives what is sent to its address.`,
    "RFC 8446 §4.2.2",
  ),
  "cookie.cookie": field(t`The cookie itself: it means nothing to anybody but the server.`, "RFC 8446 §4.2.2"),
  pre_shared_key: field(
    t`The ticket of an earlier conversation. It stands last, because the binder covers all before it.`,
    "RFC 8446 §4.2.11",
  ),
  identities: field(t`The tickets that are shown.`, "RFC 8446 §4.2.11"),
  PskIdentity: field(t`One ticket, and how old it is.`, "RFC 8446 §4.2.11"),
  identity: field(t`The ticket as it came. Only the server knows what it stands for.`, "RFC 8446 §4.2.11"),
  obfuscated_ticket_age: field(
    t`How many milliseconds ago the ticket came, plus ticket_age_add, so that nobody on the way can tell.`,
    "RFC 8446 §4.2.11.1",
  ),
  binders: field(t`A checksum for each ticket.`, "RFC 8446 §4.2.11.2"),
  PskBinderEntry: field(
    t`An HMAC over this hello up to here, under a key made of the secret that was kept: who only saw the ticket can’t make it.`,
    "RFC 8446 §4.2.11.2",
  ),
  selected_identity: field(t`Which of the tickets the server takes, counted from 0.`, "RFC 8446 §4.2.11"),
  early_data: field(
    t`In ClientHello: early data follows at once. In EncryptedExtensions: it was taken.`,
    "RFC 8446 §4.2.10",
  ),
  max_early_data_size: field(t`How many bytes of early data the server will take.`, "RFC 8446 §4.2.10"),
  NewSessionTicket: field(
    t`A ticket, with which the client can go on another time without a certificate.`,
    "RFC 8446 §4.6.1",
  ),
  ticket_lifetime: field(t`For how many seconds it is good; never for more than seven days.`, "RFC 8446 §4.6.1"),
  ticket_age_add: field(t`Added to the ticket’s age when it is shown, to hide it.`, "RFC 8446 §4.6.1"),
  ticket_nonce: field(t`Goes into the secret that is kept, so that each ticket has one of its own.`, "RFC 8446 §4.6.1"),
  ticket: field(t`The ticket itself: here a random name for what the server keeps.`, "RFC 8446 §4.6.1"),
  EndOfEarlyData: field(t`Nothing in it: that it comes is all it says.`, "RFC 8446 §4.5"),
  "EndOfEarlyData.length": field(t`Zero: the message is empty.`, "RFC 8446 §4.5"),
  encapsulation_key: field(
    t`ML-KEM-768’s public key: with it the server locks a secret that only the client can open.`,
    "RFC 10024 §4.1",
  ),
  kem_ciphertext: field(
    t`ML-KEM-768’s ciphertext: 32 bytes of secret, locked with the client’s public key.`,
    "RFC 10024 §4.2",
  ),
  x25519: field(t`The half on the curve X25519, as it would stand alone.`, "RFC 10024 §4"),
  application_layer_protocol_negotiation: field(t`What will be spoken inside.`, "RFC 7301 §3.1"),
  record_size_limit: field(t`The longest record that this end takes.`, "RFC 8449 §4"),
  EncryptedExtensions: field(
    t`What else there is to agree on. The first message under the new keys.`,
    "RFC 8446 §4.3.1",
  ),
  CertificateRequest: field(t`The server asks the client for a certificate: this makes TLS mutual.`, "RFC 8446 §4.3.2"),
  certificate_request_context: field(
    t`Tells requests apart that come later. Empty in the handshake.`,
    "RFC 8446 §4.3.2",
  ),
  "Certificate.certificate_request_context": field(
    t`Repeats the request’s. Empty in the handshake.`,
    "RFC 8446 §4.4.2",
  ),
  Certificate: field(
    t`The certificate, and those that lead from it towards an authority. Public, and no proof by itself.`,
    "RFC 8446 §4.4.2",
  ),
  certificate_list: field(t`The end-entity certificate first. Empty: this client has none to show.`, "RFC 8446 §4.4.2"),
  CertificateEntry: field(t`One certificate, and what is said along with it.`, "RFC 8446 §4.4.2"),
  cert_data: field(t`The certificate in DER.`, "RFC 8446 §4.4.2"),
  "cert_data.value": field(t`The certificate in DER: open it to see its fields.`, "RFC 5280 §4.1"),
  "CertificateEntry.extensions": field(
    t`What is stapled to this certificate, such as an answer about its revocation. Often nothing.`,
    "RFC 8446 §4.4.2",
  ),
  CertificateVerify: field(
    t`The proof: a signature over the whole conversation so far, made with the certificate’s private key.`,
    "RFC 8446 §4.4.3",
  ),
  algorithm: field(t`How it was signed: one of those that the other end can check.`, "RFC 8446 §4.4.3"),
  signature: field(
    t`Over 64 spaces, a word for the role, a zero byte, and the transcript hash. It fits no other conversation.`,
    "RFC 8446 §4.4.3",
  ),
  "signature.value": field(t`The signature: for ECDSA two numbers, in DER.`, "RFC 8446 §4.4.3"),
  Finished: field(t`The last word of the handshake: both ends have heard the same.`, "RFC 8446 §4.4.4"),
  verify_data: field(
    t`HMAC of the transcript hash, under a key made of this side’s handshake traffic secret.`,
    "RFC 8446 §4.4.4",
  ),
  unreadable: field(t`These bytes are no message of TLS.`, "RFC 8446 §4"),
  unknown: field(t`A type of content that TLS does not know.`, "RFC 8446 §5.1"),
};

/** What the field at a path means; null where there is nothing to say beyond its name. */
export function tlsField(path: string): FieldMeaning | null {
  const names = path.split(".");
  for (let from = 0; from < names.length; from++) {
    const found = TLS_FIELDS[names.slice(from).join(".")];
    if (found !== undefined) return found;
  }
  return null;
}

const DER = ".cert_data.value.";

/** A sentence about the field at a path of a record: TLS’s own fields, and inside certificates theirs. */
export function tlsFieldWords(path: string): string | null {
  const der = path.lastIndexOf(DER);
  if (der >= 0) return derWords(path.slice(der + DER.length));
  const found = tlsField(path);
  return found === null ? null : `${found.means} (${found.section})`;
}
