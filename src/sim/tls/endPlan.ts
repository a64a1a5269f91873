import type { KeyPair } from "../../crypto/keys.ts";
import type { Session } from "../../tls/config.ts";
import type { Sending } from "../acting.ts";
import type { PeerJudge } from "../identity.ts";
import type { ActorId, ArtifactId } from "../recording.ts";

/** What an end is, whatever its role. */
export type EndPlan = Readonly<{
  role: "client" | "server";
  /** Whose address is at the other end, and who it is taken for. */
  peer: ActorId;
  believes: string;
  /** The name that is asked for. */
  serverName: () => string;
  /** Judges the peer's certificates; null: takes whoever answers. */
  judge: PeerJudge | null;
  /** The key with which it signs. */
  key: KeyPair | null;
  /** Whether a peer that shows no certificate is refused. */
  insists: boolean;
  /** Whether whoever is at the other end has hung up: what is still to be sent goes out as it is, in one packet. */
  gone: () => boolean;
  /** Which of several connections with that peer it is; left out: the first. */
  connection?: number;
  /** Whether messages that are sent in one go under the same keys are told as one packet. */
  inFlights?: boolean;
  /** The verdict on which a session rests that is gone on with; left out: there is none. */
  rests?: ArtifactId | null;
}>;

/** What came of a packet. */
export type Heard = Readonly<{
  sendings: readonly Sending[];
  /** Application data that came. */
  texts: readonly string[];
  /** The handshake became complete with it. */
  connected: boolean;
  /** close_notify came with it. */
  closed: boolean;
  /** Tickets that came, each a session to go on with. */
  sessions: readonly Session[];
}>;
