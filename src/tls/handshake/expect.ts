import { refuse } from "../failure.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Received } from "./conversation.ts";

type MessageOf<T extends HandshakeMessage["type"]> = Extract<HandshakeMessage, { type: T }>;

/** True where the message received is of this type. */
export function isA<T extends HandshakeMessage["type"]>(
  received: Received,
  type: T,
): received is Received<MessageOf<T>> {
  return received.message.type === type;
}

/** The message received as one of this type; refuses any other with unexpected_message (RFC 8446 §4). */
export function expectMessage<T extends HandshakeMessage["type"]>(
  received: Received,
  type: T,
  state: string,
): Received<MessageOf<T>> {
  if (isA(received, type)) return received;
  return refuse({
    code: "unexpected-message",
    state,
    found: received.message.type,
    wanted: [type],
    section: "RFC 8446 §4",
  });
}
