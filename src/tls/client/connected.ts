import type { Session } from "../config.ts";
import { find } from "../extensions/find.ts";
import type { Conversation, Received } from "../handshake/conversation.ts";
import { LONGEST_LIFETIME } from "../messages/newSessionTicket.ts";
import type { NewSessionTicket } from "../messages/types.ts";
import { ticketPsk } from "../schedule/derive.ts";
import type { ClientStateOf } from "./states.ts";

type Connected = ClientStateOf<"CONNECTED">;

/** Beside a larger ticket, a ClientHello of 2^16 bytes might not have room for a cookie and the shares. */
const LARGEST_TICKET = 32768;

/**
 * CONNECTED (RFC 8446 §A.1): tickets, each of which becomes a session (§4.6.1). Those over the limit are dropped, and
 * those that are of no use: outlived as they come, or too large to be offered.
 */
export async function connected(
  state: Connected,
  received: Received<NewSessionTicket>,
  conversation: Conversation,
): Promise<Connected> {
  const { message } = received;
  const isOfUse = message.lifetime > 0 && message.ticket.length <= LARGEST_TICKET;
  if (!isOfUse || state.tickets >= conversation.limits.tickets) return state;
  conversation.emit({ type: "session", session: sessionOf(state, message, conversation.now()) });
  return { ...state, tickets: state.tickets + 1 };
}

function sessionOf(state: Connected, ticket: NewSessionTicket, now: number): Session {
  const { setup, negotiated, suite, resumption } = state;
  return {
    ticket: ticket.ticket,
    psk: ticketPsk(suite, resumption, ticket.nonce),
    suite: suite.name,
    serverName: setup.serverName,
    alpn: negotiated.alpn,
    receivedAt: now,
    authenticatedAt: negotiated.resumed ? (setup.session?.authenticatedAt ?? now) : now,
    lifetime: Math.min(ticket.lifetime, LONGEST_LIFETIME),
    ageAdd: ticket.ageAdd,
    maxEarlyData: find(ticket.extensions, "early_data")?.maxEarlyData ?? 0,
    peer: negotiated.peer,
  };
}
