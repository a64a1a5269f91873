import { t } from "../../../language/t.ts";
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
    title: isServer
      ? t`${who} makes a ticket, and notes what it stands for`
      : t`${who} keeps the ticket, and its secret`,
    story: isServer
      ? t`From the secrets of this conversation one more is made, to be kept when all others are thrown away. The ticket is only a name for it.`
      : t`The secret itself was not sent: it is made at this end, too, of what only the two of them have. Whoever sees the ticket alone has nothing.`,
    protocol: t`PSK \`${keyName(context.recording, event.key)}\`: HKDF-Expand-Label of \`resumption_master_secret\` with the ticket’s nonce (RFC 8446 §4.6.1).`,
    tick: t`keeps the secret`,
  };
}

/** Time goes by between two conversations. */
export function waited({ until }: Of<"waits">): StepWords {
  return {
    title: t`Time goes by, and both have thrown the keys away`,
    story: t`What was said is over. Its channels are closed, and the keys and halves that were made for it are gone.`,
    protocol: t`It is ${until.slice(0, 16).replace("T", ", ")} UTC. Secrets that are not needed any more are to be erased (RFC 8446 §E.1).`,
    tick: t`later`,
  };
}

/** Bytes that went by before are sent once more. */
export function repeated(context: StepContext, packet: PacketArtifact): StepWords {
  const who = whoActs(context);
  const isSealed = packet.seal.as !== "paper";
  return {
    title: t`${who} sends ${isSealed ? t`the sealed record` : packet.message} once more`,
    story: isSealed
      ? t`A copy, byte for byte. What is in it she can’t read, and for this she need not.`
      : t`A copy of what went by, byte for byte, to the same address. To copy a message takes no key.`,
    protocol: t`${sizeOf(packet)} bytes, the same as before, on a TCP connection of its own (RFC 8446 §8).`,
    tick: t`sends it again`,
  };
}

/** What comes to somebody on a connection that they have not begun. */
export function notTheirs(context: StepContext, who: string): StepWords {
  const packet = "packet" in context.event ? artifact(context.recording, "packet", context.event.packet) : null;
  return {
    title: t`${who} has begun no such connection`,
    story: t`It is addressed here, but nobody here has asked for it. It is thrown away unread.`,
    protocol: t`${packet?.message ?? t`What came`}: TCP answers with a reset, and TLS never sees it.`,
    tick: t`not asked for`,
  };
}
