import type { Acting, Sending } from "../acting.ts";
import type { Identity } from "../actors/halves.ts";
import { obey, type Self, type Service } from "../actors/letters.ts";
import type { Rewrite } from "../attackers/mind.ts";
import type { Interceptor } from "../network/network.ts";
import type { ActorId, PacketArtifact, Strategy } from "../recording.ts";
import { strategyNamed } from "../world.ts";
import type { HangsUp } from "./actors.ts";
import { tamper } from "./attacks/tamper.ts";
import type { TlsEnd } from "./end.ts";
import type { Heard } from "./endPlan.ts";
import { type ClientWishes, clientEnd, type ServerWishes, serverEnd } from "./ends.ts";

/** What Mallory can do to TLS; she has the engine, like everybody, and keys of her own. */
export type TlsMalloryPlan = Readonly<{
  client: ActorId;
  server: ActorId;
  names: Readonly<{ client: string; server: string }>;
  serverName: string;
  /** With what she poses as the server, given the ClientHello that it is to answer. */
  identity: (hello: PacketArtifact) => Acting<Identity | null>;
  /** With what she calls the server as the client; left out: with nothing. */
  callerIdentity?: () => Acting<Identity | null>;
  /** Whether, as the server, she asks clients for a certificate. */
  asks: boolean;
  /** What she answers in the server's place. */
  service: Service;
  /** How she answers there instead, where it takes more than a text for a text. */
  answer?: (front: TlsEnd, heard: Heard) => Acting<readonly Sending[]>;
  /** What she makes of texts that she relays; null to pass them on as they are. */
  rewrite: () => Rewrite | null;
  /** Who else may hang up. */
  ends: Readonly<{ client: HangsUp; server: HangsUp }>;
  /** Whether what she sends in one go as the server is told as one packet. */
  inFlights?: boolean;
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
  const attacks: NonNullable<TlsMalloryPlan["attacks"]> = { tamper: tamper(self), ...plan.attacks };
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
        case "impersonate":
          return yield* she.pose(packet);
        case "relay":
          return yield* she.relay(packet);
        default:
          return yield* attacks[strategy()]?.(packet) ?? pass(packet);
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

  /** Answers in the server's place; what the server still says is dropped. */
  async *pose(packet: PacketArtifact): Acting<readonly Sending[]> {
    const front = packet.to === this.plan.server ? yield* this.frontFor(packet) : null;
    if (front === null) {
      yield { type: "swallows", actor: this.self.id, packet: packet.id };
      return [];
    }
    const heard = yield* front.receive(packet);
    const { sendings, texts, closed } = heard;
    if (this.plan.answer !== undefined) return [...sendings, ...(yield* this.plan.answer(front, heard))];
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
    const { sendings, texts, connected, closed } = yield* back.receive(packet);
    if (connected) this.backIsOpen = true;
    const held = connected ? this.waiting.splice(0) : [];
    return [
      ...sendings,
      ...held.map((text) => back.say(this.rewritten(text))),
      ...texts.map((text) => front.say(this.rewritten(text))),
      // A server may be the first to say goodbye; where it was not, this says nothing twice.
      ...(closed ? [front.close(), back.close()] : []),
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
        identity: yield* identity(packet),
        gone: ends.client.over,
        inFlights: this.plan.inFlights === true,
      },
      asks ? "ask" : "none",
      this.plan.wishes?.().front,
    );
    return this.front;
  }

  /** Calls the server as the client would. */
  private async *call(): Acting<readonly Sending[]> {
    const { client, server, names, ends, serverName, callerIdentity } = this.plan;
    this.back = clientEnd(
      { ...this.self, as: client },
      {
        peer: server,
        believes: names.server,
        serverName: () => serverName,
        judge: null,
        identity: callerIdentity === undefined ? null : yield* callerIdentity(),
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
