import { artifact } from "../../sim/lookup.ts";
import type { Recording, SimEvent, Step } from "../../sim/recording.ts";
import type { RequestArtifact } from "../../sim/requests.ts";
import { stepOf } from "../phrases/facts.ts";
import type { StepContext } from "../types.ts";

export type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;
export type Examined = Of<"examines">;

/** What an authority found when it checked somebody’s request; null where it did not come to that. */
export function examinedIn(recording: Recording, what: Examined["what"], applicant: string): Examined | null {
  const event = stepOf(recording, `authority.examines.${what}.${applicant}`)?.event;
  return event?.type === "examines" ? event : null;
}

/** Whether somebody was given a certificate up to a step. */
export function wasGiven({ recording, index }: StepContext, actor: string): boolean {
  return recording.steps.slice(0, index).some(({ event }) => event.type === "issues" && event.to === actor);
}

/** Whether a request holds a key that the applicant has the private half of, by what lies on their desk. */
export function hasItsKey({ after }: StepContext, request: RequestArtifact, applicant: string): boolean {
  const held = after.actors[applicant]?.keys ?? [];
  return held.some(({ key, part }) => key === request.key && part === "private");
}

/** The request that an event is about. */
export function requestOf(recording: Recording, event: Readonly<{ request?: string }>): RequestArtifact | null {
  return event.request === undefined ? null : artifact(recording, "request", event.request);
}

/** Whether the certificate that Mallory was given speaks for a key that she has. */
export function fitsHer({ recording, after }: StepContext): boolean {
  const [own] = after.actors.mallory?.certificates ?? [];
  if (own === undefined) return false;
  const { key } = artifact(recording, "certificate", own);
  return after.actors.mallory?.keys.some((held) => held.key === key && held.part === "private") ?? false;
}

/** Who asked last before a step, and how often the authority has looked for them, that step included. */
export function lookingFor({ recording, index }: StepContext): Readonly<{ applicant: string; looks: number }> {
  const before: readonly Step[] = recording.steps.slice(0, index);
  const asked = before.findLastIndex(({ event }) => event.type === "challenges");
  const event = before[asked]?.event;
  const applicant = event?.type === "challenges" ? event.to : "bob";
  const looks = before.slice(asked + 1).filter(({ id }) => id.startsWith("authority.writes.look")).length;
  return { applicant, looks };
}
