import { artifact, judgedIn, worldAt } from "../../sim/lookup.ts";
import type { ActorId, Recording, VerdictArtifact } from "../../sim/recording.ts";
import { isHostile } from "../names.ts";

/**
 * Who was accepted though they are no friend: the holder of the presented certificate's private key, where nobody
 * honest holds it, or who stole it and shows the certificate. null where the verdict refused, or the certificate is an
 * honest one's.
 */
export function deceiverOf(recording: Recording, count: number, verdict: VerdictArtifact): ActorId | null {
  const [first] = verdict.presented;
  if (!verdict.accepted || first === undefined) return null;
  const { key } = artifact(recording, "certificate", first);
  const world = worldAt(recording, count);
  const holders = recording.cast.filter(({ id }) =>
    world.actors[id]?.keys.some((held) => held.key === key && held.part === "private"),
  );
  const hostile = holders.filter(({ id }) => isHostile(recording, world, id));
  if (hostile.length === holders.length) return hostile[0]?.id ?? null;
  const shownBy = judgedIn(recording, verdict);
  return hostile.find(({ id }) => id === shownBy)?.id ?? null;
}

/**
 * How somebody came to be taken for an honest one whose name the certificate bears: with a stolen key, or because an
 * authority vouched for the wrong one. null where that did not happen.
 */
export function mistakenBy(
  recording: Recording,
  count: number,
  verdict: VerdictArtifact,
): "theft" | "authority" | null {
  const deceiver = deceiverOf(recording, count, verdict);
  const [first] = verdict.presented;
  const hasOwner = recording.cast.some(({ id, host }) => host === verdict.about && id !== deceiver);
  if (deceiver === null || first === undefined || !hasOwner) return null;
  const { key } = artifact(recording, "certificate", first);
  const held = worldAt(recording, count).actors[deceiver]?.keys.find((k) => k.key === key && k.part === "private");
  return held?.how === "stolen" ? "theft" : "authority";
}

/** True for a verdict that accepted and should not make anybody feel safe: a check was off, or the peer is no friend. */
export function isAlarming(recording: Recording, count: number, verdict: VerdictArtifact): boolean {
  return deceiverOf(recording, count, verdict) !== null || verdict.checks.some((check) => check.skippedBy !== null);
}
