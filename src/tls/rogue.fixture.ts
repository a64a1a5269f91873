import type { Conversation } from "./handshake/conversation.ts";
import type { Machine, MachineState } from "./handshake/machine.ts";
import type { HandshakeMessage } from "./messages/types.ts";

/** What goes out in place of a message: any number of messages, or encoded bytes. */
export type Change = (
  message: HandshakeMessage,
  conversation: Conversation,
) => readonly (HandshakeMessage | Uint8Array<ArrayBuffer>)[];

/** The machine, saying other things than it means to: an end that breaks the rules, with all its keys right. */
export function rogue<State extends MachineState>(machine: Machine<State>, change: Change): Machine<State> {
  return {
    ...machine,
    start: (state, conversation) => machine.start(state, altered(conversation, change)),
    step: (state, received, conversation, pass) => machine.step(state, received, altered(conversation, change), pass),
  };
}

function altered(conversation: Conversation, change: Change): Conversation {
  const { role, chance, now, verifyPeer, limits, transcript } = conversation;
  return {
    ...{ role, chance, now, verifyPeer, limits, transcript },
    send(message) {
      let bytes = new Uint8Array();
      for (const instead of change(message, conversation)) {
        if (instead instanceof Uint8Array) conversation.sendEncoded(instead);
        bytes = instead instanceof Uint8Array ? instead : conversation.send(instead);
      }
      return bytes;
    },
    setSuite: (suite) => conversation.setSuite(suite),
    sendEncoded: (bytes) => conversation.sendEncoded(bytes),
    sendChangeCipherSpec: () => conversation.sendChangeCipherSpec(),
    sendData: (data) => conversation.sendData(data),
    writeWith: (epoch, secret) => conversation.writeWith(epoch, secret),
    writePlain: () => conversation.writePlain(),
    readWith: (epoch, secret) => conversation.readWith(epoch, secret),
    skipUnreadable: (bytes) => conversation.skipUnreadable(bytes),
    limitRecords: (limits) => conversation.limitRecords(limits),
    tell: (name, secret, hash) => conversation.tell(name, secret, hash),
    emit: (event) => conversation.emit(event),
  };
}
