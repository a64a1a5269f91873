import { type Hex, toHex } from "../../bytes/hex.ts";
import { digest } from "../../crypto/hash.ts";
import type { Epoch, SecretName, TlsEvent } from "../../tls/events.ts";
import { RecordKeys } from "../../tls/record/keys.ts";
import type { Suite } from "../../tls/schedule/suites.ts";
import type { ActorProps } from "../props.ts";
import type { ArtifactId, KeyId, KeyKind } from "../recording.ts";

type SecretEvent = Extract<TlsEvent, { type: "secret" }>;

type Made = Pick<SecretEvent, "generation" | "secret" | "transcriptHash"> & Readonly<{ name: SecretName | "psk" }>;

/** A secret as it came out of the engine, not yet named in the recording. */
export type FreshSecret = Readonly<{
  event: Made;
  fingerprint: Hex;
  /** Of traffic secrets: whose records it protects. */
  traffic: Readonly<{ side: "client" | "server"; epoch: Epoch; key: KeyId; suite: Suite }> | null;
}>;

const TRAFFIC: Readonly<Partial<Record<SecretName, Readonly<{ side: "client" | "server"; epoch: Epoch }>>>> = {
  client_early_traffic_secret: { side: "client", epoch: "early" },
  client_handshake_traffic_secret: { side: "client", epoch: "handshake" },
  server_handshake_traffic_secret: { side: "server", epoch: "handshake" },
  client_application_traffic_secret: { side: "client", epoch: "application" },
  server_application_traffic_secret: { side: "server", epoch: "application" },
};

const ALGORITHMS: Readonly<Record<Suite["aead"], KeyKind>> = {
  "AES-128-GCM": "AES-128-GCM",
  "AES-256-GCM": "AES-256-GCM",
  "ChaCha20-Poly1305": "ChaCha20-Poly1305",
};

/** What a secret is for, and by which name its key will go. */
export function freshSecret(event: SecretEvent, suite: Suite | null): FreshSecret {
  const fingerprint = toHex(digest("SHA-256", event.secret));
  const side = TRAFFIC[event.name];
  if (side === undefined || suite === null) return { event, fingerprint, traffic: null };
  return { event, fingerprint, traffic: { ...side, suite, key: `key:${fingerprint.slice(0, 16)}` } };
}

/** What a ticket stands for (RFC 8446 §4.6.1), as a secret like the others. */
export function pskSecret(psk: Uint8Array<ArrayBuffer>): FreshSecret {
  const event = { name: "psk", generation: 0, secret: psk, transcriptHash: null } as const;
  return { event, fingerprint: toHex(digest("SHA-256", psk)), traffic: null };
}

/** Names the key that is kept with a ticket: it seals nothing, and begins another schedule. */
export function nameKept(props: ActorProps, psk: Uint8Array<ArrayBuffer>): KeyId {
  const { fingerprint } = pskSecret(psk);
  const id = `key:${fingerprint.slice(0, 16)}`;
  return props.put({ kind: "key", id, algorithm: "PSK", use: "resumption", fingerprint, publicPart: null });
}

/** Puts a secret into the recording, with the key that is made of it; both ends' is the same one. */
export function nameSecret(props: ActorProps, { event, fingerprint, traffic }: FreshSecret): ArtifactId {
  if (traffic !== null) {
    const keys = new RecordKeys(traffic.suite, event.secret);
    const algorithm = ALGORITHMS[traffic.suite.aead];
    props.keepTraffic(traffic.key, { algorithm, open: keys.open.bind(keys) });
    props.put({ kind: "key", id: traffic.key, algorithm, use: "channel", fingerprint, publicPart: null });
  }
  return props.put({
    kind: "secret",
    id: `secret:${event.name}:${fingerprint.slice(0, 16)}`,
    name: event.name,
    generation: event.generation,
    value: toHex(event.secret),
    fingerprint,
    transcriptHash: event.transcriptHash === null ? null : toHex(event.transcriptHash),
    key: traffic?.key ?? null,
  });
}
