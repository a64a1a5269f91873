import type { Acting, Sending } from "../acting.ts";
import { hearGoodbye, messageIn, obey, type Service, sayGoodbye } from "../actors/letters.ts";
import { sealLetter } from "../actors/sealedLetters.ts";
import type { PacketArtifact } from "../recording.ts";
import type { Mind } from "./mind.ts";

/** Answers in the server's place; what the real server still says is dropped. */
export async function* impersonate(mind: Mind, service: Service, packet: PacketArtifact): Acting<readonly Sending[]> {
  if (packet.to !== mind.guise.server) return yield* swallow(mind, packet);
  const message = messageIn(packet);
  switch (message.type) {
    case "ClientHalf": {
      const answer = yield* mind.answerClient(packet);
      return answer === null ? yield* sayGoodbye(mind.asServer, mind.guise.client, "illegal_parameter") : [answer];
    }
    case "Sealed":
      return yield* answerLetter(mind, service, packet);
    case "Goodbye":
      return yield* hearGoodbye(mind.self, packet, message.alert);
    default:
      return yield* swallow(mind, packet);
  }
}

/** Reads what she can open and says what the client hopes to hear; what she cannot open ends the pretence. */
async function* answerLetter(mind: Mind, service: Service, packet: PacketArtifact): Acting<readonly Sending[]> {
  const { server, client } = mind.guise;
  const opened = yield* mind.onlooker.open(packet);
  if (!mind.still("impersonate")) return [packet];
  if (opened === null) return yield* sayGoodbye(mind.asServer, client, "bad_record_mac");
  const reply = yield* obey(mind.self, service, opened.text);
  return [yield* sealLetter(mind.asServer, { from: server, to: client, label: "reply" }, reply, opened.channel)];
}

async function* swallow(mind: Mind, packet: PacketArtifact): Acting<readonly Sending[]> {
  yield { type: "swallows", actor: mind.self.id, packet: packet.id };
  return [];
}
