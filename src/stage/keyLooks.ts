import { t } from "../language/t.ts";
import { keysOf } from "../sim/lookup.ts";
import type { HeldKey, KeyArtifact, KeyId, Recording } from "../sim/recording.ts";
import { type KeyTone, patternIndexes, shortFingerprint } from "../ui/keyPattern.ts";

/** How a key looks all over the stage. */
export type KeyLook = Readonly<{
  id: KeyId;
  fingerprint: string;
  /** `key 7f3a`. */
  name: string;
  short: string;
  tone: KeyTone;
  index: number;
  use: KeyArtifact["use"];
}>;

const known = new WeakMap<Recording, ReadonlyMap<KeyId, KeyLook>>();

/** The looks of a recording's keys: all have different patterns as long as there are any left. */
export function keyLooks(recording: Recording): ReadonlyMap<KeyId, KeyLook> {
  const before = known.get(recording);
  if (before !== undefined) return before;
  const keys = keysOf(recording);
  const indexes = patternIndexes(keys);
  const looks = new Map(keys.map((key) => [key.id, lookOf(key, indexes.get(key.fingerprint) ?? 0)]));
  known.set(recording, looks);
  return looks;
}

/** What a held key is called on a desk: which part of it lies there. */
export function heldName(look: KeyLook, held: HeldKey): string {
  if (held.part === "secret") return look.name;
  const half = look.use === "agreement";
  if (held.part === "private") return half ? t`own half ${look.short}` : t`key pair ${look.short}`;
  return half ? t`half ${look.short}` : t`public key ${look.short}`;
}

function lookOf(key: KeyArtifact, index: number): KeyLook {
  const short = shortFingerprint(key.fingerprint);
  return {
    id: key.id,
    fingerprint: key.fingerprint,
    name: t`key ${short}`,
    short,
    tone: toneOf(key),
    index,
    use: key.use,
  };
}

function toneOf(key: KeyArtifact): KeyTone {
  if (key.use === "channel") return "yellow";
  return key.use === "encryption" ? "aqua" : "plain";
}
