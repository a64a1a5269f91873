import { toHex } from "../../bytes/hex.ts";
import type { TicketState, TicketStore } from "../../tls/config.ts";

/**
 * A server's tickets, with an account of those that were used (RFC 8446 §8.1). `looks`: whether it looks into the
 * account; several servers that don't tell each other can't. It is asked each time that a ticket is brought back.
 */
export function accountedTickets(looks: () => boolean): TicketStore {
  const kept = new Map<string, TicketState>();
  const used = new Set<string>();
  return {
    keep: async (ticket, state) => {
      kept.set(toHex(ticket), state);
    },
    redeem: async (ticket) => {
      const name = toHex(ticket);
      if (looks() && used.has(name)) return null;
      used.add(name);
      return kept.get(name) ?? null;
    },
  };
}
