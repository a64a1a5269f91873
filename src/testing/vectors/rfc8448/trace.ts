import type { Hex } from "../../../bytes/hex.ts";
import type { GroupName } from "../../../crypto/groups.ts";
import type { ContentTypeName } from "../../../tls/codepoints.ts";
import type { Epoch, SecretName } from "../../../tls/events.ts";

/**
 * The traces of RFC 8448, "Example Handshake Traces for TLS 1.3". Their bytes are taken from two projects' test data,
 * which agree in every record and key but one record (see resumed.ts):
 * randombit/botan, src/tests/data/tls_13_rfc8448/transcripts.vec and server_key.pem;
 * princeb612/hotplace, test/testcase/tls/testcase_rfc8448_2.cpp to _7.cpp.
 */
export type Trace = Readonly<{
  section: string;
  /** The ephemeral key pairs, in the order in which they were made; private keys are raw. */
  shares: readonly Readonly<{ side: Side; group: GroupName; privateKey: Hex; publicKey: Hex }>[];
  /** The secrets of the schedule that the RFC shows. */
  secrets: Readonly<Partial<Record<SecretName, Hex>>>;
  /** Between the stages of the schedule: the salts of handshake_secret and master_secret. */
  derived: Readonly<{ handshake: Hex; master?: Hex }>;
  /** Traffic keys, by whose records of which epoch they protect. */
  keys: Readonly<Partial<Record<`${Side} ${Epoch}`, Readonly<{ key: Hex; iv: Hex }>>>>;
  /** What the key exchange gave. */
  sharedSecret?: Hex;
  /** Transcript hash of ClientHello to ServerHello. */
  helloHash?: Hex;
  /** What the ticket of this trace stands for. */
  ticketPsk?: Hex;
  /** What this trace is resumed with, and the binder that proves it. */
  psk?: Hex;
  binder?: Readonly<{ hash: Hex; finishedKey: Hex; value: Hex }>;
  /** Every record, in order. The payload is what stands inside the protection, without type and padding. */
  records: readonly TraceRecord[];
}>;

export type Side = "client" | "server";

export type TraceRecord = Readonly<{ from: Side; epoch: Epoch; type: ContentTypeName; payload: Hex; record: Hex }>;

/** Hex written over several lines. */
export function hex(lines: string): Hex {
  return lines.replace(/\s+/g, "");
}
