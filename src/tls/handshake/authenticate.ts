import { concat, sameBytes, utf8 } from "../../bytes/text.ts";
import { verifySignature } from "../../crypto/signatures.ts";
import { EXTENSIONS, nameOf, SIGNATURE_SCHEMES, type SignatureSchemeName, show } from "../codepoints.ts";
import type { Identity, Peer } from "../config.ts";
import { codeOf, find } from "../extensions/find.ts";
import { illegal, refuse } from "../failure.ts";
import type { Certificate, CertificateEntry, CertificateVerify } from "../messages/types.ts";
import type { Conversation, Received } from "./conversation.ts";
import { issuerOf } from "./issuer.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Role = "client" | "server";

/** An identity, and the scheme that its key will sign CertificateVerify with. */
export type Choice = Readonly<{ identity: Identity; scheme: SignatureSchemeName }>;

const CONTEXTS = {
  client: utf8("TLS 1.3, client CertificateVerify"),
  server: utf8("TLS 1.3, server CertificateVerify"),
} as const;
const SIXTY_FOUR_SPACES = new Uint8Array(64).fill(0x20);

/** What a CertificateVerify signs (RFC 8446 §4.4.3): 64 spaces, the signer's context, a zero byte, the transcript hash. */
export function signedContent(signer: Role, transcriptHash: Uint8Array): Bytes {
  return concat(SIXTY_FOUR_SPACES, CONTEXTS[signer], new Uint8Array(1), transcriptHash);
}

/**
 * The identity to show a peer (RFC 8446 §4.4.2.2, §4.4.2.3): among those with a key that signs by a scheme of both
 * ends, the first with a certificate issued by one of `authorities`, else the first. Null where none fits.
 *
 * @param offered the peer's signature_algorithms
 * @param own the schemes that we use, in our order of preference
 * @param authorities DER of names out of the peer's certificate_authorities; empty: any
 */
export function chooseIdentity(
  identities: readonly Identity[],
  offered: readonly number[],
  own: readonly SignatureSchemeName[],
  authorities: readonly Uint8Array[] = [],
): Choice | null {
  const fitting = identities.flatMap((identity) => {
    const scheme = own.find((s) => offered.includes(SIGNATURE_SCHEMES[s]) && identity.key.schemes.includes(s));
    return scheme === undefined ? [] : [{ identity, scheme }];
  });
  return fitting.find((choice) => isFrom(choice.identity.path, authorities)) ?? fitting[0] ?? null;
}

function isFrom(path: readonly Uint8Array[], authorities: readonly Uint8Array[]): boolean {
  return path.some((certificate) => {
    const issuer = issuerOf(certificate);
    return issuer !== null && authorities.some((name) => sameBytes(name, issuer));
  });
}

/**
 * Sends Certificate (RFC 8446 §4.4.2).
 *
 * @param context certificate_request_context of the request that is answered; empty in the handshake
 * @param identity whose path to send; null: an empty list, with which a client says that it has none
 * @param staple an OCSPResponse about the first certificate, for a peer that asked (§4.4.2.1); null: none
 */
export function sendCertificate(
  conversation: Conversation,
  context: Bytes,
  identity: Identity | null,
  staple: Bytes | null,
): void {
  const entries = (identity?.path ?? []).map((data, i): CertificateEntry => {
    const isStapled = i === 0 && staple !== null;
    return { data, extensions: isStapled ? [{ type: "certificate_status", response: staple }] : [] };
  });
  conversation.send({ type: "certificate", context, entries });
}

/** Signs the transcript so far, Certificate included, and sends CertificateVerify (RFC 8446 §4.4.3). */
export async function sendCertificateVerify(conversation: Conversation, choice: Choice): Promise<void> {
  const { role, chance, transcript } = conversation;
  const { identity, scheme } = choice;
  const content = signedContent(role, transcript.hash());
  const signature = await chance.bytes(`${role}.CertificateVerify`, () => identity.key.sign(scheme, content));
  conversation.send({ type: "certificate_verify", scheme: SIGNATURE_SCHEMES[scheme], signature });
}

/**
 * Judges the peer's Certificate by `verifyPeer` and adds it to the transcript (RFC 8446 §4.4.2). Null: the list was
 * empty; that is decode_error from a server, and from a client that must authenticate certificate_required.
 * Refuses another context than `context`, extensions that we did not ask for, and what the verifier refuses.
 *
 * @param asked the numbers of the extensions that we sent: only those may be answered
 */
export async function acceptCertificate(
  received: Received<Certificate>,
  context: Uint8Array,
  asked: readonly number[],
  conversation: Conversation,
): Promise<Peer | null> {
  const { context: found, entries } = received.message;
  if (!sameBytes(found, context)) {
    const wanted = context.length === 0 ? "empty" : "that of the CertificateRequest";
    illegal("Certificate.certificate_request_context", `${found.length} bytes`, wanted, "RFC 8446 §4.4.2");
  }
  for (const extension of entries.flatMap((entry) => entry.extensions)) {
    if (asked.includes(codeOf(extension))) continue;
    refuse({
      code: "unsupported-extension",
      extension: show(EXTENSIONS, codeOf(extension)),
      message: "Certificate",
      section: "RFC 8446 §4.4.2",
    });
  }
  conversation.transcript.add(received.bytes);
  const path = entries.map((entry) => entry.data);
  if (path.length === 0) return null;
  const verdict = await conversation.verifyPeer(
    path,
    conversation.role === "client" ? "server" : "client",
    entries.map(({ extensions }) => find(extensions, "certificate_status")?.response ?? null),
  );
  if (!verdict.ok) {
    const { alert, why } = verdict;
    return refuse({ code: "certificate-refused", alert, why, section: "RFC 8446 §4.4.2.4" });
  }
  return { path, publicKey: verdict.publicKey, subject: verdict.subject };
}

/**
 * Checks the peer's CertificateVerify against the transcript up to its Certificate, and adds it (RFC 8446 §4.4.3).
 *
 * @param offered the schemes of our own signature_algorithms
 * @returns the scheme that the peer signed with
 */
export async function acceptCertificateVerify(
  received: Received<CertificateVerify>,
  peer: Peer,
  offered: readonly SignatureSchemeName[],
  conversation: Conversation,
): Promise<SignatureSchemeName> {
  const { scheme: code, signature } = received.message;
  const field = "CertificateVerify.algorithm";
  const section = "RFC 8446 §4.4.3";
  const scheme = nameOf(SIGNATURE_SCHEMES, code);
  if (scheme === null || !offered.includes(scheme)) {
    return illegal(field, show(SIGNATURE_SCHEMES, code), "a scheme that we offered", section);
  }
  const signer = conversation.role === "client" ? "server" : "client";
  const content = signedContent(signer, conversation.transcript.hash());
  const result = await verifySignature(scheme, peer.publicKey, content, signature);
  if (result === "wrong-key") return illegal(field, scheme, "a scheme of the certificate's key", section);
  if (result === "invalid") return refuse({ code: "wrong-signature", scheme, section });
  conversation.transcript.add(received.bytes);
  return scheme;
}
