import { fromHex } from "../../bytes/hex.ts";
import { t } from "../../language/t.ts";
import type { Acting, Endpoint, Sending } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import type { Self, Service } from "../../sim/actors/letters.ts";
import { converse } from "../../sim/network/network.ts";
import type { Actor, PacketArtifact } from "../../sim/recording.ts";
import { type Measured, sealedSize } from "../../sim/tls/attacks/sizes.ts";
import type { TlsEnd } from "../../sim/tls/end.ts";
import { type ClientWishes, clientEnd, type ServerWishes, serverEnd } from "../../sim/tls/ends.ts";
import { askFor } from "./pages.ts";

export type VisitPlan = Readonly<{
  cast: readonly Actor[];
  visitor: Self;
  host: Self;
  identity: Identity;
  service: Service;
  site: () => string;
  pages: () => readonly string[];
  wishes: () => Readonly<{ client: ClientWishes; server: ServerWishes }>;
}>;

/**
 * Mallory’s own visit: a connection like any other, in which she asks for each page of a site and notes how long the
 * answer is on the wire. Told are her notes alone, one step each: what the pages say is of no use to her. The notes go
 * into `notes`, too.
 */
export async function* measuringVisit(plan: VisitPlan, notes: Measured[]): Acting {
  const visitor = new Visitor(plan, notes);
  const network = {
    cast: plan.cast,
    endpoints: { [plan.visitor.id]: visitor, [plan.host.id]: hostOf(plan) },
    interceptor: null,
    passing: async () => undefined,
    hopByHop: false,
    watch: null,
  };
  const first = visitor.begin();
  let begun = await first.next();
  while (begun.done !== true) begun = await first.next();
  for await (const event of converse(network, plan.visitor.id, begun.value)) {
    if (event.type === "infers") yield event;
  }
}

class Visitor implements Endpoint {
  private readonly end: TlsEnd;
  private readonly waiting: string[];
  private asked: string | null = null;

  constructor(
    private readonly plan: VisitPlan,
    private readonly notes: Measured[],
  ) {
    const { visitor, host, site, wishes } = plan;
    this.waiting = [...plan.pages()];
    this.end = clientEnd(visitor, { ...setup(host.id), serverName: site }, wishes().client);
  }

  begin(): Acting<readonly Sending[]> {
    return this.end.start();
  }

  async *receive(packet: PacketArtifact): Acting<readonly Sending[]> {
    const heard = yield* this.end.receive(packet);
    const page = heard.texts.length > 0 ? this.asked : null;
    if (page === null) return heard.connected ? [...heard.sendings, this.next()] : heard.sendings;
    const size = sealedSize(fromHex(packet.bytes));
    this.notes.push({ name: page, size });
    const { id: actor } = this.plan.visitor;
    const text = t`${page}: ${size} bytes`;
    yield { type: "infers", actor, how: "measures", packet: packet.id, text, size, candidates: [page] };
    return [this.next()];
  }

  private next(): Sending {
    this.asked = this.waiting.shift() ?? null;
    return this.asked === null ? this.end.close() : this.end.say(askFor(this.asked));
  }
}

/** Bob as any visitor finds him: what he says here is meant for no one of the story. */
function hostOf({ host, visitor, identity, service, wishes }: VisitPlan): Endpoint {
  const end = serverEnd(host, { ...setup(visitor.id), identity }, "none", wishes().server);
  return {
    async *receive(packet): Acting<readonly Sending[]> {
      const { sendings, texts, closed } = yield* end.receive(packet);
      const answers = texts.map((text) => end.say(service(text).reply));
      return [...sendings, ...answers, ...(closed ? [end.close()] : [])];
    },
  };
}

function setup(peer: string) {
  return { peer, believes: "a stranger", serverName: () => "", judge: null, identity: null, gone: () => false };
}
