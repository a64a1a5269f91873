import { artifact, artifacts } from "../../sim/lookup.ts";
import type { CertificateArtifact, Recording, SimEvent } from "../../sim/recording.ts";
import type { StatusArtifact } from "../../sim/statuses.ts";
import { stepOf } from "../phrases/facts.ts";
import { spanOf } from "../phrases/revoking.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** Alice’s defence, as it was when the key was stolen. */
export function defenceIn(recording: Recording): string {
  return stepOf(recording, "mallory.steals.bob")?.world.switches.defence ?? recording.start.switches.defence ?? "none";
}

/** When the key was stolen. */
export function theftTime(recording: Recording): string {
  return recording.start.time;
}

/** How long after the theft that is. */
export function sinceTheft(recording: Recording, until: string): string {
  return spanOf(theftTime(recording), until);
}

/** The certificate that goes with the stolen key in this run. */
export function stolenIn(recording: Recording): CertificateArtifact | null {
  const theft = stepOf(recording, "mallory.steals.bob")?.event;
  if (theft?.type !== "steals") return null;
  const all = [...artifacts(recording).values()].filter(
    (a): a is CertificateArtifact => a.kind === "certificate" && a.key === theft.key,
  );
  const byEnd = all.toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : 1));
  return (defenceIn(recording) === "days" ? byEnd.at(0) : byEnd.at(-1)) ?? null;
}

/** What somebody last got who asked about revocation; null where they never asked, or nothing came. */
export function gotBy(recording: Recording, actor: string): StatusArtifact | null {
  const asked = recording.steps
    .map(({ event }) => event)
    .findLast((event): event is Of<"fetches"> => event.type === "fetches" && event.actor === actor);
  return asked === undefined || asked.status === null ? null : artifact(recording, "status", asked.status);
}

/** Since when the certificate was revoked; null where nobody revoked it. */
export function revokedAt(recording: Recording): string | null {
  const event = stepOf(recording, "authority.revokes")?.event;
  if (event?.type !== "revokes") return null;
  return artifact(recording, "status", event.status).revoked[0]?.at ?? null;
}

/** Whether it is Mallory’s signature, by the stolen key, that Alice took: she is the other end. */
export function isMallorys(recording: Recording): boolean {
  return stepOf(recording, "mallory.makes.copy") !== null;
}
