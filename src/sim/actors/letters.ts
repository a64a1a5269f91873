import { fromHex } from "../../bytes/hex.ts";
import type { AlertName } from "../../story/alerts.ts";
import { decodeMessage, type Message } from "../../story/messages.ts";
import type { Acting, Sending } from "../acting.ts";
import type { ActorProps } from "../props.ts";
import type { ActorId, PacketArtifact } from "../recording.ts";

/** Who somebody is in a run, and what they make things with. Mallory may speak `as` somebody else. */
export type Self = Readonly<{ id: ActorId; as: ActorId; props: ActorProps }>;

/** How a packet is addressed: whom it names as sender and receiver, and what it is called in the tale. */
export type Address = Readonly<{ from: ActorId; to: ActorId; label: string }>;

/** What a server does on hearing a text, and what it answers. */
export type Service = (text: string) => Readonly<{ deed: string | null; reply: string }>;

export function messageIn(packet: PacketArtifact): Message {
  return decodeMessage(fromHex(packet.bytes)).message;
}

/** Writes a text that all can read. */
export async function* writeLetter(self: Self, address: Address, text: string): Acting<PacketArtifact> {
  const packet = await self.props.packet({ ...address, author: self.id, message: { type: "Letter", text } });
  yield { type: "writes", actor: self.id, packet: packet.id, text };
  return packet;
}

/** Writes a message that has no text of the tale in it. */
export async function* writeMessage(self: Self, address: Address, message: Message): Acting<PacketArtifact> {
  const packet = await self.props.packet({ ...address, author: self.id, message });
  yield { type: "writes", actor: self.id, packet: packet.id, text: null };
  return packet;
}

/** Says goodbye, naming the reason as an alert. */
export async function* sayGoodbye(self: Self, to: ActorId, alert: AlertName): Acting<readonly Sending[]> {
  const address = { from: self.as, to, label: "goodbye" };
  return [yield* writeMessage(self, address, { type: "Goodbye", alert })];
}

/** Hears the other end's goodbye and stops. */
export async function* hearGoodbye(self: Self, packet: PacketArtifact, alert: AlertName): Acting<readonly Sending[]> {
  yield { type: "reads", actor: self.id, packet: packet.id, text: null };
  yield { type: "gives-up", actor: self.id, why: alert };
  return [];
}

/** Whoever has hung up reads nothing more (RFC 8446 §6.2). */
export async function* leaveUnopened(self: Self, packet: PacketArtifact): Acting<readonly Sending[]> {
  yield { type: "swallows", actor: self.id, packet: packet.id };
  return [];
}

/** Something sealed arrives at an end that has no key for it. What could be tried all the same, the recorder adds. */
export async function* cannotOpen(self: Self, packet: PacketArtifact): Acting<readonly Sending[]> {
  yield { type: "fails", actor: self.id, packet: packet.id, attempts: [] };
  return yield* sayGoodbye(self, packet.from, "unexpected_message");
}

/** Does what a text asks for, where it asks for anything. */
export async function* obey(self: Self, service: Service, text: string): Acting<string> {
  const { deed, reply } = service(text);
  if (deed !== null) yield { type: "acts", actor: self.id, text: deed };
  return reply;
}
