import { fromHex } from "../../bytes/hex.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome, PacketArtifact, Recording, Step, StepId } from "../../sim/recording.ts";
import { decodeMessage, type Message } from "../../story/messages.ts";
import type { StepContext, StepWords } from "../types.ts";

/** The step of that id; null where this run has none. */
export function stepOf(recording: Recording, id: StepId): Step | null {
  return recording.steps.find((step) => step.id === id) ?? null;
}

/** Where the step of that id stands; -1 where this run has none. */
export function placeOf(recording: Recording, id: StepId): number {
  return recording.steps.findIndex((step) => step.id === id);
}

/** Whichever of these steps comes first; null where this run has none of them. */
export function firstOf(recording: Recording, ...ids: readonly StepId[]): StepId | null {
  return recording.steps.find((step) => ids.includes(step.id))?.id ?? null;
}

/** The text that was written, sealed, read or opened in the step of that id, or the deed done; null where there is none. */
export function textAt(recording: Recording, id: StepId): string | null {
  const event = stepOf(recording, id)?.event;
  return event !== undefined && "text" in event ? event.text : null;
}

/** The text of the step at hand; empty where it has none. */
export function said({ event }: StepContext): string {
  return "text" in event ? (event.text ?? "") : "";
}

/** The packet that the step of that id is about; null where there is none. */
export function packetAt(recording: Recording, id: StepId): PacketArtifact | null {
  const event = stepOf(recording, id)?.event;
  return event !== undefined && "packet" in event ? artifact(recording, "packet", event.packet) : null;
}

/** The message in a packet's bytes; null where they are none (somebody may have changed them). */
export function messageOf(packet: PacketArtifact): Message | null {
  try {
    return decodeMessage(fromHex(packet.bytes)).message;
  } catch {
    return null;
  }
}

/** The outcome of a run. */
export function outcomeIn(recording: Recording): Outcome {
  const last = recording.steps.at(-1)?.event;
  return last?.type === "ends" ? last.outcome : { delivered: [], leaked: [], forged: [], refused: [] };
}

/** The kind of an ending, the worst thing first. */
export type EndingKind = "deceived" | "read" | "repeated" | "arrived" | "refused" | "nothing";

export function kindOf({ delivered, leaked, forged, refused, repeated = [] }: Outcome): EndingKind {
  if (forged.length > 0) return "deceived";
  if (leaked.length > 0) return "read";
  if (repeated.length > 0) return "repeated";
  if (delivered.length > 0) return "arrived";
  return refused.length > 0 ? "refused" : "nothing";
}

/** Whether this scene is where such a thing is met for the first time, and this step the first of them in the run. */
export function isFirst(
  { recording, index }: StepContext,
  scene: string,
  like: (event: Step["event"]) => boolean,
): boolean {
  return recording.scene === scene && !recording.steps.slice(0, index - 1).some(({ event }) => like(event));
}

/** The words of an ending, by what it was; what is missing is said in the common words. */
export function ending(
  say: (kind: EndingKind, context: StepContext, outcome: Outcome) => Partial<StepWords> | null,
): (context: StepContext) => Partial<StepWords> | null {
  return (context) =>
    context.event.type === "ends" ? say(kindOf(context.event.outcome), context, context.event.outcome) : null;
}
