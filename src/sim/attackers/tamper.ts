import type { Message } from "../../story/messages.ts";
import type { Acting, Sending } from "../acting.ts";
import { messageIn, type Self } from "../actors/letters.ts";
import { sealLetter } from "../actors/sealedLetters.ts";
import type { PacketArtifact } from "../recording.ts";
import type { Rewrite } from "./mind.ts";
import type { Onlooker } from "./onlooker.ts";

export type TamperPlan = Readonly<{
  rewrite: Rewrite;
  /** letters: what is said; halves: what the key is made of. */
  target: "letters" | "halves";
}>;

/** She, with what she sees and plans. */
type Tamperer = TamperPlan &
  Readonly<{
    self: Self;
    onlooker: Onlooker;
    /** Whether she still does what she began: a switch may be thrown between reading and rewriting. */
    still: () => boolean;
  }>;

/** Changes what passes: rewrites what she can read, flips one bit of what she cannot. */
export async function* tamper(she: Tamperer, packet: PacketArtifact): Acting<readonly Sending[]> {
  const message = messageIn(packet);
  if (message.type === "Letter") return [yield* tamperLetter(she, packet, message.text)];
  if (she.target === "halves") {
    const changed = changedHalf(message);
    return [changed === null ? packet : yield* forward(she.self, packet, changed, "half")];
  }
  if (message.type !== "Sealed" && message.type !== "SealedLetter") return [packet];
  if (await she.onlooker.canOpen(packet)) return [yield* tamperSealed(she, packet)];
  return [yield* forward(she.self, packet, { ...message, ciphertext: flipBit(message.ciphertext) }, "bit")];
}

async function* tamperLetter(she: Tamperer, packet: PacketArtifact, was: string): Acting<PacketArtifact> {
  yield* she.onlooker.look(packet);
  const text = changedText(she, was);
  return text === null || !she.still() ? packet : yield* forward(she.self, packet, { type: "Letter", text }, "text");
}

/** She holds the key: she reads it, and seals her own version under the same key. */
async function* tamperSealed(she: Tamperer, packet: PacketArtifact): Acting<PacketArtifact> {
  const opened = yield* she.onlooker.open(packet);
  const text = opened === null ? null : changedText(she, opened.text);
  if (opened === null || text === null || !she.still()) return packet;
  const { from, to, label } = packet;
  return yield* sealLetter(she.self, { from, to, label }, text, opened.channel, packet);
}

/** What she makes of a text; null where that would change nothing. */
function changedText(plan: TamperPlan, was: string): string | null {
  const text = plan.rewrite(was);
  return text === was ? null : text;
}

async function* forward(
  self: Self,
  packet: PacketArtifact,
  message: Message,
  what: "text" | "bit" | "half",
): Acting<PacketArtifact> {
  const { from, to, label, seal } = packet;
  const changed = await self.props.packet({ from, to, label, seal, message, author: self.id, changedFrom: packet.id });
  yield { type: "changes", actor: self.id, packet: changed.id, from: packet.id, what };
  return changed;
}

/** Bob's half with one bit flipped: what a signature over the conversation must catch. */
function changedHalf(message: Message): Message | null {
  return message.type === "ServerHalf" ? { ...message, keyShare: flipBit(message.keyShare) } : null;
}

/** The lowest bit of the first byte. */
function flipBit(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const flipped = new Uint8Array(bytes);
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  return flipped;
}
