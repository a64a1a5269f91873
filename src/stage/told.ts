import { t } from "../language/t.ts";
import type { Frame } from "../player/types.ts";
import type { SwitchSpec } from "../scenes/types.ts";
import { artifacts, commonName, textIn } from "../sim/lookup.ts";
import type { ArtifactId, KeyId, Recording, SimEvent } from "../sim/recording.ts";
import type { Bubble } from "./bubbleKinds.ts";
import { keyLooks } from "./keyLooks.ts";

export type Switches = readonly Pick<SwitchSpec, "id" | "label" | "options">[];

export type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;
/** What a sentence about an event is made of. */
export type Told = Readonly<{ recording: Recording; frame: Frame; name: string; red: boolean; switches: Switches }>;

export function look(told: Told, id: KeyId) {
  return keyLooks(told.recording).get(id) ?? null;
}

export function textOr(text: string | null, body: string): Pick<Bubble, "quote" | "body"> {
  return text === null ? { quote: null, body } : { quote: text, body: null };
}

export function whoOpens(as: "paper" | "aqua" | "yellow"): string | null {
  if (as === "paper") return null;
  return as === "aqua" ? t`only the private key opens it` : t`only a holder of this key opens it`;
}

export function subjectOf(told: Told, id: ArtifactId | null): string {
  const certificate = id === null ? undefined : artifacts(told.recording).get(id);
  return certificate?.kind === "certificate"
    ? t`${commonName(certificate.subject)}, by ${commonName(certificate.issuer)}`
    : "";
}

/** The text that a packet carries, as whoever wrote it or reads it later has it. */
export function textOfPacket(told: Told, id: string): string | null {
  const packet = artifacts(told.recording).get(id);
  return packet?.kind === "packet" ? textIn(told.recording, packet) : null;
}
