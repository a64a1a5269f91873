import { t } from "../../language/t.ts";
import { artifact, nameOf } from "../../sim/lookup.ts";
import type { ActorId, KeyId, PacketArtifact, PacketId, Recording } from "../../sim/recording.ts";
import type { StepContext } from "../types.ts";
import { messageOf } from "./facts.ts";

export { nameOf };

/** The name of whoever acts in a step. */
export function whoActs({ recording, after, event }: StepContext): string {
  return nameOf(recording, after, event.actor);
}

/** The packet of that id. */
export function packetOf(recording: Recording, id: PacketId): PacketArtifact {
  return artifact(recording, "packet", id);
}

/** A key's short name, as its seal shows it (`7f3a`). */
export function keyName(recording: Recording, id: KeyId): string {
  return artifact(recording, "key", id).fingerprint.slice(0, 4);
}

const THINGS: Readonly<Record<string, string>> = {
  request: t`the letter`,
  reply: t`the answer`,
  keyRequest: t`the question`,
  publicKey: t`Bob’s public key`,
  sealedKey: t`the sealed key`,
  clientHalf: t`Alice’s half`,
  serverHalf: t`Bob’s half`,
  clientProof: t`Alice’s proof`,
  goodbye: t`the goodbye`,
};

/** The same of the day before. */
const OLD_THINGS: Readonly<Record<string, string>> = {
  request: t`yesterday’s letter`,
  reply: t`yesterday’s answer`,
  keyRequest: t`yesterday’s question`,
  publicKey: t`Bob’s public key`,
  sealedKey: t`yesterday’s sealed key`,
};

/** What is somebody’s, where it is not-Alice’s. */
const NOT_ALICES: Readonly<Record<string, string>> = {
  clientHalf: t`not-Alice’s half`,
  clientProof: t`not-Alice’s proof`,
};

/** Of TLS only what is no message of its own name. */
const TLS_THINGS: Readonly<Record<string, string>> = {
  request: t`the letter`,
  reply: t`the answer`,
  alert: t`the alert`,
  closeNotify: t`the last word`,
  flight: t`the rest of the handshake`,
  restOfFlight: t`the rest of the answer`,
};

/** What a packet is, in a few words, with an article (`the letter`, `yesterday’s letter`). */
export function thing(packet: PacketArtifact): string {
  const { label } = packet;
  if (packet.records !== undefined) return TLS_THINGS[label] ?? packet.message;
  if (label.startsWith("old ")) return OLD_THINGS[label.slice(4)] ?? label;
  if (label === "clientProof" && isEmptyProof(packet)) {
    return packet.author === "notAlice" ? t`not-Alice’s “no certificate”` : t`Alice’s “no certificate”`;
  }
  if (packet.author === "notAlice") return NOT_ALICES[label] ?? THINGS[label] ?? label;
  if (label === "serverHalf" && packet.author !== "bob") return t`a half that says it is Bob’s`;
  if (label === "clientHalf" && packet.author !== "alice") return t`a half that says it is Alice’s`;
  return THINGS[label] ?? label;
}

function isEmptyProof(packet: PacketArtifact): boolean {
  const message = messageOf(packet);
  return message?.type === "ClientProof" && message.certificates.length === 0;
}

/** The packet's size in bytes. */
export function sizeOf(packet: PacketArtifact): number {
  return packet.bytes.length / 2;
}

/** An authority in the middle of a sentence, without an article. */
export function officeOf(id: ActorId): string {
  return id === "clinic" ? t`clinic authority` : t`authority`;
}
