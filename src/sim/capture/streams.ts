import { artifact } from "../lookup.ts";
import type { ActorId, PacketArtifact, Recording, Step } from "../recording.ts";

/** Something that crossed a hop. */
export type Crossing = Readonly<{
  from: "client" | "server";
  packet: PacketArtifact;
  /** The places at either end of the hop, in the direction of travel. */
  hop: readonly [ActorId, ActorId];
  /** Of the step in which it crossed. */
  step: number;
}>;

/** One TCP connection, as it was at one place of the wire. */
export type Stream = Readonly<{ client: ActorId; server: ActorId; crossings: readonly Crossing[] }>;

/** The connections that crossed one hop; there is at least one. */
export type Tap = readonly Stream[];

/** Whether anything in a recording is TLS: whether there is something to capture. */
export function hasRecords(recording: Recording): boolean {
  return recording.steps.some(({ made }) => made.some((one) => one.kind === "packet" && one.records !== undefined));
}

/**
 * What crossed the wire in a run, at the hop next to the client; where something else arrived at the server's end (it
 * was changed, dropped, or came from somebody on the way), at the hop next to the server, too.
 */
export function tapsOf(recording: Recording): readonly Tap[] {
  const [near, far] = [streamsAt(recording, "client"), streamsAt(recording, "server")];
  const taps = saysOf(near) === saysOf(far) ? [near] : [near, far];
  return taps.filter((tap) => tap.length > 0);
}

type OpenStream = Readonly<{
  client: ActorId;
  server: ActorId;
  connection: number | undefined;
  crossings: Crossing[];
}>;

/** `end`: whose own hop it is. */
function streamsAt(recording: Recording, end: "client" | "server"): Tap {
  const streams: OpenStream[] = [];
  for (const [i, step] of recording.steps.entries()) {
    const crossing = crossingIn(recording, step, i, end);
    if (crossing === null) continue;
    const { packet, from } = crossing;
    const [client, server] = from === "client" ? [packet.from, packet.to] : [packet.to, packet.from];
    const known = streams.findLast(
      (stream) => stream.client === client && stream.server === server && stream.connection === packet.connection,
    );
    if (known !== undefined && !begins(crossing)) known.crossings.push(crossing);
    else streams.push({ client, server, connection: packet.connection, crossings: [crossing] });
  }
  return streams;
}

/** The crossing of the hop next to one end that a step is; null where it is none. */
function crossingIn(recording: Recording, { event }: Step, step: number, end: "client" | "server"): Crossing | null {
  if (event.type !== "travels") return null;
  const packet = artifact(recording, "packet", event.packet);
  if (packet.records === undefined) return null;
  const from = recording.cast.find(({ id }) => id === packet.from)?.role === "server" ? "server" : "client";
  const { path } = event;
  // Whoever makes a packet in another's name sets it out from a place of their own.
  const isThere = from === end ? path[0] === packet.from : path.at(-1) === packet.to;
  const [sender, receiver] = from === end ? path.slice(0, 2) : path.slice(-2);
  if (!isThere || sender === undefined || receiver === undefined) return null;
  return { from, packet, hop: [sender, receiver], step };
}

/** The first record of a client is its first ClientHello's; the one after a HelloRetryRequest is not the first. */
function begins({ from, packet }: Crossing): boolean {
  const [first] = packet.records ?? [];
  return from === "client" && first?.epoch === "initial" && first.sequence === 0;
}

function saysOf(tap: Tap): string {
  return JSON.stringify(tap.map(({ crossings }) => crossings.map(({ from, packet }) => [from, packet.bytes])));
}
