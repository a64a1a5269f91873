import type { TicketStore } from "../config.ts";
import type { Conversation } from "../handshake/conversation.ts";
import { LONGEST_LIFETIME } from "../messages/newSessionTicket.ts";
import { ticketPsk } from "../schedule/derive.ts";
import type { Agreement } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const TICKET_SIZE = 32;

/**
 * Sends as many tickets as the configuration says (RFC 8446 §4.6.1), where there is a store for them and the client can
 * use them (§4.2.9). A ticket is a random name for what the store keeps. However often a session is resumed, its tickets
 * end seven days after the handshake that it stems from, with whose certificates the ends once proved who they are.
 *
 * @param resumption resumption_master_secret
 */
export async function giveTickets(agreement: Agreement, resumption: Bytes, conversation: Conversation): Promise<void> {
  const { tickets, ticketCount, ticketLifetime } = agreement.settings;
  if (tickets === null || !agreement.takesTickets) return;
  const issuedAt = conversation.now();
  const age = Math.ceil((issuedAt - agreement.authenticatedAt) / 1000);
  const lifetime = Math.min(ticketLifetime, LONGEST_LIFETIME - Math.max(age, 0));
  if (lifetime <= 0) return;
  for (let i = 0; i < ticketCount; i++) {
    await giveTicket(
      agreement,
      { store: tickets, nonce: Uint8Array.of(i), issuedAt, lifetime },
      resumption,
      conversation,
    );
  }
}

async function giveTicket(
  agreement: Agreement,
  {
    store,
    nonce,
    issuedAt,
    lifetime,
  }: Readonly<{ store: TicketStore; nonce: Bytes; issuedAt: number; lifetime: number }>,
  resumption: Bytes,
  conversation: Conversation,
): Promise<void> {
  const { suite, negotiated, authenticatedAt } = agreement;
  const { maxEarlyData } = agreement.settings;
  const ticket = await conversation.chance.random("server.ticket", TICKET_SIZE);
  const ageAdd = numberOf(await conversation.chance.random("server.ticket_age_add", 4));
  await store.keep(ticket, {
    psk: ticketPsk(suite, resumption, nonce),
    suite: suite.name,
    serverName: negotiated.serverName,
    alpn: negotiated.alpn,
    issuedAt,
    lifetime,
    ageAdd,
    maxEarlyData,
    peer: negotiated.peer,
    authenticatedAt,
  });
  conversation.send({
    type: "new_session_ticket",
    lifetime,
    ageAdd,
    nonce,
    ticket,
    extensions: maxEarlyData === 0 ? [] : [{ type: "early_data", maxEarlyData }],
  });
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
