import { t } from "../../language/t.ts";
import { artifact, nameOf } from "../../sim/lookup.ts";
import type { KeyId, PacketArtifact, PacketId, Recording } from "../../sim/recording.ts";
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
  clientHalf: "Alice’s half",
  serverHalf: "Bob’s half",
  clientProof: "Alice’s proof",
  goodbye: t`the goodbye`,
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
  if (label.startsWith("old ")) return (THINGS[label.slice(4)] ?? label).replace(/^the /, "yesterday’s ");
  if (label === "clientProof" && isEmptyProof(packet)) {
    return t`${packet.author === "notAlice" ? "not-Alice’s" : "Alice’s"} “no certificate”`;
  }
  if (packet.author === "notAlice") return (THINGS[label] ?? label).replace("Alice’s", "not-Alice’s");
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

/** With the first letter a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
