import { sameSecret } from "../../crypto/hash.ts";
import type { TicketState } from "../config.ts";
import type { PskIdentity } from "../extensions/types.ts";
import { refuse } from "../failure.ts";
import type { Conversation } from "../handshake/conversation.ts";
import { withoutBinders } from "../messages/truncate.ts";
import { finishedData } from "../schedule/derive.ts";
import { EarlySecret } from "../schedule/secrets.ts";
import { SUITES } from "../schedule/suites.ts";
import type { Parameters } from "./negotiate.ts";
import type { Offer, PskOffer } from "./offer.ts";
import type { ServerSettings } from "./settings.ts";

/** A session that goes on: which of the client's identities it was, and what we remember of it. */
export type Resumption = Readonly<{ index: number; identity: PskIdentity; ticket: TicketState; early: EarlySecret }>;

/** Identities that we look up for one ClientHello. Clients offer one or two; each costs the ticket store a question. */
const MOST_IDENTITIES = 4;

/**
 * The session that the client and we can go on with (RFC 8446 §4.2.11): the first of its identities, of at most four,
 * whose ticket the store still has, is not over, and fits this connection. Null: none, so the handshake is a full one.
 * Asked for once a connection, when no HelloRetryRequest can follow, as the store gives each ticket only once.
 *
 * The transcript holds what came before this ClientHello, and knows its hash function.
 *
 * @param encoded the ClientHello with its header
 * @throws Refused (wrong-binder) where the client does not prove that it holds the ticket's secret (§4.2.11.2)
 */
export async function resume(
  offer: Offer,
  encoded: Uint8Array,
  parameters: Parameters,
  settings: ServerSettings,
  conversation: Conversation,
): Promise<Resumption | null> {
  const { psk } = offer;
  if (psk === null || settings.tickets === null) return null;
  for (const [index, identity] of psk.identities.slice(0, MOST_IDENTITIES).entries()) {
    const ticket = await settings.tickets.redeem(identity.identity);
    if (ticket === null || !isUsable(ticket, offer, parameters, settings, conversation.now())) continue;
    const early = new EarlySecret(parameters.suite, ticket.psk);
    const resumption = { index, identity, ticket, early };
    checkBinder(resumption, psk, encoded, parameters, conversation);
    return resumption;
  }
  return null;
}

/**
 * §4.2.11: the PSK's hash is the suite's. §4.6.1: not past its lifetime, by our own clock. A session belongs to the name
 * it was made for, and one without a client's identity is of no use where that is required.
 */
function isUsable(
  ticket: TicketState,
  offer: Offer,
  { suite }: Parameters,
  settings: ServerSettings,
  now: number,
): boolean {
  return (
    SUITES[ticket.suite].hash === suite.hash &&
    now - ticket.issuedAt < ticket.lifetime * 1000 &&
    ticket.serverName === offer.serverName &&
    (ticket.peer !== null || settings.clientAuthentication !== "required")
  );
}

/** §4.2.11.2: like a Finished, over all up to the binders themselves, also what a HelloRetryRequest left behind. */
function checkBinder(
  { index, early }: Resumption,
  psk: PskOffer,
  encoded: Uint8Array,
  { suite }: Parameters,
  conversation: Conversation,
): void {
  const key = early.binderKey("resumption");
  const hash = conversation.transcript.hashWith(withoutBinders(encoded, psk.bindersSize));
  const binder = psk.binders[index];
  conversation.tell("early_secret", early.secret, null);
  conversation.tell("binder_key", key, null);
  if (binder !== undefined && sameSecret(binder, finishedData(suite, key, hash))) return;
  refuse({ code: "wrong-binder", identity: index, section: "RFC 8446 §4.2.11.2" });
}
