import { toHex } from "../bytes/hex.ts";
import type { TicketState, TicketStore } from "./config.ts";

/**
 * Tickets in memory: at most `limit` of them, the oldest give way. A ticket is given back once and forgotten, which is
 * the single-use ticket of RFC 8446 §8.1: neither a resumption nor its 0-RTT data can be replayed to this store.
 *
 * A client that names somebody else's ticket takes it out of the store, also where it can't prove to hold the secret:
 * that costs the owner a full handshake, and nothing else.
 *
 * @param limit how many tickets are kept; a whole number, 1 or more (RangeError)
 */
export function memoryTickets(limit: number): TicketStore {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`a store for ${limit} tickets`);
  // A Map keeps the order in which its keys came: the first is the oldest.
  const kept = new Map<string, TicketState>();
  return {
    keep: async (ticket, state) => {
      kept.set(toHex(ticket), state);
      for (const oldest of kept.keys()) {
        if (kept.size <= limit) break;
        kept.delete(oldest);
      }
    },
    redeem: async (ticket) => {
      const key = toHex(ticket);
      const state = kept.get(key) ?? null;
      kept.delete(key);
      return state;
    },
  };
}
