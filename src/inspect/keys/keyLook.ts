import { keysOf } from "../../sim/lookup.ts";
import type { KeyArtifact, KeyId, Recording } from "../../sim/recording.ts";
import { type KeyTone, patternIndexes } from "../../ui/keyPattern.ts";

/** How a key's mark looks: the same here as on stage. */
export function keyLook(
  recording: Recording,
  id: KeyId,
): Readonly<{ fingerprint: string; tone: KeyTone; index: number }> | null {
  const all = keysOf(recording);
  const key = all.find((k) => k.id === id);
  if (key === undefined) return null;
  return { fingerprint: key.fingerprint, tone: toneOf(key), index: patternIndexes(all).get(key.fingerprint) ?? 0 };
}

function toneOf({ use }: KeyArtifact): KeyTone {
  if (use === "channel") return "yellow";
  return use === "encryption" ? "aqua" : "plain";
}
