import type { Acting, Endpoint, Sending } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { HangsUp, TlsServerPlan } from "../tls/actors.ts";
import type { TlsEnd } from "../tls/end.ts";
import { serverEnd } from "../tls/ends.ts";
import { webServer } from "./web.ts";

export type LiveServerPlan = Omit<TlsServerPlan, "service"> & Readonly<{ page: (end: TlsEnd) => string }>;

/** A server on stage that speaks HTTP over TLS, for whoever really calls: one connection, one request. */
export function liveServer(self: Self, plan: LiveServerPlan): Endpoint & HangsUp {
  const answer = webServer(self, { reader: plan.client, honest: true, page: plan.page });
  let end: TlsEnd | null = null;
  return {
    over: () => end?.over ?? false,
    async *receive(packet): Acting<readonly Sending[]> {
      if (end === null) {
        const setup = { ...plan, peer: packet.from, serverName: () => "", identity: yield* plan.identity() };
        end = serverEnd(self, setup, plan.clientAuth(), plan.wishes?.());
      }
      const heard = yield* end.receive(packet);
      return [...heard.sendings, ...(yield* answer(end, heard))];
    },
  };
}
