import type { ActorId, PacketId } from "./recording.ts";

/** Makes something of the size of a packet: measures what it knows, or concludes what it can't open. */
export type SizeEvent = Readonly<{
  type: "infers";
  actor: ActorId;
  how: "measures" | "infers";
  packet: PacketId;
  text: string;
  /** In bytes on the wire, and everything that it could be, judged by that. */
  size: number;
  candidates: readonly string[];
}>;
