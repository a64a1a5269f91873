import { CONTENT_TYPES, HANDSHAKE_TYPES } from "../../../tls/codepoints.ts";
import type { Epoch, SecretName, TlsEvent } from "../../../tls/events.ts";
import { RecordKeys } from "../../../tls/record/keys.ts";
import { EarlySecret } from "../../../tls/schedule/secrets.ts";
import type { RecordOpener } from "../../vault.ts";
import { contentEnd } from "../attempt.ts";
import { joined, type Overheard, type SealedRecord } from "./overheard.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type SecretEvent = Extract<TlsEvent, { type: "secret" }>;

/** A stage of a key schedule that was worked out again. */
export type Stage = Readonly<{
  epoch: Epoch;
  secrets: readonly SecretEvent[];
  /** What the two sides sealed with. */
  keys: Readonly<Record<"client" | "server", RecordOpener>>;
}>;

/** The key schedule of a recorded handshake, as a shared secret gives it. */
export type Recomputed = Readonly<{ handshake: Stage; application: Stage }>;

/**
 * Works the key schedule of a recorded handshake out again (RFC 8446 §7.1), from what lay open and from what the two
 * shares are said to have given. Null where that was another secret: then the first sealed record does not open.
 */
export async function recompute(heard: Overheard, shared: Uint8Array): Promise<Recomputed | null> {
  const { suite } = heard;
  const transcript = heard.transcript();
  const early = new EarlySecret(suite, null);
  const middle = early.handshake(shared);
  const hellos = transcript.hash();
  const handshake = stage(heard, "handshake", [
    secret("early_secret", early.secret, null),
    secret("handshake_secret", middle.secret, null),
    secret("client_handshake_traffic_secret", middle.clientTraffic(hellos), hellos),
    secret("server_handshake_traffic_secret", middle.serverTraffic(hellos), hellos),
  ]);
  const flight = await serversFlight(heard, handshake.keys.server);
  if (flight === null) return null;
  for (const message of flight) transcript.add(message);
  const main = middle.main();
  const finished = transcript.hash();
  const application = stage(heard, "application", [
    secret("master_secret", main.secret, null),
    secret("client_application_traffic_secret", main.clientTraffic(finished), finished),
    secret("server_application_traffic_secret", main.serverTraffic(finished), finished),
  ]);
  return { handshake, application };
}

/** Tries what shared secrets would give on a record: the handshake keys of either side, one secret after the other. */
export function guessing(heard: Overheard, guesses: readonly Uint8Array[]): RecordOpener {
  const hash = heard.transcript().hash();
  const keys = guesses.flatMap((guess) => {
    const middle = new EarlySecret(heard.suite, null).handshake(guess);
    return [middle.clientTraffic(hash), middle.serverTraffic(hash)].map((one) => new RecordKeys(heard.suite, one));
  });
  return {
    algorithm: heard.suite.aead,
    async open(sequence, header, body) {
      for (const key of keys) {
        const inner = await key.open(sequence, header, body);
        if (inner !== null) return inner;
      }
      return null;
    },
  };
}

/** The server's messages from EncryptedExtensions to Finished; null where a record of them does not open. */
async function serversFlight({ sealed }: Overheard, key: RecordOpener): Promise<readonly Bytes[] | null> {
  const contents: Uint8Array[] = [];
  for (const record of sealed.filter(({ side, span }) => side === "server" && span.epoch === "handshake")) {
    const inner = await openRecord(record, key);
    if (inner === null) return null;
    const end = contentEnd(inner);
    if (inner[end] === CONTENT_TYPES.handshake) contents.push(inner.subarray(0, end));
  }
  const messages = joined(contents);
  const last = messages.findIndex(([type]) => type === HANDSHAKE_TYPES.finished);
  return last < 0 ? null : messages.slice(0, last + 1);
}

function openRecord({ span, header, body }: SealedRecord, key: RecordOpener): Promise<Uint8Array | null> {
  return key.open(span.sequence, header, body);
}

function stage({ suite }: Overheard, epoch: Epoch, secrets: readonly SecretEvent[]): Stage {
  const keyOf = (name: SecretName): RecordOpener => {
    const traffic = secrets.find((one) => one.name === name);
    if (traffic === undefined) throw new RangeError(`no ${name} among the secrets`);
    const keys = new RecordKeys(suite, traffic.secret);
    return { algorithm: suite.aead, open: keys.open.bind(keys) };
  };
  const [client, server] =
    epoch === "handshake"
      ? (["client_handshake_traffic_secret", "server_handshake_traffic_secret"] as const)
      : (["client_application_traffic_secret", "server_application_traffic_secret"] as const);
  return { epoch, secrets, keys: { client: keyOf(client), server: keyOf(server) } };
}

function secret(name: SecretName, value: Bytes, transcriptHash: Bytes | null): SecretEvent {
  return { type: "secret", name, generation: 0, secret: value, transcriptHash };
}
