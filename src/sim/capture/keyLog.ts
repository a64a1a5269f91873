import { fromHex } from "../../bytes/hex.ts";
import { HEADER_SIZE } from "../../tls/record/sizes.ts";
import { keyLogLine } from "../../tls/schedule/keyLog.ts";
import { artifacts } from "../lookup.ts";
import type { KeyId, Recording, SecretArtifact } from "../recording.ts";
import { type Stream, tapsOf } from "./streams.ts";

/** Where the random of a ClientHello stands in its record: behind the headers and legacy_version (RFC 8446 §4.1.2). */
const RANDOM_AT = HEADER_SIZE + 4 + 2;
const RANDOM_SIZE = 32;

/**
 * The key log (NSS's format, RFC 9850) of every connection of a run: the secrets that sealed what crossed the wire.
 * Empty where nothing was sealed. Of a seeded run, a comment before them says so.
 */
export function keyLogOf(recording: Recording): string {
  const streams = tapsOf(recording).flat();
  const lines = new Set(streams.flatMap((stream) => linesOf(recording, stream)));
  const { seed } = recording;
  return textOf(seed === undefined || lines.size === 0 ? [...lines] : [`# ${seededNote(seed)}`, ...lines]);
}

/** What files say of a seeded run, in one line. */
export function seededNote(seed: string): string {
  return `A seeded run: its keys and secrets follow from the seed "${seed}" and are known to everybody who has that.`;
}

/** The key log of one connection. */
export function keyLogOfStream(recording: Recording, stream: Stream): string {
  return textOf(linesOf(recording, stream));
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/**
 * Each side's secrets are those that it sealed with, so that where the two ends did not come to the same (a share was
 * changed on the way), what either said still opens.
 */
function linesOf(recording: Recording, { crossings }: Stream): readonly string[] {
  const [first] = crossings;
  if (first === undefined) return [];
  const random = fromHex(first.packet.bytes).slice(RANDOM_AT, RANDOM_AT + RANDOM_SIZE);
  const keys = new Set(crossings.flatMap(({ packet }) => packet.records?.map(({ key }) => key) ?? []));
  const secrets = secretsByKey(recording);
  return [...keys].flatMap((key) => {
    const secret = key === null ? undefined : secrets.get(key);
    if (secret === undefined) return [];
    const { name, generation, value } = secret;
    return name === "psk" ? [] : (keyLogLine(random, { name, generation, secret: fromHex(value) }) ?? []);
  });
}

function secretsByKey(recording: Recording): ReadonlyMap<KeyId, SecretArtifact> {
  const found = new Map<KeyId, SecretArtifact>();
  for (const one of artifacts(recording).values()) {
    if (one.kind === "secret" && one.key !== null) found.set(one.key, one);
  }
  return found;
}
