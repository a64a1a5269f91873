import type { Conversation } from "../../../tls/handshake/conversation.ts";
import type { Machine, MachineState } from "../../../tls/handshake/machine.ts";
import type { HandshakeMessage } from "../../../tls/messages/types.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes to send in the place of a message; null: it goes out as it is. */
export type Substitute = (message: HandshakeMessage) => Bytes | null;

/**
 * A machine that does all as it did, but for some messages that it sends: other bytes go out in their place, into the
 * transcript too. So it can be led through a trace whose author chose other extensions, or another order of them.
 *
 * @param adjust what the substitution means for the state: it remembers what it offered
 */
export function substituting<State extends MachineState>(
  machine: Machine<State>,
  substitute: Substitute,
  adjust: (state: State) => State,
): Machine<State> {
  return {
    ...machine,
    start: async (state, conversation) => adjust(await machine.start(state, through(conversation, substitute))),
    step: async (state, received, conversation, pass) =>
      adjust(await machine.step(state, received, through(conversation, substitute), pass)),
  };
}

function through(conversation: Conversation, substitute: Substitute): Conversation {
  const { role, chance, now, verifyPeer, limits, transcript } = conversation;
  return {
    role,
    chance,
    now,
    verifyPeer,
    limits,
    transcript,
    send: (message) => {
      const bytes = substitute(message);
      if (bytes === null) return conversation.send(message);
      conversation.sendEncoded(bytes);
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
