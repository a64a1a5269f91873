import type { PacketArtifact, SimEvent } from "./recording.ts";

/** A piece of acting: gives its events one by one, so that a switch can be thrown between any two of them. */
export type Acting<T = void> = AsyncGenerator<SimEvent, T, void>;

/** What somebody sends: a packet, or something to be written once what stands before it has arrived. */
export type Sending = PacketArtifact | (() => Acting<readonly Sending[]>);

/** One end of a conversation: bytes in, bytes out. What it returns is to be sent, in that order. */
export type Endpoint = Readonly<{
  receive: (packet: PacketArtifact) => Acting<readonly Sending[]>;
}>;

/** An end that speaks first. */
export type Opener = Endpoint & Readonly<{ begin: () => Acting<readonly Sending[]> }>;
