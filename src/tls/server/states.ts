import type { NamedGroupName } from "../codepoints.ts";
import type { Negotiated, Peer } from "../config.ts";
import type { ClientHello } from "../messages/types.ts";
import type { MainSecret } from "../schedule/secrets.ts";
import type { Suite } from "../schedule/suites.ts";
import type { ServerSettings } from "./settings.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What we asked for in a HelloRetryRequest (RFC 8446 §4.1.4): the second ClientHello is held against it. */
export type Retry = Readonly<{
  /** The first ClientHello. */
  hello: ClientHello;
  suite: Suite;
  /** The group that a share was asked of; null where only a cookie was asked for. */
  group: NamedGroupName | null;
  cookie: Bytes | null;
}>;

/** What stands from our flight on, and what the client's flight still needs. */
export type Agreement = Readonly<{
  settings: ServerSettings;
  suite: Suite;
  /** `peer` and `peerScheme` come with the client's CertificateVerify. */
  negotiated: Negotiated;
  /** client_handshake_traffic_secret: what the client's Finished is made with. */
  clientHandshake: Bytes;
  main: MainSecret;
  /** client_application_traffic_secret_0. */
  clientApplication: Bytes;
  /** Whether the client can use tickets: it offered psk_dhe_ke (§4.2.9). */
  takesTickets: boolean;
  /** When the handshake with certificates took place from which this session stems, in milliseconds. */
  authenticatedAt: number;
}>;

/** The states in which a server waits for a message (RFC 8446 appendix A.2). */
export type ServerState =
  | Start
  /** `taken`: how many bytes of early data we take; `left`: how many of them may still come. */
  | Readonly<{ name: "WAIT_EOED"; agreement: Agreement; taken: number; left: number }>
  | Readonly<{ name: "WAIT_CERT"; agreement: Agreement }>
  | Readonly<{ name: "WAIT_CV"; agreement: Agreement; claimed: Peer }>
  | Readonly<{ name: "WAIT_FINISHED"; agreement: Agreement }>
  | Readonly<{ name: "CONNECTED" }>;

/** `retry` is null until a HelloRetryRequest was sent: then START waits for the second ClientHello. */
export type Start = Readonly<{ name: "START"; settings: ServerSettings; retry: Retry | null }>;
export type WaitEndOfEarlyData = Extract<ServerState, { name: "WAIT_EOED" }>;
export type WaitCertificate = Extract<ServerState, { name: "WAIT_CERT" }>;
export type WaitCertificateVerify = Extract<ServerState, { name: "WAIT_CV" }>;
export type WaitFinished = Extract<ServerState, { name: "WAIT_FINISHED" }>;

/** Tells that a state is entered in which no message is waited for. */
export type Pass = (name: "RECVD_CH" | "NEGOTIATED" | "WAIT_FLIGHT2") => void;
