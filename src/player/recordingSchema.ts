import * as v from "valibot";
import { STRATEGIES } from "../sim/recording.ts";
import { SECRET_NAMES } from "../tls/secretNames.ts";
import { readSeed } from "./seedText.ts";

/**
 * The shape of a recording, closed and bounded: the run-time twin of src/sim/recording.ts. Whatever comes out of it
 * is assigned to `Recording`, so the two can't drift apart unnoticed.
 */

export const MOST_STEPS = 2000;
const MOST_ARTIFACTS = 400;
const MOST_THINGS = 400;
const MOST_ACTORS = 40;
const MOST_RECORDS = 100;

const id = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,300}$/));
const short = v.pipe(v.string(), v.maxLength(300));
const text = v.pipe(v.string(), v.maxLength(20_000));
const hex = v.pipe(v.string(), v.maxLength(400_000), v.regex(/^(?:[0-9a-f]{2})*$/));
const time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/),
  v.check((value) => !Number.isNaN(Date.parse(value))),
);
const ids = v.pipe(v.array(id), v.maxLength(MOST_THINGS));
const maybeId = v.nullable(id);
const maybeText = v.nullable(text);
const part = v.picklist(["public", "private", "secret"]);

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** Secrets and hashes of the key schedule: at most as long as SHA-512’s. */
const secretHex = v.pipe(hex, v.minLength(2), v.maxLength(128));
const epoch = v.picklist(["initial", "early", "handshake", "application"]);
const recordSpan = v.strictObject({ start: count, end: count, epoch, sequence: count, key: maybeId });

const HOW_HELD = ["made", "agreed", "received", "seen", "stolen", "recomputed", "assumed"] as const;

const artifact = v.variant("kind", [
  v.strictObject({
    kind: v.literal("key"),
    id,
    algorithm: v.picklist([
      "RSA-OAEP 2048",
      "AES-256-GCM",
      "AES-128-GCM",
      "ChaCha20-Poly1305",
      "X25519",
      "P-256",
      "ML-KEM-768",
      "ECDSA P-256",
      "RSA 1024",
      "RSA 2048, SHA-1",
      "PSK",
      "another kind",
    ]),
    use: v.picklist(["encryption", "agreement", "signature", "channel", "resumption"]),
    fingerprint: v.pipe(hex, v.minLength(16)),
    publicPart: v.nullable(hex),
  }),
  v.strictObject({
    kind: v.literal("certificate"),
    id,
    der: hex,
    subject: short,
    issuer: short,
    names: v.pipe(v.array(short), v.maxLength(MOST_THINGS)),
    notBefore: time,
    notAfter: time,
    usages: v.pipe(v.array(short), v.maxLength(MOST_THINGS)),
    isCA: v.boolean(),
    serial: hex,
    key: id,
    fingerprint: v.pipe(hex, v.minLength(16)),
  }),
  v.strictObject({
    kind: v.literal("request"),
    id,
    der: hex,
    subject: short,
    names: v.pipe(v.array(short), v.maxLength(MOST_THINGS)),
    key: id,
  }),
  v.strictObject({
    kind: v.literal("packet"),
    id,
    message: short,
    label: short,
    author: id,
    from: id,
    to: id,
    seal: v.variant("as", [
      v.strictObject({ as: v.literal("paper") }),
      v.strictObject({ as: v.literal("aqua"), key: id }),
      v.strictObject({ as: v.literal("yellow"), key: id }),
    ]),
    bytes: hex,
    changedFrom: maybeId,
    records: v.exactOptional(v.pipe(v.array(recordSpan), v.minLength(1), v.maxLength(MOST_RECORDS))),
    connection: v.exactOptional(count),
  }),
  v.strictObject({
    kind: v.literal("attempt"),
    id,
    packet: id,
    key: id,
    part,
    method: short,
    text: maybeText,
    error: maybeText,
    inside: v.exactOptional(v.pipe(v.array(v.nullable(hex)), v.maxLength(MOST_RECORDS))),
  }),
  v.strictObject({
    kind: v.literal("secret"),
    id,
    name: v.picklist([...SECRET_NAMES, "psk"]),
    generation: count,
    value: secretHex,
    fingerprint: v.pipe(hex, v.minLength(16)),
    transcriptHash: v.nullable(secretHex),
    key: maybeId,
  }),
  v.strictObject({
    kind: v.literal("connection"),
    id,
    actor: id,
    role: v.picklist(["client", "server"]),
    peer: id,
    state: short,
    secrets: ids,
    negotiated: v.nullable(
      v.strictObject({
        version: short,
        suite: short,
        group: v.nullable(short),
        serverName: v.nullable(short),
        alpn: v.nullable(short),
        peer: v.nullable(short),
        peerScheme: v.nullable(short),
        ownScheme: v.nullable(short),
      }),
    ),
    failure: v.nullable(v.strictObject({ code: short, alert: v.nullable(short), section: short })),
    connection: v.exactOptional(count),
  }),
  v.strictObject({
    kind: v.literal("status"),
    id,
    what: v.picklist(["list", "answer"]),
    der: hex,
    issuer: id,
    about: maybeId,
    revoked: v.pipe(v.array(v.strictObject({ certificate: id, at: time })), v.maxLength(MOST_THINGS)),
    thisUpdate: time,
    nextUpdate: time,
  }),
  v.strictObject({ kind: v.literal("signature"), id, key: id, transcriptHash: hex, bytes: hex }),
  v.strictObject({
    kind: v.literal("verdict"),
    id,
    by: id,
    about: short,
    purpose: v.picklist(["server", "client"]),
    at: time,
    presented: ids,
    path: ids,
    checks: v.pipe(
      v.array(
        v.strictObject({
          id: v.picklist([
            "chain",
            "form",
            "signatures",
            "strength",
            "dates",
            "issuers",
            "constraints",
            "policies",
            "revocation",
            "name",
            "usage",
            "possession",
          ]),
          result: v.picklist(["passed", "failed", "skipped"]),
          skippedBy: maybeId,
          reason: v.nullable(short),
          expected: text,
          found: text,
          section: short,
        }),
      ),
      v.maxLength(20),
    ),
    signature: v.picklist(["valid", "invalid", "absent", "unchecked", "awaited"]),
    accepted: v.boolean(),
    reason: v.nullable(short),
    alert: v.nullable(short),
  }),
]);

const switches = v.record(id, short);

const actorState = v.strictObject({
  online: v.boolean(),
  strategy: v.picklist(STRATEGIES),
  keys: v.pipe(v.array(v.strictObject({ key: id, part, how: v.picklist(HOW_HELD) })), v.maxLength(MOST_THINGS)),
  certificates: ids,
  seenCertificates: ids,
  trust: ids,
  copies: ids,
  knows: v.pipe(
    v.array(
      v.strictObject({
        text,
        how: v.picklist(["wrote", "in the clear", "opened", "inferred"]),
        packet: id,
        key: maybeId,
      }),
    ),
    v.maxLength(MOST_THINGS),
  ),
  channels: v.pipe(
    v.array(v.strictObject({ key: id, believes: short, verified: maybeId, open: v.boolean() })),
    v.maxLength(MOST_THINGS),
  ),
  deeds: v.pipe(v.array(text), v.maxLength(MOST_THINGS)),
});

const world = v.strictObject({
  time,
  switches,
  actors: v.record(id, actorState),
  packet: v.nullable(v.strictObject({ id, at: id, open: v.boolean() })),
});

const said = v.pipe(v.array(v.strictObject({ actor: id, text })), v.maxLength(MOST_THINGS));

const event = v.variant("type", [
  v.strictObject({
    type: v.literal("makes"),
    actor: id,
    what: v.picklist(["keyPair", "half", "channelKey", "certificate", "copy", "request"]),
    keys: ids,
    certificate: maybeId,
    request: v.exactOptional(id),
  }),
  v.strictObject({
    type: v.literal("asksFor"),
    actor: id,
    authority: id,
    key: id,
    host: short,
    request: v.exactOptional(id),
  }),
  v.strictObject({ type: v.literal("challenges"), actor: id, to: id, host: short, token: short }),
  v.strictObject({
    type: v.literal("examines"),
    actor: id,
    applicant: id,
    what: v.picklist(["signature", "control"]),
    request: id,
    result: v.picklist(["passed", "failed", "skipped"]),
    skippedBy: maybeId,
    expected: text,
    found: v.pipe(v.array(text), v.maxLength(20)),
  }),
  v.strictObject({
    type: v.literal("infers"),
    actor: id,
    how: v.picklist(["measures", "infers"]),
    packet: id,
    text,
    size: count,
    candidates: v.pipe(v.array(short), v.maxLength(MOST_THINGS)),
  }),
  v.strictObject({ type: v.literal("issues"), actor: id, to: id, certificate: id }),
  v.strictObject({ type: v.literal("leaves"), actor: id }),
  v.strictObject({ type: v.literal("waits"), actor: id, until: time }),
  v.strictObject({ type: v.literal("reports"), actor: id, authority: id, certificate: id }),
  v.strictObject({ type: v.literal("revokes"), actor: id, certificate: id, status: id }),
  v.strictObject({ type: v.literal("fetches"), actor: id, from: id, status: maybeId }),
  v.strictObject({ type: v.literal("withholds"), actor: id, status: id, instead: maybeId }),
  v.strictObject({ type: v.literal("writes"), actor: id, packet: id, text: maybeText }),
  v.strictObject({ type: v.literal("seals"), actor: id, packet: id, key: id, text: maybeText }),
  v.strictObject({ type: v.literal("signs"), actor: id, signature: id, key: id }),
  v.strictObject({
    type: v.literal("travels"),
    actor: id,
    packet: id,
    path: v.pipe(v.array(id), v.minLength(2), v.maxLength(MOST_ACTORS)),
  }),
  v.strictObject({ type: v.literal("reads"), actor: id, packet: id, text: maybeText }),
  v.strictObject({ type: v.literal("opens"), actor: id, packet: id, attempt: id, text: maybeText, gives: maybeId }),
  v.strictObject({ type: v.literal("fails"), actor: id, packet: id, attempts: ids }),
  v.strictObject({
    type: v.literal("changes"),
    actor: id,
    packet: id,
    from: id,
    what: v.picklist(["text", "bit", "half", "offer"]),
  }),
  v.strictObject({ type: v.literal("repeats"), actor: id, packet: id, from: id }),
  v.strictObject({ type: v.literal("swallows"), actor: id, packet: id }),
  v.strictObject({ type: v.literal("derives"), actor: id, key: id, from: ids, believes: short, verified: maybeId }),
  v.strictObject({
    type: v.literal("schedules"),
    actor: id,
    epoch,
    secrets: ids,
    keys: ids,
    believes: short,
    verified: maybeId,
  }),
  v.strictObject({
    type: v.literal("checks"),
    actor: id,
    verdict: id,
    of: v.exactOptional(v.literal("signature")),
  }),
  v.strictObject({ type: v.literal("turns"), actor: id, switch: id, value: short }),
  v.strictObject({ type: v.literal("steals"), actor: id, from: id, key: id }),
  v.strictObject({ type: v.literal("forgets"), actor: id, keys: ids, secrets: ids }),
  v.strictObject({ type: v.literal("assumes"), actor: id, key: id }),
  v.strictObject({ type: v.literal("recomputes"), actor: id, epoch, from: id, secrets: ids, keys: ids }),
  v.strictObject({ type: v.literal("keeps"), actor: id, key: id }),
  v.strictObject({ type: v.literal("acts"), actor: id, text }),
  v.strictObject({ type: v.literal("gives-up"), actor: id, why: text }),
  v.strictObject({
    type: v.literal("ends"),
    actor: id,
    outcome: v.strictObject({
      delivered: v.pipe(v.array(text), v.maxLength(MOST_THINGS)),
      leaked: said,
      forged: said,
      refused: ids,
      repeated: v.exactOptional(said),
    }),
  }),
]);

const made = v.pipe(v.array(artifact), v.maxLength(MOST_ARTIFACTS));

export const recordingSchema = v.strictObject({
  format: v.literal("between-alice-and-bob/recording"),
  version: v.literal(1),
  scene: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  seed: v.exactOptional(
    v.pipe(
      v.string(),
      v.check((seed) => readSeed(seed) === seed),
    ),
  ),
  hops: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16)),
  throws: v.pipe(v.array(v.strictObject({ switch: id, value: short, after: maybeId })), v.maxLength(100)),
  cast: v.pipe(
    v.array(
      v.strictObject({
        id,
        role: v.picklist(["client", "server", "router", "authority", "impostor"]),
        name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
        host: v.nullable(short),
        canTurn: v.boolean(),
        outside: v.exactOptional(v.literal(true)),
      }),
    ),
    v.minLength(1),
    v.maxLength(MOST_ACTORS),
  ),
  made,
  start: world,
  steps: v.pipe(v.array(v.strictObject({ id, event, made, world })), v.maxLength(MOST_STEPS)),
});
