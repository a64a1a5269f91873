import type { Chance } from "../crypto/chance.ts";
import type { SigningKey } from "../crypto/signatures.ts";
import type { CipherSuiteName, NamedGroupName, SignatureSchemeName } from "./codepoints.ts";
import type { CertificateAlert } from "./failure.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What the verifier says of a peer's certificates. */
export type PeerVerdict =
  | Readonly<{
      ok: true;
      /** SubjectPublicKeyInfo of the end-entity certificate, DER: CertificateVerify is checked with it. */
      publicKey: Uint8Array;
      /** Who the peer proved to be, for people. */
      subject: string;
    }>
  | Readonly<{ ok: false; alert: CertificateAlert; why: string }>;

/**
 * The certificate decision, which the engine leaves to its caller. It is not asked again where a session is resumed: the
 * peer is who it was then (RFC 8446 §4.6.1).
 *
 * @param path DER as the peer sent it, end-entity certificate first; never empty
 * @param purpose what the peer wants to be
 * @param staples an OCSPResponse for each certificate of the path that came with one, DER, null for the others; nobody
 *   has looked at them (RFC 8446 §4.4.2.1, RFC 6066 §8). Left out: none came
 */
export type VerifyPeer = (
  path: readonly Bytes[],
  purpose: "server" | "client",
  staples?: readonly (Bytes | null)[],
) => Promise<PeerVerdict>;

/**
 * A certification path, end-entity certificate first, and the private key of the first. `staple`: an OCSPResponse about
 * the first, DER, that a server sends along to clients that ask for one (RFC 8446 §4.4.2.1).
 */
export type Identity = Readonly<{ path: readonly Bytes[]; key: SigningKey; staple?: Bytes | null }>;

/** What one peer may cost. Sizes in bytes. */
export type Limits = Readonly<{
  /** One handshake message, with its header. */
  handshakeMessage: number;
  /** Empty records, warning alerts, change_cipher_spec or KeyUpdates without anything between them that brings us on. */
  idleRecords: number;
  /** Tickets kept of one server; more are dropped. */
  tickets: number;
  /** Records sealed under one key before we update it, where the suite allows as many (§5.5). */
  recordsPerKey: number;
}>;

/** A session that can be resumed (RFC 8446 §4.6.1), as the client keeps it. Holds a secret. */
export type Session = Readonly<{
  ticket: Bytes;
  psk: Bytes;
  suite: CipherSuiteName;
  serverName: string | null;
  alpn: string | null;
  /** Milliseconds, by the configuration's `now`. */
  receivedAt: number;
  /** Milliseconds likewise: when the server last proved who it is, with the first ticket of the handshake that it did so in. */
  authenticatedAt: number;
  /** Seconds; at most seven days. */
  lifetime: number;
  ageAdd: number;
  /** Bytes of early data that the server takes; 0: none. */
  maxEarlyData: number;
  peer: Peer | null;
}>;

/** What a server remembers for a ticket. */
export type TicketState = Readonly<{
  psk: Bytes;
  suite: CipherSuiteName;
  serverName: string | null;
  alpn: string | null;
  issuedAt: number;
  lifetime: number;
  ageAdd: number;
  maxEarlyData: number;
  peer: Peer | null;
  /** Milliseconds: when the handshake took place that was no resumption, from which this session stems. */
  authenticatedAt: number;
}>;

/** Where a server keeps its tickets. `redeem` gives each at most once, which is what makes 0-RTT replay-safe (§8.1). */
export type TicketStore = Readonly<{
  keep(ticket: Bytes, state: TicketState): Promise<void>;
  redeem(ticket: Bytes): Promise<TicketState | null>;
}>;

/** What both ends are configured with. */
export type CommonConfig = Readonly<{
  chance: Chance;
  /** Milliseconds since 1970; asked for the ages of tickets only. */
  now: () => number;
  verifyPeer: VerifyPeer;
  /** In order of preference; default: all, in the order of codepoints.ts. */
  suites?: readonly CipherSuiteName[];
  /** In order of preference; default: x25519, secp256r1, secp384r1, X25519MLKEM768. */
  groups?: readonly NamedGroupName[];
  schemes?: readonly SignatureSchemeName[];
  /** Application protocols, in order of preference (RFC 7301); default: none, and the extension is not sent. */
  alpn?: readonly string[];
  /** The largest plaintext record we take (RFC 8449), 64 to 16385; default: 16385, and the extension is not sent. */
  recordSizeLimit?: number;
  /** The largest piece of content that we put into one record, 1 to 16384. Default 16384. */
  fragmentSize?: number;
  /** False: each handshake message begins a record of its own, which §5.1 leaves to the sender. Default true. */
  messagesShareRecords?: boolean;
  /** Size to which a record's content with its type byte is padded (§5.4), given its size. Default: no padding. */
  padTo?: (size: number) => number;
  limits?: Partial<Limits>;
}>;

export type ClientConfig = CommonConfig &
  Readonly<{
    /** Sent as SNI unless null or an IP address. */
    serverName: string | null;
    /** Groups that key_share holds a share of in the first ClientHello; default: the first of `groups`. */
    shares?: readonly NamedGroupName[];
    /** What the client proves to be when asked; default: nobody. The first that fits the server's request is taken. */
    identities?: readonly Identity[];
    /** Offered where it is of this `serverName`, not outlived, and of a hash that one of `suites` has. */
    session?: Session | null;
    /**
     * Sent as 0-RTT where the session allows it, and not at all where it doesn't; its replay is the application's risk
     * (§8). Where the negotiated `earlyData` isn't "accepted", it is for the caller to write it again.
     */
    earlyData?: Bytes | null;
    /** Ask the server for an OCSP response to go with its certificate (RFC 6066 §8). Default false. */
    status?: boolean;
    /** Middlebox compatibility mode (§D.4). Default true. */
    compatibility?: boolean;
  }>;

export type ServerConfig = CommonConfig &
  Readonly<{
    /** The first that fits the client's signature_algorithms is taken. */
    identities: readonly Identity[];
    /** Refuses other names with unrecognized_name; default: any name is taken. */
    serverNames?: readonly string[] | null;
    clientAuthentication?: "none" | "optional" | "required";
    /** DER of names, sent in CertificateRequest's certificate_authorities. */
    certificateAuthorities?: readonly Bytes[];
    tickets?: TicketStore | null;
    /** How many tickets follow a handshake; default 2 where there is a store. */
    ticketCount?: number;
    /** Seconds; at most 604800. Default 7200. */
    ticketLifetime?: number;
    /** Bytes of early data taken on a resumed connection; default 0: never. */
    maxEarlyData?: number;
    /** Ask every client to come again with a cookie (§4.2.2). Default false. */
    cookie?: boolean;
  }>;

/** Who the peer proved to be. */
export type Peer = Readonly<{ path: readonly Bytes[]; publicKey: Uint8Array; subject: string }>;

/** What the two ends agreed on. */
export type Negotiated = Readonly<{
  version: "TLS 1.3";
  suite: CipherSuiteName;
  group: NamedGroupName | null;
  alpn: string | null;
  serverName: string | null;
  /** The scheme of the peer's CertificateVerify, and of ours. */
  peerScheme: SignatureSchemeName | null;
  ownScheme: SignatureSchemeName | null;
  /** Also of a resumed session: who it was then. Null: the peer did not authenticate. */
  peer: Peer | null;
  resumed: boolean;
  retried: boolean;
  earlyData: "none" | "accepted" | "rejected";
  /** Largest plaintext that each way may carry in a record. */
  recordSizeLimit: Readonly<{ sending: number; receiving: number }>;
}>;
