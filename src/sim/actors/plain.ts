import type { Acting, Endpoint, Opener, Sending } from "../acting.ts";
import type { ActorId, PacketArtifact } from "../recording.ts";
import { messageIn, obey, type Self, type Service, writeLetter } from "./letters.ts";

/** Sends a text that all can read, and reads the answer. */
export function plainClient(self: Self, peer: ActorId, text: string): Opener {
  return {
    async *begin(): Acting<readonly Sending[]> {
      self.props.letter({ author: self.id, reader: peer, text });
      return [yield* writeLetter(self, { from: self.as, to: peer, label: "request" }, text)];
    },
    receive: (packet) => readLetter(self, packet),
  };
}

/** Reads a text, does what it says, answers in plain. */
export function plainServer(self: Self, service: Service): Endpoint {
  return {
    async *receive(packet): Acting<readonly Sending[]> {
      const message = messageIn(packet);
      if (message.type !== "Letter") return [];
      yield* readLetter(self, packet);
      const reply = yield* obey(self, service, message.text);
      self.props.letter({ author: self.id, reader: packet.from, text: reply });
      return [yield* writeLetter(self, { from: self.as, to: packet.from, label: "reply" }, reply)];
    },
  };
}

/** Reads a text; nothing is sent. */
export async function* readLetter(self: Self, packet: PacketArtifact): Acting<readonly Sending[]> {
  const message = messageIn(packet);
  if (message.type === "Letter") yield { type: "reads", actor: self.id, packet: packet.id, text: message.text };
  return [];
}
