import type { Epoch } from "../tls/events.ts";
import type { ActorId, ArtifactId, KeyId } from "./recording.ts";

/** What happens to the keys of a conversation that is over. */
export type LaterEvent =
  /** Throws keys and secrets away: whoever comes later finds none of them. */
  | Readonly<{ type: "forgets"; actor: ActorId; keys: readonly KeyId[]; secrets: readonly ArtifactId[] }>
  /** Comes by the private part of a public key, by nothing but what the scene declares to be assumed. */
  | Readonly<{ type: "assumes"; actor: ActorId; key: KeyId }>
  | Readonly<{
      /** Works a key schedule out again, from copies of packets and a private half (RFC 8446 §7.1). */
      type: "recomputes";
      actor: ActorId;
      epoch: Epoch;
      /** The private half. */
      from: KeyId;
      secrets: readonly ArtifactId[];
      keys: readonly KeyId[];
    }>;
