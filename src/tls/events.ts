import type { ByteTree } from "../bytes/tree.ts";
import type { AlertName, ContentTypeName } from "./codepoints.ts";
import type { Negotiated, Session } from "./config.ts";
import type { TlsFailure } from "./failure.ts";
import type { HandshakeMessage } from "./messages/types.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Which keys protect a record: none, or those of a traffic secret (RFC 8446 §7.1); KeyUpdates count generations. */
export type Epoch = "initial" | "early" | "handshake" | "application";

/** The secrets of the key schedule (RFC 8446 §7.1). */
export type SecretName =
  | "early_secret"
  | "binder_key"
  | "client_early_traffic_secret"
  | "early_exporter_master_secret"
  | "handshake_secret"
  | "client_handshake_traffic_secret"
  | "server_handshake_traffic_secret"
  | "master_secret"
  | "client_application_traffic_secret"
  | "server_application_traffic_secret"
  | "exporter_master_secret"
  | "resumption_master_secret";

export type Direction = "sent" | "received";

/** What happened, in order, for those who show it or act on it. */
export type TlsEvent =
  | Readonly<{ type: "state"; from: string; to: string }>
  /** A record as it stands on the wire, and what it held. */
  | Readonly<{
      type: "record";
      direction: Direction;
      epoch: Epoch;
      /** How many KeyUpdates this way had before. */
      generation: number;
      sequence: number;
      bytes: Uint8Array;
      /** Of the content, inside the protection where there is one. */
      contentType: ContentTypeName;
      content: Uint8Array;
      /** Zero bytes of padding behind the content (§5.4). */
      padding: number;
    }>
  /** A handshake message, with its 4-byte header in `bytes`. */
  | Readonly<{
      type: "message";
      direction: Direction;
      epoch: Epoch;
      message: HandshakeMessage;
      bytes: Bytes;
      tree: ByteTree;
    }>
  | Readonly<{
      type: "secret";
      name: SecretName;
      /** Of traffic secrets: 0, and one more with each KeyUpdate. */
      generation: number;
      secret: Bytes;
      /** Hash of the messages so far, where the secret depends on them. */
      transcriptHash: Bytes | null;
    }>
  | Readonly<{ type: "connected"; negotiated: Negotiated }>
  | Readonly<{ type: "data"; data: Bytes; early: boolean }>
  | Readonly<{ type: "session"; session: Session }>
  /** The server did or did not take the early data (client), or was offered some (server). */
  | Readonly<{ type: "early-data"; accepted: boolean }>
  | Readonly<{ type: "key-update"; direction: Direction; requestUpdate: boolean }>
  | Readonly<{
      type: "alert";
      direction: Direction;
      level: "warning" | "fatal";
      alert: AlertName | null;
      number: number;
    }>
  /** The peer will send nothing more (close_notify). */
  | Readonly<{ type: "closed" }>
  | Readonly<{ type: "failed"; failure: TlsFailure }>;
