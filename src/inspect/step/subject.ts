import { artifacts } from "../../sim/lookup.ts";
import type { ArtifactId, Recording, Step } from "../../sim/recording.ts";

/** Whose bytes a step is about: the packet that it touches, or the key, certificate or signature made in it. */
export function subjectOf(recording: Recording, step: Step): ArtifactId | null {
  const { event } = step;
  if ("packet" in event) return event.packet;
  if ("status" in event) return event.status;
  if ("request" in event && event.request !== undefined) return event.request;
  if ("certificate" in event && event.certificate !== null) return event.certificate;
  if (event.type === "signs") return event.signature;
  if (event.type === "checks") return presented(recording, event.verdict);
  if (event.type === "makes" || event.type === "forgets") return event.keys[0] ?? null;
  if (event.type === "schedules" || event.type === "recomputes") return null;
  if ("key" in event) return event.key;
  return step.world.packet?.id ?? null;
}

function presented(recording: Recording, id: ArtifactId): ArtifactId | null {
  const verdict = artifacts(recording).get(id);
  return verdict?.kind === "verdict" ? (verdict.presented[0] ?? null) : null;
}
