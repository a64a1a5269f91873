import type { Acting, Opener, Sending } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { HangsUp, TlsClientPlan } from "../tls/actors.ts";
import type { TlsEnd } from "../tls/end.ts";
import { clientEnd } from "../tls/ends.ts";

export type LiveClientPlan = Omit<TlsClientPlan, "honest" | "text"> & Readonly<{ text: string }>;

/** `finished`: nothing more will come of its connection. */
export type LiveClient = Opener & HangsUp & Readonly<{ finished: () => boolean }>;

/** A client on stage that asks a real server one thing, and hears it out: it says goodbye when the server has. */
export function liveClient(self: Self, plan: LiveClientPlan): LiveClient {
  let end: TlsEnd | null = null;

  // biome-ignore lint/correctness/useYield: what is sent is told when its turn comes.
  async function* ask(open: TlsEnd): Acting<readonly Sending[]> {
    if (open.over) return [];
    self.props.letter({ author: self.id, reader: plan.peer, text: plan.text });
    return [open.say(plan.text)];
  }

  return {
    over: () => end?.over ?? false,
    finished: () => end?.finished ?? false,
    async *begin(): Acting<readonly Sending[]> {
      end = clientEnd(self, { ...plan, identity: yield* plan.identity() }, plan.wishes?.());
      return yield* end.start();
    },
    async *receive(packet): Acting<readonly Sending[]> {
      const open = end;
      if (open === null) return [];
      const { sendings, connected, closed } = yield* open.receive(packet);
      return [...sendings, ...(connected ? [() => ask(open)] : []), ...(closed ? [open.close()] : [])];
    },
  };
}
