import { find } from "../extensions/find.ts";
import { refuse } from "../failure.ts";
import type { Conversation } from "../handshake/conversation.ts";
import type { EarlySecret } from "../schedule/secrets.ts";
import type { Parameters } from "./negotiate.ts";
import type { Offer } from "./offer.ts";
import type { Resumption } from "./resume.ts";
import type { ServerSettings } from "./settings.ts";
import type { Retry, ServerState } from "./states.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How far the client's account of a ticket's age may be off before its 0-RTT is taken for a replay (§8.3). */
const AGE_TOLERANCE_MS = 10_000;

/** Early data that is passed over at the least: its sender may have its ticket from another configuration. */
const LEAST_PASSED_OVER = 2 ** 14;

/** Whether the client sent early data, in the first ClientHello or the only one. */
export function offersEarlyData(offer: Offer, retry: Retry | null): boolean {
  return offer.earlyData || (retry !== null && find(retry.hello.extensions, "early_data") !== null);
}

/**
 * How many bytes of early data are taken; null: none are (RFC 8446 §4.2.10, §8). They need a session that allows them,
 * offered first, with the same suite and application protocol, no HelloRetryRequest, and a ticket whose age the client
 * states right to within ten seconds (§8.3).
 */
export function earlyDataTaken(
  offer: Offer,
  resumption: Resumption | null,
  parameters: Parameters,
  settings: ServerSettings,
  now: number,
): number | null {
  if (!offer.earlyData || resumption === null || resumption.index !== 0) return null;
  const { ticket, identity } = resumption;
  const statedAge = (identity.obfuscatedTicketAge - ticket.ageAdd) >>> 0;
  const isFresh = Math.abs(now - ticket.issuedAt - statedAge) <= AGE_TOLERANCE_MS;
  const isSame = ticket.suite === parameters.suite.name && ticket.alpn === parameters.alpn;
  const isAllowed = ticket.maxEarlyData > 0 && ticket.maxEarlyData <= settings.maxEarlyData;
  return isFresh && isSame && isAllowed ? ticket.maxEarlyData : null;
}

/** client_early_traffic_secret (RFC 8446 §7.1). The transcript ends with the ClientHello. */
export function earlyTraffic(early: EarlySecret, conversation: Conversation): Bytes {
  const hash = conversation.transcript.hash();
  const secret = early.clientTraffic(hash);
  conversation.tell("client_early_traffic_secret", secret, hash);
  conversation.tell("early_exporter_master_secret", early.exporter(hash), hash);
  return secret;
}

/** Has the early data passed over that the client sends without knowing that we don't take it (RFC 8446 §4.2.10). */
export function passOverEarlyData(settings: ServerSettings, conversation: Conversation): void {
  conversation.skipUnreadable(Math.max(settings.maxEarlyData, LEAST_PASSED_OVER));
  conversation.emit({ type: "early-data", accepted: false });
}

/**
 * Application data that came before the handshake is complete: early data where it was taken, up to what the ticket
 * allowed (RFC 8446 §4.2.10); anywhere else it is refused.
 */
export function takeEarlyData(state: ServerState, data: Bytes, conversation: Conversation): ServerState {
  const section = "RFC 8446 §4.2.10";
  if (state.name !== "WAIT_EOED") {
    return refuse({ code: "unexpected-record", state: state.name, found: "application_data", section });
  }
  if (data.length > state.left) {
    return refuse({ code: "too-much", what: "early data in bytes", limit: state.taken, section });
  }
  if (data.length > 0) conversation.emit({ type: "data", data, early: true });
  return { ...state, left: state.left - data.length };
}
