import type { OwnShare } from "../../crypto/groups.ts";
import type { NamedGroupName, SignatureSchemeName } from "../codepoints.ts";
import type { Negotiated, Peer, Session } from "../config.ts";
import type { ClientHello } from "../messages/types.ts";
import type { EarlySecret, HandshakeSecret } from "../schedule/secrets.ts";
import type { Suite } from "../schedule/suites.ts";
import type { Setup } from "./setup.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A PSK that is offered: the session's, with its suite, the first stage of its key schedule and its binder_key. */
export type OfferedPsk = Readonly<{ session: Session; suite: Suite; early: EarlySecret; binderKey: Bytes }>;

/** What the last ClientHello offered. */
export type Offer = Readonly<{
  setup: Setup;
  hello: ClientHello;
  shares: readonly OwnShare[];
  psk: OfferedPsk | null;
  /** Early data went out behind the first ClientHello. */
  earlyDataSent: boolean;
  /** The suite that a HelloRetryRequest named; null: there was none. */
  retry: Suite | null;
}>;

/** What stands once ServerHello is taken. */
export type Handshake = Readonly<{
  setup: Setup;
  hello: ClientHello;
  suite: Suite;
  group: NamedGroupName;
  /** The session that is resumed. */
  resumed: Session | null;
  retried: boolean;
  /** "sent": the server has yet to say whether it takes it. */
  earlyData: "none" | "sent" | "accepted" | "rejected";
  secret: HandshakeSecret;
  clientTraffic: Bytes;
  serverTraffic: Bytes;
}>;

/** What EncryptedExtensions settled on top of that. */
export type Settled = Readonly<{
  handshake: Handshake;
  alpn: string | null;
  recordSizeLimit: Negotiated["recordSizeLimit"];
}>;

/** What the server asked of our certificate. */
export type Request = Readonly<{ schemes: readonly number[]; authorities: readonly Bytes[] }>;

/** Who the server proved to be, and the scheme it signed with (null in a resumed session). */
export type Proven = Readonly<{ peer: Peer | null; scheme: SignatureSchemeName | null }>;

/** The client's states by their names in RFC 8446 §A.1; each holds what the messages to come need. */
export type ClientState =
  | Readonly<{ name: "START"; setup: Setup }>
  | Readonly<{ name: "WAIT_SH"; offer: Offer }>
  | Readonly<{ name: "WAIT_EE"; handshake: Handshake }>
  | Readonly<{ name: "WAIT_CERT_CR"; settled: Settled }>
  | Readonly<{ name: "WAIT_CERT"; settled: Settled; request: Request | null }>
  | Readonly<{ name: "WAIT_CV"; settled: Settled; request: Request | null; peer: Peer }>
  | Readonly<{ name: "WAIT_FINISHED"; settled: Settled; request: Request | null; proven: Proven }>
  | Readonly<{
      name: "CONNECTED";
      setup: Setup;
      negotiated: Negotiated;
      suite: Suite;
      resumption: Bytes;
      tickets: number;
    }>;

/** The state of one name. */
export type ClientStateOf<Name extends ClientState["name"]> = Extract<ClientState, { name: Name }>;
