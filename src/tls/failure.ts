import type { DecodeError } from "../bytes/reader.ts";
import type { AlertName, ExtensionName, HandshakeTypeName } from "./codepoints.ts";

/** Alerts that say something of a certificate (RFC 8446 §6.2): what a verifier may ask for. */
export type CertificateAlert = Extract<
  AlertName,
  | "bad_certificate"
  | "unsupported_certificate"
  | "certificate_revoked"
  | "certificate_expired"
  | "certificate_unknown"
  | "unknown_ca"
  | "access_denied"
  | "certificate_required"
  | "bad_certificate_status_response"
  | "decode_error"
>;

/**
 * Why a connection failed: the private reason, with the evidence. Closed: whoever handles it handles all of it.
 * `section` is of RFC 8446 where no other RFC is named.
 */
export type TlsFailure =
  /** Bytes that are not what the field holds. */
  | Readonly<{ code: "malformed"; path: string; offset: number; wanted: string; section: string }>
  /** Well formed, and forbidden: `field` held `found` where `wanted`. */
  | Readonly<{ code: "illegal-parameter"; field: string; found: string; wanted: string; section: string }>
  /** A handshake message that this state does not take. */
  | Readonly<{
      code: "unexpected-message";
      state: string;
      found: HandshakeTypeName | string;
      wanted: readonly string[];
      section: string;
    }>
  /** A record that may not stand here: its type, its place between fragments, a CCS out of time. */
  | Readonly<{ code: "unexpected-record"; state: string; found: string; section: string }>
  | Readonly<{ code: "record-overflow"; size: number; limit: number; section: string }>
  /** The tag did not fit. */
  | Readonly<{ code: "bad-record"; sequence: number; section: string }>
  | Readonly<{ code: "missing-extension"; extension: ExtensionName; message: string; section: string }>
  /** An extension in an answer that was not asked for. */
  | Readonly<{ code: "unsupported-extension"; extension: string; message: string; section: string }>
  | Readonly<{ code: "no-common-version"; offered: readonly string[]; section: string }>
  | Readonly<{
      code: "no-common-parameter";
      what: "cipher suite" | "group" | "signature scheme";
      offered: readonly string[];
      section: string;
    }>
  | Readonly<{ code: "no-application-protocol"; offered: readonly string[]; section: string }>
  | Readonly<{ code: "unrecognized-name"; name: string; section: string }>
  /** The peer chose an older version than it says it can (§4.1.3). */
  | Readonly<{ code: "downgrade"; sentinel: "TLS 1.2" | "TLS 1.1"; section: string }>
  | Readonly<{ code: "wrong-finished"; expected: Uint8Array; received: Uint8Array; section: string }>
  | Readonly<{ code: "wrong-binder"; identity: number; section: string }>
  | Readonly<{ code: "wrong-signature"; scheme: string; section: string }>
  | Readonly<{ code: "certificate-refused"; alert: CertificateAlert; why: string; section: string }>
  /** A client that must authenticate sent no certificate. */
  | Readonly<{ code: "certificate-required"; section: string }>
  /** More than we are willing to hold or to do for one peer: messages, tickets, empty records, key updates. */
  | Readonly<{ code: "too-much"; what: string; limit: number; section: string }>
  /** A fatal alert came. Nothing is sent back (§6.2). */
  | Readonly<{ code: "peer-alert"; alert: AlertName | null; number: number; section: string }>
  /** The transport ended without close_notify (§6.1). */
  | Readonly<{ code: "truncated"; section: string }>
  /** We can't go on, by no fault of the peer's: a limit of ours, a callback that threw. */
  | Readonly<{ code: "internal"; why: string; section: string }>;

/**
 * The whole policy from private reason to public alert (RFC 8446 §6.2). Null: no alert is sent.
 */
export function alertFor(failure: TlsFailure): AlertName | null {
  switch (failure.code) {
    case "malformed":
      return "decode_error";
    case "illegal-parameter":
    case "downgrade":
      return "illegal_parameter";
    case "unexpected-message":
    case "unexpected-record":
    case "too-much":
      return "unexpected_message";
    case "record-overflow":
      return "record_overflow";
    case "bad-record":
      return "bad_record_mac";
    case "missing-extension":
      return "missing_extension";
    case "unsupported-extension":
      return "unsupported_extension";
    case "no-common-version":
      return "protocol_version";
    case "no-common-parameter":
      return "handshake_failure";
    case "no-application-protocol":
      return "no_application_protocol";
    case "unrecognized-name":
      return "unrecognized_name";
    case "wrong-finished":
    case "wrong-binder":
    case "wrong-signature":
      return "decrypt_error";
    case "certificate-refused":
      return failure.alert;
    case "certificate-required":
      return "certificate_required";
    case "peer-alert":
    case "truncated":
      return null;
    case "internal":
      return "internal_error";
  }
}

/**
 * Carries a failure from where it is found to the connection's one catch, which makes it a value. Inside `tls/`, this
 * and DecodeError are all that is thrown for a peer's bytes; outside nobody sees either.
 */
export class Refused extends Error {
  constructor(readonly failure: TlsFailure) {
    super(failure.code);
    this.name = "Refused";
  }
}

/** Ends the connection for this reason. */
export function refuse(failure: TlsFailure): never {
  throw new Refused(failure);
}

/** A value that is well formed and forbidden (§4: illegal_parameter). */
export function illegal(field: string, found: string, wanted: string, section: string): never {
  return refuse({ code: "illegal-parameter", field, found, wanted, section });
}

/** What the decoder could not read, as a failure. */
export function malformed(error: DecodeError): TlsFailure {
  return {
    code: "malformed",
    path: error.path,
    offset: error.offset,
    wanted: error.wanted,
    section: "RFC 8446 §6.2",
  };
}
