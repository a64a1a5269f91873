import { fromHex } from "../../bytes/hex.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Recording, SimEvent } from "../../sim/recording.ts";
import { type Measured, sealedSize } from "../../sim/tls/attacks/sizes.ts";
import { stepOf } from "../phrases/facts.ts";
import { addressIn } from "./pages.ts";

export type Inference = Extract<SimEvent, { type: "infers" }>;

/** What Mallory concluded of the answer; null where she listened to none. */
export function inferenceIn(recording: Recording): Inference | null {
  const event = stepOf(recording, "mallory.infers.reply")?.event;
  return event?.type === "infers" ? event : null;
}

/** What she measured on her own visit. */
export function pagesKnown(recording: Recording): readonly Measured[] {
  return recording.steps.flatMap(({ event }) =>
    event.type === "infers" && event.how === "measures"
      ? event.candidates.map((name) => ({ name, size: event.size }))
      : [],
  );
}

/** The page for which Alice really asked; null where she did not come to ask. */
export function pageAsked(recording: Recording): string | null {
  const event = recording.steps
    .map((step) => step.event)
    .find((e) => e.type === "seals" && e.actor === "alice" && e.text !== null);
  return event?.type === "seals" ? addressIn(event.text ?? "") : null;
}

/** How long the text of the answer is, in bytes, and the packet that carried it; null where there was none. */
export function answerIn(recording: Recording): Readonly<{ text: number; wire: number }> | null {
  const event = stepOf(recording, "bob.seals.reply")?.event;
  if (event?.type !== "seals" || event.text === null) return null;
  const packet = artifact(recording, "packet", event.packet);
  return { text: new TextEncoder().encode(event.text).length, wire: sealedSize(fromHex(packet.bytes)) };
}

/** How many sealed packets have gone either way up to a step. */
export function sealedSoFar(recording: Recording, count: number): Readonly<{ alice: number; bob: number }> {
  const sealed = recording.steps.slice(0, count).flatMap(({ event }) => (event.type === "seals" ? [event.actor] : []));
  return { alice: sealed.filter((who) => who === "alice").length, bob: sealed.filter((who) => who === "bob").length };
}
