import type { ByteTree } from "../../bytes/tree.ts";
import type { Chance } from "../../crypto/chance.ts";
import type { Limits, Negotiated, VerifyPeer } from "../config.ts";
import type { Epoch, SecretName, TlsEvent } from "../events.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Suite } from "../schedule/suites.ts";
import type { Transcript } from "../schedule/transcript.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A handshake message as it came: decoded, its bytes with the 4-byte header, and its field tree. */
export type Received<M extends HandshakeMessage = HandshakeMessage> = Readonly<{
  message: M;
  bytes: Bytes;
  tree: ByteTree;
}>;

/**
 * All that a handshake state can do to the world: the states of client/ and server/ are functions
 * `(state, received, conversation) => Promise<next state>` and have no other effect.
 */
export type Conversation = Readonly<{
  role: "client" | "server";
  chance: Chance;
  now: () => number;
  verifyPeer: VerifyPeer;
  limits: Limits;
  /** What we send is added by `send`; what is received, each state adds itself, after checking what covers less of it. */
  transcript: Transcript;
  /** The suite that `writeWith` and `readWith` make keys of from here on. The transcript's hash is chosen apart from it. */
  setSuite(suite: Suite): void;
  /**
   * Encodes, puts into the flight under the present write keys, and adds to the transcript what is sent before
   * "connected"; gives the message's bytes.
   */
  send(message: HandshakeMessage): Bytes;
  /** The same for bytes already encoded (a ClientHello with its binders); header included. */
  sendEncoded(bytes: Bytes): void;
  /** The dummy change_cipher_spec of middlebox compatibility mode (§D.4). */
  sendChangeCipherSpec(): void;
  /** Application data under the present write keys (0-RTT too). */
  sendData(data: Uint8Array): void;
  /** From here on what is sent is protected with this traffic secret (§7.3). */
  writeWith(epoch: Epoch, trafficSecret: Bytes): void;
  /** Back to no protection: for the ClientHello that follows a HelloRetryRequest when early data was sent (§4.2.10). */
  writePlain(): void;
  /** From here on what is received is opened with this traffic secret; refuses where a message stands unfinished across the change (§5.1). */
  readWith(epoch: Epoch, trafficSecret: Bytes): void;
  /** Records that can't be opened are passed over, up to this many bytes (0-RTT that was not accepted, §4.2.10); 0: no more. */
  skipUnreadable(bytes: number): void;
  /** Limits of records (RFC 8449), once negotiated. */
  limitRecords(limits: Negotiated["recordSizeLimit"]): void;
  /** Tells of a secret of the schedule. The connection keeps `exporter_master_secret` for exportKey (§7.5). */
  tell(name: SecretName, secret: Bytes, transcriptHash: Bytes | null): void;
  /** The event "connected" opens the connection: data, KeyUpdate and exporters work from there on. */
  emit(event: TlsEvent): void;
}>;
