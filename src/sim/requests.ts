import type { Hex } from "../bytes/hex.ts";
import type { ActorId, ArtifactId, Check, KeyId, SwitchId } from "./recording.ts";

/** A request for a certificate (PKCS #10, RFC 2986), as it is handed to an authority. */
export type RequestArtifact = Readonly<{
  kind: "request";
  id: ArtifactId;
  der: Hex;
  subject: string;
  names: readonly string[];
  /** The key that it wants a certificate for. */
  key: KeyId;
}>;

/** What happens between a request and a certificate. */
export type RequestEvent =
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
    }>;
