import type { Epoch } from "../tls/events.ts";
import type { LaterEvent } from "./laterEvents.ts";
import type { ActorId, ArtifactId, CertificateId, Check, KeyId, Outcome, PacketId, SwitchId } from "./recording.ts";
import type { StatusEvent } from "./statuses.ts";

/**
 * One act. The actor of every event is who does it. `turns` is a switch thrown during the run: the actor is the one
 * whom it changes.
 */
export type SimEvent =
  | StatusEvent
  | Readonly<{
      type: "makes";
      actor: ActorId;
      /** certificate: takes out one of one's own; copy: takes out somebody else's. */
      what: "keyPair" | "half" | "channelKey" | "certificate" | "copy" | "request";
      keys: readonly KeyId[];
      certificate: CertificateId | null;
      /** Of a request for a certificate. */
      request?: ArtifactId;
    }>
  | Readonly<{
      type: "asksFor";
      actor: ActorId;
      authority: ActorId;
      key: KeyId;
      host: string;
      /** What is handed over, where it is shown. */
      request?: ArtifactId;
    }>
  | Readonly<{
      /** Gives a token that is to be found at the host's address (RFC 8555 §8.3). */
      type: "challenges";
      actor: ActorId;
      to: ActorId;
      host: string;
      token: string;
    }>
  | Readonly<{
      /** An authority's own checks, before it issues: does the request's signature fit; is the host the applicant's? */
      type: "examines";
      actor: ActorId;
      applicant: ActorId;
      what: "signature" | "control";
      request: ArtifactId;
      result: Check["result"];
      /** The what-if that turned it off, where it was skipped. */
      skippedBy: SwitchId | null;
      expected: string;
      /** What each look gave. */
      found: readonly string[];
    }>
  | Readonly<{ type: "issues"; actor: ActorId; to: ActorId; certificate: CertificateId }>
  | Readonly<{ type: "leaves"; actor: ActorId }>
  | Readonly<{ type: "writes"; actor: ActorId; packet: PacketId; text: string | null }>
  | Readonly<{ type: "seals"; actor: ActorId; packet: PacketId; key: KeyId; text: string | null }>
  | Readonly<{ type: "signs"; actor: ActorId; signature: ArtifactId; key: KeyId }>
  | Readonly<{ type: "travels"; actor: ActorId; packet: PacketId; path: readonly ActorId[] }>
  | Readonly<{ type: "reads"; actor: ActorId; packet: PacketId; text: string | null }>
  | Readonly<{
      type: "opens";
      actor: ActorId;
      packet: PacketId;
      attempt: ArtifactId;
      text: string | null;
      /** A key that was inside. */
      gives: KeyId | null;
    }>
  | Readonly<{ type: "fails"; actor: ActorId; packet: PacketId; attempts: readonly ArtifactId[] }>
  | Readonly<{
      /** Makes something of the size of a packet: measures what it knows, or concludes what it can't open. */
      type: "infers";
      actor: ActorId;
      how: "measures" | "infers";
      packet: PacketId;
      text: string;
      /** Size in bytes on the wire, and everything that it could be, judged by that. */
      size: number;
      candidates: readonly string[];
    }>
  | Readonly<{
      type: "changes";
      actor: ActorId;
      packet: PacketId;
      from: PacketId;
      what: "text" | "bit" | "half" | "offer";
    }>
  /** Sends bytes once more that somebody else sent before. */
  | Readonly<{ type: "repeats"; actor: ActorId; packet: PacketId; from: PacketId }>
  | Readonly<{ type: "swallows"; actor: ActorId; packet: PacketId }>
  | Readonly<{
      type: "derives";
      actor: ActorId;
      key: KeyId;
      from: readonly KeyId[];
      /** Whom the actor takes the other holder for. */
      believes: string;
      verified: ArtifactId | null;
    }>
  | Readonly<{
      /** Works the key schedule on (RFC 8446 §7.1). */
      type: "schedules";
      actor: ActorId;
      /** What the keys among the secrets protect. */
      epoch: Epoch;
      secrets: readonly ArtifactId[];
      /** The keys made of traffic secrets, the client's first. */
      keys: readonly KeyId[];
      /** Whom the actor takes the other holder for. */
      believes: string;
      verified: ArtifactId | null;
    }>
  | Readonly<{
      type: "checks";
      actor: ActorId;
      verdict: ArtifactId;
      /** Where certificates and signature come apart, and it is the signature's turn. */
      of?: "signature";
    }>
  | Readonly<{ type: "turns"; actor: ActorId; switch: SwitchId; value: string }>
  | Readonly<{ type: "steals"; actor: ActorId; from: ActorId; key: KeyId }>
  | LaterEvent
  /** Keeps for later what a ticket stands for. */
  | Readonly<{ type: "keeps"; actor: ActorId; key: KeyId }>
  | Readonly<{ type: "acts"; actor: ActorId; text: string }>
  | Readonly<{ type: "gives-up"; actor: ActorId; why: string }>
  | Readonly<{ type: "ends"; actor: ActorId; outcome: Outcome }>;
