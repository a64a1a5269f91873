import type { Acting, Sending } from "../acting.ts";
import type { Agreement } from "../actors/halves.ts";
import { hearGoodbye, messageIn, type Self } from "../actors/letters.ts";
import { sealLetter } from "../actors/sealedLetters.ts";
import type { PacketArtifact } from "../recording.ts";
import type { Mind, Rewrite } from "./mind.ts";

export type RelayPlan = Readonly<{
  /** Calls the server before she answers the client, rather than when she has something to say to it. */
  eager: boolean;
  /** What she makes of what she relays; null to pass the texts on as they are. */
  rewrite: () => Rewrite | null;
}>;

/**
 * The man in the middle whole: Bob to Alice, Alice to Bob. One agreement with each; what comes out of the one is read
 * and sealed again under the other. What she cannot open she passes on.
 */
export async function* relay(mind: Mind, plan: RelayPlan, packet: PacketArtifact): Acting<readonly Sending[]> {
  return packet.to === mind.guise.server
    ? yield* towardServer(mind, plan, packet)
    : yield* towardClient(mind, plan, packet);
}

async function* towardServer(mind: Mind, plan: RelayPlan, packet: PacketArtifact): Acting<readonly Sending[]> {
  const message = messageIn(packet);
  if (message.type === "ClientHalf") {
    if (!plan.eager) return [(yield* mind.answerClient(packet)) ?? packet];
    mind.unanswered = packet;
    return [yield* mind.callServer()];
  }
  if (mind.front === null && message.type !== "Sealed") return [packet];
  if (message.type === "Goodbye") return yield* hearGoodbye(mind.self, packet, message.alert);
  if (message.type === "Sealed" && (yield* mind.onlooker.open(packet)) === null) return [packet];
  if (!mind.still("relay")) return [packet];
  if (mind.back !== null) return yield* passOn(mind, plan, packet, mind.back);
  mind.waiting.push(packet);
  return mind.offer === null ? [yield* mind.callServer()] : [];
}

async function* towardClient(mind: Mind, plan: RelayPlan, packet: PacketArtifact): Acting<readonly Sending[]> {
  const message = messageIn(packet);
  if (message.type === "ServerHalf" && mind.offer !== null && mind.back === null)
    return yield* hear(mind, plan, packet);
  if (message.type !== "Sealed") return [packet];
  const opened = yield* mind.onlooker.open(packet);
  if (opened === null || mind.front === null || !mind.still("relay")) return [packet];
  return [yield* reseal(mind.asServer, plan, packet, opened.text, mind.front)];
}

/** The server has answered: now the client gets its answer, and what waited goes on. */
async function* hear(mind: Mind, plan: RelayPlan, packet: PacketArtifact): Acting<readonly Sending[]> {
  const agreed = yield* mind.hearServer(packet);
  if (agreed === null || !mind.still("relay")) return [packet];
  const { unanswered } = mind;
  if (unanswered !== null) {
    mind.unanswered = null;
    return [(yield* mind.answerClient(unanswered)) ?? unanswered];
  }
  return mind.waiting.splice(0).map((held) => () => passOn(mind, plan, held, agreed));
}

/** What the client said, on to the server: letters read and sealed again, everything else as it came. */
async function* passOn(mind: Mind, plan: RelayPlan, packet: PacketArtifact, to: Agreement): Acting<readonly Sending[]> {
  const text = mind.onlooker.textOf(packet);
  return [text === null || !mind.still("relay") ? packet : yield* reseal(mind.asClient, plan, packet, text, to)];
}

async function* reseal(
  as: Self,
  plan: RelayPlan,
  packet: PacketArtifact,
  text: string,
  to: Agreement,
): Acting<PacketArtifact> {
  const { from, label } = packet;
  const said = plan.rewrite()?.(text) ?? text;
  return yield* sealLetter(as, { from, to: packet.to, label }, said, to.channel, packet);
}
