import type { Group } from "../../story/messages.ts";
import type { Acting } from "../acting.ts";
import type { Agreement, Identity, Offer } from "../actors/halves.ts";
import { answerHalf, completeHalf, offerHalf } from "../actors/halves.ts";
import type { Self } from "../actors/letters.ts";
import type { ActorId, PacketArtifact, Strategy } from "../recording.ts";
import type { Onlooker } from "./onlooker.ts";

/** What Mallory makes of a text that she can read; null to leave it as it is. */
export type Rewrite = (text: string) => string | null;

/** What she knows of those between whom she sits, and how she means to fool them. */
export type Guise = Readonly<{
  client: ActorId;
  server: ActorId;
  /** What the two are called. */
  names: Readonly<{ client: string; server: string }>;
  /** The name that she asks the server for. */
  serverName: string;
  group: () => Group;
  /** With what she proves to be the server; null where nobody asks. */
  identity: () => Acting<Identity | null>;
  /** Whether she asks the client for a certificate, to hand it on. */
  asks: boolean;
}>;

/**
 * What Mallory has made of the conversation so far, whatever her strategy was: with whom she shares a key, and what
 * waits. All strategies work on this, and every key that she agrees on goes to the others of the onlooker.
 */
export class Mind {
  /** Her agreement with the client, as the server. */
  front: Agreement | null = null;
  /** Her agreement with the server, as the client. */
  back: Agreement | null = null;
  /** Her half on its way to the server. */
  offer: Offer | null = null;
  /** The client's half that waits for her answer. */
  unanswered: PacketArtifact | null = null;
  /** What the client said and she has not passed on yet. */
  readonly waiting: PacketArtifact[] = [];

  constructor(
    readonly self: Self,
    readonly onlooker: Onlooker,
    readonly guise: Guise,
    /** Whether she still does what she began: a switch may be thrown between any two of her acts. */
    readonly still: (strategy: Strategy) => boolean,
  ) {}

  /** She, speaking as the server. */
  get asServer(): Self {
    return { ...this.self, as: this.guise.server };
  }

  /** She, speaking as the client. */
  get asClient(): Self {
    return { ...this.self, as: this.guise.client };
  }

  /** Answers the client's half as if she were the server. Null where that half is none. */
  async *answerClient(packet: PacketArtifact): Acting<PacketArtifact | null> {
    const { server, client, names, asks } = this.guise;
    const address = { from: server, to: client, label: "serverHalf" };
    const how = { address, identity: yield* this.guise.identity(), asks, believes: names.client };
    const answer = yield* answerHalf(this.asServer, packet, how);
    if (answer === null) return null;
    this.front = answer.agreement;
    this.keep(answer.agreement);
    return answer.packet;
  }

  /** Calls the server as if she were the client. */
  async *callServer(): Acting<PacketArtifact> {
    const { client, server, serverName, group } = this.guise;
    this.offer = yield* offerHalf(
      this.asClient,
      { from: client, to: server, label: "clientHalf" },
      serverName,
      group(),
    );
    return this.offer.packet;
  }

  /** Takes the server's answer to her call. Null where it is none. */
  async *hearServer(packet: PacketArtifact): Acting<Agreement | null> {
    if (this.offer === null) return null;
    const how = { believes: this.guise.names.server, verified: null };
    const agreed = yield* completeHalf(this.asClient, this.offer, packet, how);
    if (agreed === null) return null;
    this.back = agreed;
    this.keep(agreed);
    return agreed;
  }

  private keep({ channel }: Agreement): void {
    this.onlooker.hold(channel.id, "secret", channel.key);
  }
}
