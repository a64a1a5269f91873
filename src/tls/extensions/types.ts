import type { ExtensionName } from "../codepoints.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One public half of a key exchange as key_share carries it (RFC 8446 §4.2.8). */
export type KeyShareEntry = Readonly<{ group: number; keyExchange: Bytes }>;

/** RFC 8446 §4.2.11. */
export type PskIdentity = Readonly<{ identity: Bytes; obfuscatedTicketAge: number }>;

/**
 * An extension as decoded. Numbers are the wire's own (also unknown ones, and GREASE); `unknown` keeps what we do not
 * read. The same name has other contents in other messages, hence the variants: the decoder is told the message.
 */
export type Extension =
  /** Printable ASCII, as it came. In answers the field is empty: `name` is null there (RFC 6066 §3). */
  | Readonly<{ type: "server_name"; name: string | null }>
  | Readonly<{ type: "supported_groups"; groups: readonly number[] }>
  | Readonly<{ type: "signature_algorithms"; schemes: readonly number[] }>
  | Readonly<{ type: "signature_algorithms_cert"; schemes: readonly number[] }>
  /** ClientHello's status_request (RFC 6066 §8): DER of ResponderIDs and of Extensions; mostly none of either. */
  | Readonly<{ type: "status_request"; responders: readonly Bytes[]; requestExtensions: Bytes }>
  /** Certificate's status_request: an OCSPResponse, DER as it came (RFC 8446 §4.4.2.1). */
  | Readonly<{ type: "certificate_status"; response: Bytes }>
  /** RFC 7301 §3.1: at least one; exactly one in EncryptedExtensions. Each character is one byte (0 to 255). */
  | Readonly<{ type: "application_layer_protocol_negotiation"; protocols: readonly string[] }>
  /** RFC 8449 §4. */
  | Readonly<{ type: "record_size_limit"; limit: number }>
  /** ClientHello: all that are offered. ServerHello and HelloRetryRequest: one. */
  | Readonly<{ type: "supported_versions"; versions: readonly number[] }>
  | Readonly<{ type: "cookie"; cookie: Bytes }>
  | Readonly<{ type: "psk_key_exchange_modes"; modes: readonly number[] }>
  /** DER of each Name (§4.2.4). */
  | Readonly<{ type: "certificate_authorities"; authorities: readonly Bytes[] }>
  | Readonly<{ type: "post_handshake_auth" }>
  /** ClientHello: the entries offered (may be none). ServerHello: exactly one. */
  | Readonly<{ type: "key_share"; shares: readonly KeyShareEntry[] }>
  /** HelloRetryRequest's key_share: the group that the server wants. */
  | Readonly<{ type: "key_share_retry"; group: number }>
  /** `maxEarlyData` only in NewSessionTicket; null elsewhere (§4.2.10). */
  | Readonly<{ type: "early_data"; maxEarlyData: number | null }>
  /** ClientHello's pre_shared_key; `bindersSize` is the size in bytes of the binders list with its length (§4.2.11.2). */
  | Readonly<{
      type: "pre_shared_key";
      identities: readonly PskIdentity[];
      binders: readonly Bytes[];
      bindersSize: number;
    }>
  /** ServerHello's pre_shared_key. */
  | Readonly<{ type: "pre_shared_key_selected"; selected: number }>
  | Readonly<{ type: "padding"; size: number }>
  /**
   * Known by number, contents not read (use_srtp, …), or unknown: `code` is its number. In a ServerHello before
   * TLS 1.3 all are. Written as it is, in any message.
   */
  | Readonly<{ type: "unread"; code: number; data: Bytes }>;

/** The messages that carry extensions, by the letters of the table in RFC 8446 §4.2 (CT: Certificate's entries). */
export type ExtensionPlace = "CH" | "SH" | "HRR" | "EE" | "CT" | "CR" | "NST";

/** The variants by name: mostly the extension's own, and one more where its contents have another form elsewhere. */
export type ExtensionType = Extension["type"];
export type ReadExtensionName = Extract<ExtensionType, ExtensionName>;
