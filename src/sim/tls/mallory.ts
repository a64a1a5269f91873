import { fromHex } from "../../bytes/hex.ts";
import { leaves } from "../../bytes/tree.ts";
import { decodeMessage } from "../../tls/messages/codec.ts";
import { HEADER_SIZE } from "../../tls/record/sizes.ts";
import type { Acting, Sending } from "../acting.ts";
import type { Identity } from "../actors/halves.ts";
import { obey, type Self, type Service } from "../actors/letters.ts";
import type { Rewrite } from "../attackers/mind.ts";
import type { Interceptor } from "../network/network.ts";
import type { ActorId, PacketArtifact, Strategy } from "../recording.ts";
import { strategyNamed } from "../world.ts";
import type { HangsUp } from "./actors.ts";
import type { TlsEnd } from "./end.ts";
import { type ClientWishes, clientEnd, type ServerWishes, serverEnd } from "./ends.ts";
import { wirePacket } from "./packets.ts";

/** What Mallory can do to TLS; she has the engine, like everybody, and keys of her own. */
export type TlsMalloryPlan = Readonly<{
  client: ActorId;
  server: ActorId;
  names: Readonly<{ client: string; server: string }>;
  serverName: string;
  /** With what she poses as the server. */
  identity: () => Acting<Identity | null>;
  /** Whether, as the server, she asks clients for a certificate. */
  asks: boolean;
  /** What she answers in the server's place. */
  service: Service;
  /** What she makes of texts that she relays; null to pass them on as they are. */
  rewrite: () => Rewrite | null;
  /** Who else may hang up. */
  ends: Readonly<{ client: HangsUp; server: HangsUp }>;
  /** How her two ends are configured. */
  wishes?: () => Readonly<{ front?: ServerWishes; back?: ClientWishes }>;
  /** What else she can do to a packet, by the strategy; what a scene does not give her, she can’t: it passes. */
  attacks?: Readonly<Partial<Record<Strategy, Attack>>>;
}>;

/** What becomes of a packet that an attacker has got: what travels on, in that order. */
export type Attack = (packet: PacketArtifact) => Acting<readonly Sending[]>;

// biome-ignore lint/correctness/useYield: nothing is told of what merely passes.
async function* pass(packet: PacketArtifact): Acting<readonly Sending[]> {
  return [packet];
}

/** What is worth a look to her where she has no key: a name, and what would be worth the most. */
const WORTH_A_LOOK = ["clientHello", "serverCertificate", "clientCertificate", "flight", "request", "reply"];

/** A router that turns on people who talk TLS. She gets packets, and makes connections of her own. */
export function tlsMallory(self: Self, plan: TlsMalloryPlan): Interceptor & HangsUp {
  const strategy = () => strategyNamed(self.props.switches().mallory ?? "off");
  const she = new TlsMallory(self, plan);
  return {
    at: self.id,
    strategy,
    over: () => she.over,
    async *intercept(packet): Acting<readonly Sending[]> {
      switch (strategy()) {
        case "off":
          return [packet];
        case "eavesdrop":
          return yield* she.look(packet);
        case "tamper":
          return yield* she.tamper(packet);
        case "impersonate":
          return yield* she.pose(packet);
        case "relay":
          return yield* she.relay(packet);
        default:
          return yield* plan.attacks?.[strategy()]?.(packet) ?? pass(packet);
      }
    },
  };
}

class TlsMallory {
  /** She, as the server, to the client. */
  private front: TlsEnd | null = null;
  /** She, as the client, to the server. */
  private back: TlsEnd | null = null;
  private backIsOpen = false;
  private readonly waiting: string[] = [];
  private tampered = false;

  constructor(
    private readonly self: Self,
    private readonly plan: TlsMalloryPlan,
  ) {}

  get over(): boolean {
    return this.back?.over ?? false;
  }

  /** Looks at what passes; where she poses herself, there is nothing that she could not read. */
  async *look(packet: PacketArtifact): Acting<readonly Sending[]> {
    const isOwn = this.front !== null || this.back !== null;
    if (isOwn || !WORTH_A_LOOK.includes(packet.label)) return [packet];
    const { id: actor } = this.self;
    if (packet.seal.as === "paper") yield { type: "reads", actor, packet: packet.id, text: null };
    else yield { type: "fails", actor, packet: packet.id, attempts: [] };
    return [packet];
  }

  /** Turns over one bit, once: of the server's share, or of the first protected record that comes by. */
  async *tamper(packet: PacketArtifact): Acting<readonly Sending[]> {
    const at = this.tampered ? null : targetIn(packet);
    if (at === null) return [packet];
    this.tampered = true;
    const bytes = fromHex(packet.bytes);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const { message, label, from, to, records = [], connection = 1 } = packet;
    const changedFrom = packet.id;
    const author = this.self.id;
    const changed = wirePacket(this.self.props, {
      message,
      label,
      from,
      to,
      author,
      bytes,
      records,
      keys: [],
      changedFrom,
      connection,
    });
    const what = packet.seal.as === "paper" ? "half" : "bit";
    yield { type: "changes", actor: author, packet: changed.id, from: packet.id, what };
    return [changed];
  }

  /** Answers in the server's place; what the server still says is dropped. */
  async *pose(packet: PacketArtifact): Acting<readonly Sending[]> {
    const front = packet.to === this.plan.server ? yield* this.frontFor(packet) : null;
    if (front === null) {
      yield { type: "swallows", actor: this.self.id, packet: packet.id };
      return [];
    }
    const { sendings, texts, closed } = yield* front.receive(packet);
    const answers: Sending[] = [];
    for (const text of texts) answers.push(front.say(yield* obey(this.self, this.plan.service, text)));
    return [...sendings, ...answers, ...(closed ? [front.close()] : [])];
  }

  /** The server to the client, the client to the server. What she has no connection for she passes on. */
  async *relay(packet: PacketArtifact): Acting<readonly Sending[]> {
    return packet.to === this.plan.server ? yield* this.fromClient(packet) : yield* this.fromServer(packet);
  }

  private async *fromClient(packet: PacketArtifact): Acting<readonly Sending[]> {
    const front = yield* this.frontFor(packet);
    if (front === null) return [packet];
    const { sendings, texts, closed } = yield* front.receive(packet);
    const closing = closed ? [front.close(), ...(this.back === null ? [] : [this.back.close()])] : [];
    if (texts.length === 0) return [...sendings, ...closing];
    if (this.back !== null && this.backIsOpen) {
      const { back } = this;
      return [...sendings, ...texts.map((text) => back.say(this.rewritten(text))), ...closing];
    }
    this.waiting.push(...texts);
    return [...sendings, ...(this.back === null ? yield* this.call() : []), ...closing];
  }

  private async *fromServer(packet: PacketArtifact): Acting<readonly Sending[]> {
    const { back, front } = this;
    if (back === null || front === null) return [packet];
    const { sendings, texts, connected } = yield* back.receive(packet);
    if (connected) this.backIsOpen = true;
    const held = connected ? this.waiting.splice(0) : [];
    return [
      ...sendings,
      ...held.map((text) => back.say(this.rewritten(text))),
      ...texts.map((text) => front.say(this.rewritten(text))),
    ];
  }

  /** Her end toward the client; begun with a ClientHello, else she comes too late (null). */
  private async *frontFor(packet: PacketArtifact): Acting<TlsEnd | null> {
    if (this.front !== null || packet.message !== "ClientHello") return this.front;
    const { client, server, names, ends, asks, identity } = this.plan;
    this.front = serverEnd(
      { ...this.self, as: server },
      {
        peer: client,
        believes: names.client,
        serverName: () => "",
        judge: null,
        identity: yield* identity(),
        gone: ends.client.over,
      },
      asks ? "ask" : "none",
      this.plan.wishes?.().front,
    );
    return this.front;
  }

  /** Calls the server as the client would. */
  private async *call(): Acting<readonly Sending[]> {
    const { client, server, names, ends, serverName } = this.plan;
    this.back = clientEnd(
      { ...this.self, as: client },
      {
        peer: server,
        believes: names.server,
        serverName: () => serverName,
        judge: null,
        identity: null,
        gone: ends.server.over,
      },
      this.plan.wishes?.().back,
    );
    return yield* this.back.start();
  }

  private rewritten(text: string): string {
    return this.plan.rewrite()?.(text) ?? text;
  }
}

/** Which byte to change: the first of the server's share, or of the first ciphertext. Null: nothing worth changing. */
function targetIn(packet: PacketArtifact): number | null {
  const sealed = packet.records?.find((record) => record.key !== null);
  if (sealed !== undefined) return sealed.start + HEADER_SIZE;
  if (packet.message !== "ServerHello") return null;
  const [record] = packet.records ?? [];
  if (record === undefined) return null;
  const bytes = fromHex(packet.bytes).slice(record.start + HEADER_SIZE, record.end);
  const share = leaves(decodeMessage(bytes).tree).find(
    ({ path }) => path.includes("key_exchange") && !path.endsWith("length"),
  );
  return share === undefined ? null : record.start + HEADER_SIZE + share.start;
}
