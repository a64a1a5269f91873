import type { Hex } from "../bytes/hex.ts";
import type { ActorId, ArtifactId, CertificateId } from "./recording.ts";

/** What an authority said about certificates that it issued, signed and dated. */
export type StatusArtifact = Readonly<{
  kind: "status";
  id: ArtifactId;
  /** list: of all that it revoked (RFC 5280 §5); answer: about one certificate (RFC 6960). */
  what: "list" | "answer";
  /** CertificateList or OCSPResponse. */
  der: Hex;
  /** Who signed it. */
  issuer: CertificateId;
  /** Of an answer: about whom. */
  about: CertificateId | null;
  /** Whom it calls revoked, and since when (ISO 8601, UTC). */
  revoked: readonly Readonly<{ certificate: CertificateId; at: string }>[];
  /** From when until when it counts, ISO 8601, UTC. */
  thisUpdate: string;
  nextUpdate: string;
}>;

/** What happens around certificates that are not to count any more. */
export type StatusEvent =
  /** Time goes by, until then (ISO 8601, UTC). */
  | Readonly<{ type: "waits"; actor: ActorId; until: string }>
  /** Tells an authority that the key of a certificate is in other hands. */
  | Readonly<{ type: "reports"; actor: ActorId; authority: ActorId; certificate: CertificateId }>
  /** Takes a certificate back, and says so in a list, or in its answers from then on. */
  | Readonly<{ type: "revokes"; actor: ActorId; certificate: CertificateId; status: ArtifactId }>
  /** Asks for a list or an answer; null: nothing comes. */
  | Readonly<{ type: "fetches"; actor: ActorId; from: ActorId; status: ArtifactId | null }>
  /** Keeps a list or an answer from whoever asks for it; `instead` goes on in its place. */
  | Readonly<{ type: "withholds"; actor: ActorId; status: ArtifactId; instead: ArtifactId | null }>;
