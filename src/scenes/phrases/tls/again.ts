import { artifact } from "../../../sim/lookup.ts";
import type { PacketArtifact, SimEvent } from "../../../sim/recording.ts";
import type { StepContext, StepWords } from "../../types.ts";
import { keyName, sizeOf, whoActs } from "../names.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** Somebody keeps what a ticket stands for. */
export function kept(context: StepContext, event: Of<"keeps">): StepWords {
  const who = whoActs(context);
  const isServer = context.recording.cast.some(({ id, role }) => id === event.actor && role === "server");
  return {
    title: isServer ? `${who} makes a ticket, and notes what it stands for` : `${who} keeps the ticket, and its secret`,
    story: isServer
      ? "From the secrets of this conversation one more is made, to be kept when all others are thrown away. The ticket is only a name for it."
      : "The secret itself was not sent: it is made at this end, too, of what only the two of them have. Whoever sees the ticket alone has nothing.",
    protocol: `PSK \`${keyName(context.recording, event.key)}\`: HKDF-Expand-Label of \`resumption_master_secret\` with the ticket’s nonce (RFC 8446 §4.6.1).`,
    tick: "keeps the secret",
  };
}

/** Time goes by between two conversations. */
export function waited({ until }: Of<"waits">): StepWords {
  return {
    title: "Time goes by, and both have thrown the keys away",
    story: "What was said is over. Its channels are closed, and the keys and halves that were made for it are gone.",
    protocol: `It is ${until.slice(0, 16).replace("T", ", ")} UTC. Secrets that are not needed any more are to be erased (RFC 8446 §E.1).`,
    tick: "later",
  };
}

/** Bytes that went by before are sent once more. */
export function repeated(context: StepContext, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const isSealed = packet.seal.as !== "paper";
  return {
    title: `${who} sends ${isSealed ? "the sealed record" : packet.message} once more`,
    story: isSealed
      ? "A copy, byte for byte. What is in it she can’t read, and for this she need not."
      : "A copy of what went by, byte for byte, to the same address. To copy a message takes no key.",
    protocol: `${sizeOf(packet)} bytes, the same as before, on a TCP connection of its own (RFC 8446 §8).`,
    tick: "sends it again",
  };
}

/** What comes to somebody on a connection that they have not begun. */
export function notTheirs(context: StepContext, who: string): StepWords {
  const packet = "packet" in context.event ? artifact(context.recording, "packet", context.event.packet) : null;
  return {
    title: `${who} has begun no such connection`,
    story: "It is addressed here, but nobody here has asked for it. It is thrown away unread.",
    protocol: `${packet?.message ?? "What came"}: TCP answers with a reset, and TLS never sees it.`,
    tick: "not asked for",
  };
}
