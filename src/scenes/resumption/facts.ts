import { t } from "../../language/t.ts";
import { artifacts } from "../../sim/lookup.ts";
import type { PacketArtifact, Recording } from "../../sim/recording.ts";
import { outcomeIn } from "../phrases/facts.ts";

/** What a handshake took: its messages, and the bytes of the packets that carried them. */
export type Cost = Readonly<{ messages: number; bytes: number; withCertificate: boolean }>;

const AFTERWARDS = ["ApplicationData", t`Alert`, "NewSessionTicket"];

/** What the handshake of Alice and Bob’s nth conversation took; null where it has none. */
export function handshakeCost(recording: Recording, connection: number): Cost | null {
  const packets = packetsOf(recording).filter(
    (packet) => (packet.connection ?? 1) === connection && !AFTERWARDS.includes(packet.message),
  );
  if (packets.length === 0) return null;
  const messages = packets.flatMap(({ message }) => message.split(", "));
  const bytes = packets.reduce((sum, packet) => sum + packet.bytes.length / 2, 0);
  return { messages: messages.length, bytes, withCertificate: messages.includes("Certificate") };
}

/** Whether Mallory has sent copies. */
export function wasReplayed(recording: Recording): boolean {
  return recording.steps.some(({ event }) => event.type === "repeats");
}

/** Whether a copy was taken for a letter. */
export function wasTakenTwice(recording: Recording): boolean {
  return (outcomeIn(recording).repeated ?? []).length > 0;
}

/** Whether the records of a packet were sealed before any answer. */
export function isEarly(packet: PacketArtifact | null): boolean {
  return packet?.records?.some(({ epoch }) => epoch === "early") ?? false;
}

function packetsOf(recording: Recording): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter((a): a is PacketArtifact => a.kind === "packet");
}
