import { fromHex } from "../../bytes/hex.ts";
import type { Acting, Endpoint, Sending } from "../acting.ts";
import type { Props } from "../props.ts";
import type { ActorId, PacketArtifact } from "../recording.ts";
import type { HangsUp } from "../tls/actors.ts";
import { type Slice, Slicer } from "./slicer.ts";
import type { LiveWire } from "./wire.ts";

/** More packets of one program than fit a stage: beyond that it is hung up on. */
const MOST_PACKETS = 40;

export type OutsidePlan = Readonly<{ id: ActorId; role: "client" | "server"; peer: ActorId; wire: LiveWire }>;

/** A real program in an actor's place. */
export type Outside = Endpoint &
  HangsUp &
  Readonly<{
    /** Tells what the program sends, as it comes, until it sends no more; `deliver` brings a packet on its way. */
    speak: (deliver: (packet: PacketArtifact) => Acting) => Acting;
  }>;

/** Why a program's part in a talk is over, where it has not said so itself. */
export const LEFT = {
  silent: "left without a word",
  stranger: "sent what is no record of TLS",
  long: "said more than fits this stage",
} as const;

/**
 * Puts a real program on stage: what it sends comes from the wire, and what reaches it goes out there. What it holds,
 * knows and thinks stays in its own process, so it has nothing on its desk and reads nothing that anybody here could see.
 */
export function outside(props: Props, { id, role, peer, wire }: OutsidePlan): Outside {
  const slicer = new Slicer(props, { role, author: id, to: peer });
  let over = false;
  let saidGoodbye = false;
  /** It has said or heard something. */
  let talked = false;

  async function* put({ packet, text }: Slice): Acting {
    const { seal } = packet;
    talked = true;
    if (text !== null) props.letter({ author: id, reader: peer, text });
    if (seal.as === "paper") yield { type: "writes", actor: id, packet: packet.id, text };
    else yield { type: "seals", actor: id, packet: packet.id, key: seal.key, text };
    if (packet.message !== "Alert") return;
    saidGoodbye = true;
    if (packet.label !== "closeNotify") over = true;
  }

  return {
    over: () => over,
    // biome-ignore lint/correctness/useYield: what becomes of it happens in the program.
    async *receive(packet): Acting<readonly Sending[]> {
      talked = true;
      wire.send(fromHex(packet.bytes));
      // Whoever has sent an alert, be it close_notify, sends nothing more (RFC 8446 §6).
      if (/\bAlert\b/.test(packet.message)) wire.end();
      return [];
    },
    async *speak(deliver): Acting {
      let count = 0;
      while (count < MOST_PACKETS) {
        const slice = await slicer.next();
        if (slice === null) {
          const bytes = slicer.lost === null ? await wire.next() : null;
          if (bytes === null) break;
          slicer.push(bytes);
          continue;
        }
        count += 1;
        yield* put(slice);
        yield* deliver(slice.packet);
      }
      over = true;
      wire.end();
      if (saidGoodbye || (!talked && slicer.lost === null)) return;
      const why = slicer.lost ?? (count < MOST_PACKETS ? "silent" : "long");
      yield { type: "gives-up", actor: id, why: LEFT[why] };
    },
  };
}
