import type { Hex } from "../bytes/hex.ts";
import type { PairAlgorithm } from "../crypto/keys.ts";
import type { CheckId } from "../pki/verdict.ts";
import type { Epoch, SecretName } from "../tls/events.ts";
import type { SimEvent } from "./events.ts";
import type { RequestArtifact } from "./requests.ts";
import type { StatusArtifact } from "./statuses.ts";

export type { SimEvent } from "./events.ts";

/**
 * What a run leaves behind: an immutable, serialisable list of steps. The screen is a pure function of
 * (recording, position, eyes, depth), so everything that can be shown is here. Private keys and the story's shared keys
 * appear by fingerprint only. The secrets of a TLS session stand in it with their values (`SecretArtifact`): they open
 * this one conversation, which is over, and to show how they come about is what Act V is for.
 */

export type ActorId = string;
export type KeyId = string;
export type CertificateId = string;
export type PacketId = string;
export type ArtifactId = string;
/** Semantic and stable (`bob.opens.request`): what addresses, words and tests name. */
export type StepId = string;
export type SwitchId = string;
export type SwitchValues = Readonly<Record<SwitchId, string>>;

/** A switch thrown: it holds from the step after `after` on (null: from the start). */
export type Throw = Readonly<{ switch: SwitchId; value: string; after: StepId | null }>;

export type ActorRole = "client" | "server" | "router" | "authority" | "impostor";

/** A place on stage and who stands there. A router that `canTurn` becomes Mallory when a strategy is on. */
export type Actor = Readonly<{
  id: ActorId;
  role: ActorRole;
  /** `Alice`, `Router 2`. */
  name: string;
  /** The name used in an address, where it has one (`bob.example`). */
  host: string | null;
  canTurn: boolean;
  /** A real program: what it holds and thinks, nobody here sees. */
  outside?: true;
}>;

export type KeyKind =
  | PairAlgorithm
  | "AES-256-GCM"
  | "AES-128-GCM"
  | "ChaCha20-Poly1305"
  | "ML-KEM-768"
  | "PSK"
  | "another kind";

/** A key, or a key pair as one thing: who holds which part of it stands in the actors' states. */
export type KeyArtifact = Readonly<{
  kind: "key";
  id: KeyId;
  algorithm: KeyKind;
  /** What it is for; resumption: the secret behind a ticket (RFC 8446 §4.6.1). */
  use: "encryption" | "agreement" | "signature" | "channel" | "resumption";
  /** SHA-256 of the public part (SPKI), or of the secret of a shared key: tells keys apart, tells nothing else. */
  fingerprint: Hex;
  /** SubjectPublicKeyInfo, DER; null for a shared key. */
  publicPart: Hex | null;
}>;

export type CertificateArtifact = Readonly<{
  kind: "certificate";
  id: CertificateId;
  der: Hex;
  subject: string;
  issuer: string;
  names: readonly string[];
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
  usages: readonly string[];
  isCA: boolean;
  serial: Hex;
  /** The key that it speaks for. */
  key: KeyId;
  fingerprint: Hex;
}>;

/** paper: readable by all; aqua: to a public key; yellow: under a shared key. */
export type Seal =
  | Readonly<{ as: "paper" }>
  | Readonly<{ as: "aqua"; key: KeyId }>
  | Readonly<{ as: "yellow"; key: KeyId }>;

/** One record of TLS in a packet: where it stands, and what protects it. Who counts records knows all of this. */
export type RecordSpan = Readonly<{
  /** Offsets in the packet's bytes, header included. */
  start: number;
  end: number;
  epoch: Epoch;
  /** Of the records under the same keys (RFC 8446 §5.3). */
  sequence: number;
  /** The traffic secret's key; null: the record is not protected. */
  key: KeyId | null;
}>;

/** What crosses hops: a story message, whole, or records of TLS. A changed packet is a new one that names the old. */
export type PacketArtifact = Readonly<{
  kind: "packet";
  id: PacketId;
  /** The message's type in the story protocol (`ClientHalf`, `Sealed`), or in RFC 8446 (`ClientHello`). */
  message: string;
  /** What it is in the tale, a word or two (`request`). */
  label: string;
  /** Who made these bytes. */
  author: ActorId;
  from: ActorId;
  to: ActorId;
  seal: Seal;
  bytes: Hex;
  changedFrom: PacketId | null;
  /** Records of TLS, which the bytes are made of; left out where they are a message of the story. */
  records?: readonly RecordSpan[];
  /** Which of several connections it belongs to, from 2 on; left out for the first. */
  connection?: number;
}>;

/** A real attempt to read a packet with a key, and what it gave. */
export type AttemptArtifact = Readonly<{
  kind: "attempt";
  id: ArtifactId;
  packet: PacketId;
  key: KeyId;
  part: KeyPart;
  /** What was done (`AES-256-GCM open`). */
  method: string;
  /** The text, or the description of what was inside; null where it failed. */
  text: string | null;
  /** Why it failed, in the words of the operation that refused; null where it succeeded. */
  error: string | null;
  /** Of records of TLS: the TLSInnerPlaintext of each, null for those that did not open. Left out where none did. */
  inside?: readonly (Hex | null)[];
}>;

/**
 * A secret of the key schedule (RFC 8446 §7.1), with its value. Both ends have the same one; who holds it at which step
 * stands in the ends' `ConnectionArtifact`s.
 */
export type SecretArtifact = Readonly<{
  kind: "secret";
  id: ArtifactId;
  /** psk: what a ticket stands for, made of resumption_master_secret (§4.6.1). */
  name: SecretName | "psk";
  /** Of traffic secrets: 0, and one more with each KeyUpdate. */
  generation: number;
  value: Hex;
  /** SHA-256 of the value. */
  fingerprint: Hex;
  /** Hash of the messages so far, where the secret depends on them. */
  transcriptHash: Hex | null;
  /** Of traffic secrets: the key that seals records. */
  key: KeyId | null;
}>;

/** How one end of a TLS connection stands from a step on; the latest of an actor and role holds. */
export type ConnectionArtifact = Readonly<{
  kind: "connection";
  id: ArtifactId;
  actor: ActorId;
  role: "client" | "server";
  /** Whose address is at the other end. */
  peer: ActorId;
  /** By its name in RFC 8446 appendix A (`WAIT_SH`); after a failure, the one in which it failed. */
  state: string;
  /** The secrets that this end has worked out by now. */
  secrets: readonly ArtifactId[];
  /** What was agreed on; null until the handshake is complete. */
  negotiated: Agreed | null;
  /** Why it failed, and the alert that was sent for it; null where it did not. */
  failure: Readonly<{ code: string; alert: string | null; section: string }> | null;
  /** Which of several connections it is, from 2 on; left out for the first. */
  connection?: number;
}>;

export type Agreed = Readonly<{
  version: string;
  suite: string;
  group: string | null;
  serverName: string | null;
  alpn: string | null;
  /** Who the peer proved to be; null: nobody. */
  peer: string | null;
  /** The scheme of the peer's CertificateVerify, and of one's own. */
  peerScheme: string | null;
  ownScheme: string | null;
}>;

export type SignatureArtifact = Readonly<{
  kind: "signature";
  id: ArtifactId;
  key: KeyId;
  /** SHA-256 of the conversation that it covers. */
  transcriptHash: Hex;
  bytes: Hex;
}>;

export type Check = Readonly<{
  id: CheckId;
  result: "passed" | "failed" | "skipped";
  /** The what-if that turned it off, where it was skipped. */
  skippedBy: SwitchId | null;
  /** A closed code of the failure (`self-signed`, `expired`), null where it passed. */
  reason: string | null;
  expected: string;
  found: string;
  /** Where the rule stands (`RFC 5280 §6.1.3`). */
  section: string;
}>;

/** One judgement of a peer: every check that ran, the two lights apart. */
export type VerdictArtifact = Readonly<{
  kind: "verdict";
  id: ArtifactId;
  by: ActorId;
  /** Whose answer was judged, as the judge calls the peer (`bob.example`). */
  about: string;
  purpose: "server" | "client";
  /** The pinned time of the judgement, ISO 8601, UTC. */
  at: string;
  /** The certificates as they came, end-entity certificate first. */
  presented: readonly CertificateId[];
  /** The certification path found, end-entity certificate first, trust anchor last; empty where there is none. */
  path: readonly CertificateId[];
  checks: readonly Check[];
  /** Did the signature over the conversation verify? awaited: it comes with the next message (RFC 8446 §4.4.3). */
  signature: "valid" | "invalid" | "absent" | "unchecked" | "awaited";
  accepted: boolean;
  /** The reason of the refusal: a failed check's code. */
  reason: string | null;
  /** The TLS alert that it becomes (`certificate_expired`). */
  alert: string | null;
}>;

export type Artifact =
  | KeyArtifact
  | CertificateArtifact
  | RequestArtifact
  | PacketArtifact
  | AttemptArtifact
  | SignatureArtifact
  | VerdictArtifact
  | SecretArtifact
  | ConnectionArtifact
  | StatusArtifact;

export type KeyPart = "public" | "private" | "secret";
/**
 * made: by the holder; agreed: derived with a peer; received: came in a packet; seen: copied while passing; stolen;
 * recomputed: out of a recorded handshake and a private half; assumed: handed out by a scene’s declared assumption.
 */
export type HeldKey = Readonly<{
  key: KeyId;
  part: KeyPart;
  how: "made" | "agreed" | "received" | "seen" | "stolen" | "recomputed" | "assumed";
}>;

/**
 * Something an actor has in plain text: their own words, read in the clear, or opened with a key. inferred: nobody's
 * words, but what they concluded from a packet that they could not read.
 */
export type Knowledge = Readonly<{
  text: string;
  how: "wrote" | "in the clear" | "opened" | "inferred";
  packet: PacketId;
  key: KeyId | null;
}>;

export type Channel = Readonly<{
  key: KeyId;
  /** Whom the holder believes to share it with (`Bob`). */
  believes: string;
  /** Why they may believe it: a verdict, or nothing at all. */
  verified: ArtifactId | null;
  open: boolean;
}>;

export type ActorState = Readonly<{
  /** false: drawn apart and greyed; takes no part. */
  online: boolean;
  /** The strategy in force at this place; `off` for everybody honest. */
  strategy: Strategy;
  keys: readonly HeldKey[];
  /** Own certificates, end-entity certificate first. */
  certificates: readonly CertificateId[];
  /** Others' certificates met so far. */
  seenCertificates: readonly CertificateId[];
  /** Trust anchors. */
  trust: readonly CertificateId[];
  /** Packets that were here: what a copy could have been kept of. */
  copies: readonly PacketId[];
  knows: readonly Knowledge[];
  channels: readonly Channel[];
  /** What the actor did in the world because of a message (`paid Carol 10 coins`). */
  deeds: readonly string[];
}>;

export const STRATEGIES = [
  "off",
  "eavesdrop",
  "tamper",
  "impersonate",
  "relay",
  "drop",
  "truncate",
  "replay",
  "downgrade",
] as const;
export type Strategy = (typeof STRATEGIES)[number];

export type World = Readonly<{
  /** Simulated time, ISO 8601, UTC. */
  time: string;
  switches: SwitchValues;
  actors: Readonly<Record<ActorId, ActorState>>;
  /** The packet on stage, where it rests, and whether it lies open there. */
  packet: Readonly<{ id: PacketId; at: ActorId; open: boolean }> | null;
}>;

export type Step = Readonly<{
  id: StepId;
  event: SimEvent;
  /** What first exists in this step, in the order in which it came to be. */
  made: readonly Artifact[];
  /** The world after the event. */
  world: World;
}>;

/** How it ended, as facts found in the run (never declared by the scene). */
export type Outcome = Readonly<{
  /** Texts that reached the one for whom they were meant, unchanged. */
  delivered: readonly string[];
  /** Texts that somebody read for whom they were not meant: actor and text. */
  leaked: readonly Readonly<{ actor: ActorId; text: string }>[];
  /** Texts that were believed though their believed author did not write them. */
  forged: readonly Readonly<{ actor: ActorId; text: string }>[];
  /** Verdicts that refused. */
  refused: readonly ArtifactId[];
  /** Texts that somebody took in more often than they were written; left out where there are none. */
  repeated?: readonly Readonly<{ actor: ActorId; text: string }>[];
}>;

export type Recording = Readonly<{
  format: "between-alice-and-bob/recording";
  version: 1;
  scene: string;
  /** What all its chance came from, where that was chosen. Then its private keys are known to whoever reads this. */
  seed?: string;
  hops: number;
  throws: readonly Throw[];
  /** In the order in which they stand from left to right; the authorities last. */
  cast: readonly Actor[];
  /** What exists before the first step. */
  made: readonly Artifact[];
  start: World;
  steps: readonly Step[];
}>;
