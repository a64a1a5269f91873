import type { Epoch } from "../tls/events.ts";
import type { LaterEvent } from "./laterEvents.ts";
import type { ActorId, ArtifactId, CertificateId, KeyId, Outcome, PacketId, SwitchId } from "./recording.ts";
import type { RequestEvent } from "./requests.ts";
import type { SizeEvent } from "./sizes.ts";
import type { StatusEvent } from "./statuses.ts";

/**
 * One act. The actor of every event is who does it. `turns` is a switch thrown during the run: the actor is the one
 * whom it changes.
 */
export type SimEvent =
  | StatusEvent
  | RequestEvent
  | SizeEvent
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
