import { fromHex } from "../../../bytes/hex.ts";
import { find } from "../../../tls/extensions/find.ts";
import { decodeMessage } from "../../../tls/messages/codec.ts";
import type { Acting, Sending } from "../../acting.ts";
import type { Self } from "../../actors/letters.ts";
import type { Interceptor } from "../../network/network.ts";
import type { ActorId, PacketArtifact, Strategy } from "../../recording.ts";
import { messagesIn, recordsIn } from "../inside.ts";
import { candidatesOf, type Measured, sealedSize } from "./sizes.ts";

export type WatcherPlan = Readonly<{
  strategy: () => Strategy;
  server: ActorId;
  /** What the client is called who is watched. */
  clientName: string;
  /** What was measured beforehand of the site of that name. */
  known: (site: string | null) => readonly Measured[];
}>;

/**
 * A router that listens to people who talk TLS, opens nothing, changes nothing, and makes what it can of the outside:
 * the hello that lies open, and how long the sealed records are that go one way and the other.
 */
export function tlsWatcher(self: Self, plan: WatcherPlan): Interceptor {
  const watcher = new Watcher(self, plan);
  return {
    at: self.id,
    strategy: plan.strategy,
    async *intercept(packet): Acting<readonly Sending[]> {
      if (plan.strategy() !== "off") yield* watcher.watch(packet);
      return [packet];
    },
  };
}

class Watcher {
  /** The server's flight is over once the client seals something; what the server seals after that is an answer. */
  private clientHasSealed = false;
  private answered = false;
  private site: string | null = null;

  constructor(
    private readonly self: Self,
    private readonly plan: WatcherPlan,
  ) {}

  async *watch(packet: PacketArtifact): Acting {
    const { id: actor } = this.self;
    const name = packet.message === "ClientHello" ? nameIn(packet) : null;
    if (name !== null) {
      this.site = name;
      yield { type: "reads", actor, packet: packet.id, text: name };
    }
    // The longest record of the server's flight: it can't be but the certificate.
    if (packet.label === "serverCertificate") yield { type: "fails", actor, packet: packet.id, attempts: [] };
    const size = sealedSize(fromHex(packet.bytes));
    if (size === 0) return;
    if (packet.to === this.plan.server) this.clientHasSealed = true;
    else if (this.clientHasSealed && !this.answered) yield* this.measure(packet, size);
  }

  private async *measure(packet: PacketArtifact, size: number): Acting {
    this.answered = true;
    const { id: actor } = this.self;
    const candidates = candidatesOf(this.plan.known(this.site), size);
    yield { type: "fails", actor, packet: packet.id, attempts: [] };
    const text = this.conclusion(candidates);
    yield { type: "infers", actor, how: "infers", packet: packet.id, text, size, candidates };
  }

  private conclusion(candidates: readonly string[]): string {
    const [first, ...more] = candidates;
    const who = this.plan.clientName;
    if (first === undefined) return `${who} reads a page that she has never measured`;
    return more.length === 0 ? `${who} reads ${first}` : `${who} reads one of ${more.length + 1} pages`;
  }
}

/** The name that a ClientHello asks for; null where it names none. */
function nameIn(packet: PacketArtifact): string | null {
  const [record] = recordsIn(packet, []);
  const [bytes] = record === undefined ? [] : messagesIn(record.content);
  if (bytes === undefined) return null;
  const { message } = decodeMessage(bytes);
  return message.type === "client_hello" ? (find(message.extensions, "server_name")?.name ?? null) : null;
}
