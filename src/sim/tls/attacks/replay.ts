import { fromHex } from "../../../bytes/hex.ts";
import type { Acting, Opener, Sending } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { ActorId, PacketArtifact } from "../../recording.ts";
import type { Attack } from "../mallory.ts";
import { wirePacket } from "../packets.ts";

/** Somebody who keeps copies of what a client sends, and sends them once more, as a connection of her own. */
export type Replayer = Opener &
  Readonly<{
    /** Keeps a copy of what goes by. */
    see: (packet: PacketArtifact) => void;
    /** What she does with packets while this is her strategy: answers to her copies end with her. */
    attack: Attack;
    /** Whether she has sent her copies, and listens to nothing more. */
    gone: () => boolean;
  }>;

/**
 * Replay (RFC 8446 §8): what the client sent in its latest conversation, the hello and the letter, goes to the server
 * again, byte for byte. She holds no key of it. `still`: whether that is still her strategy.
 */
export function replayer(self: Self, client: ActorId, still: () => boolean): Replayer {
  let copies: PacketArtifact[] = [];
  let connection = 0;

  async function* sendAgain(copy: PacketArtifact): Acting<readonly Sending[]> {
    if (!still()) return [];
    const { message, label, from, to, records = [] } = copy;
    const packet = wirePacket(self.props, {
      message,
      label,
      from,
      to,
      author: self.id,
      bytes: fromHex(copy.bytes),
      records,
      keys: [],
      changedFrom: copy.id,
      connection,
    });
    yield { type: "repeats", actor: self.id, packet: packet.id, from: copy.id };
    return [packet];
  }

  return {
    see(packet) {
      if (packet.author !== client) return;
      if (packet.label === "clientHello") copies = [packet];
      else if (packet.label === "request") copies.push(packet);
    },
    gone: () => connection > 0,
    async *begin(): Acting<readonly Sending[]> {
      const [first] = copies;
      if (first === undefined || !still()) return [];
      connection = (first.connection ?? 1) + 1;
      return copies.map((copy) => () => sendAgain(copy));
    },
    // biome-ignore lint/correctness/useYield: what comes to her is taken on its way.
    async *receive() {
      return [];
    },
    async *attack(packet): Acting<readonly Sending[]> {
      if (packet.to !== client || connection === 0 || packet.connection !== connection) return [packet];
      yield { type: "fails", actor: self.id, packet: packet.id, attempts: [] };
      return [];
    },
  };
}
