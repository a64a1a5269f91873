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

/** The message received as one of this type. Others are refused by what a state wants: one that comes here is our bug. */
export function expectMessage<T extends HandshakeMessage["type"]>(received: Received, type: T): Received<MessageOf<T>> {
  if (isA(received, type)) return received;
  throw new Error(`${received.message.type} was let through where ${type} is wanted`);
}
