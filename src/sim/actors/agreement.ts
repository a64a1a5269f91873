import { type AlertName, isAlertName } from "../../story/alerts.ts";
import type { Group, Message } from "../../story/messages.ts";
import type { Acting, Endpoint, Opener, Sending } from "../acting.ts";
import type { ActorId, PacketArtifact, VerdictArtifact } from "../recording.ts";
import {
  type Agreement,
  answerHalf,
  clientEvidence,
  completeHalf,
  type Identity,
  type Judge,
  type Offer,
  offerHalf,
  proveClient,
  serverEvidence,
} from "./halves.ts";
import {
  cannotOpen,
  hearGoodbye,
  leaveUnopened,
  messageIn,
  obey,
  type Self,
  type Service,
  sayGoodbye,
} from "./letters.ts";
import { openLetter, sealLetter } from "./sealedLetters.ts";

/** An identity that is always the same one. */
export function carries(identity: Identity | null): () => Acting<Identity | null> {
  // biome-ignore lint/correctness/useYield: what one always carries takes no step to take out.
  return async function* () {
    return identity;
  };
}

export type ClientPlan = Readonly<{
  peer: ActorId;
  /** Whom the client takes the other end for. */
  believes: string;
  /** The name that the client asks for. */
  serverName: () => string;
  group: () => Group;
  text: string;
  /** null: has no way to check who answers. */
  judge: Judge | null;
  /** With what it proves itself when asked; null: with nothing. */
  identity: () => Acting<Identity | null>;
  /** Whether the letter is what its author claims: an impostor's is no honest letter. */
  honest: boolean;
}>;

/** Agrees on a key with whoever answers (or, with a judge, with whoever proves to be the one wanted), then sends a letter. */
export function agreementClient(self: Self, plan: ClientPlan): Opener {
  let offer: Offer | null = null;
  let agreement: Agreement | null = null;
  let closed = false;
  const address = (label: string) => ({ from: self.as, to: plan.peer, label });

  async function* hangUp(alert: AlertName): Acting<readonly Sending[]> {
    closed = true;
    return yield* sayGoodbye(self, plan.peer, alert);
  }

  async function* meet(packet: PacketArtifact, message: Message & { type: "ServerHalf" }): Acting<readonly Sending[]> {
    if (offer === null || agreement !== null) return yield* hangUp("unexpected_message");
    const verdict = plan.judge === null ? null : await judgeServer(plan.judge, offer, packet);
    if (verdict !== null) yield { type: "checks", actor: self.id, verdict: verdict.id };
    if (verdict?.accepted === false) return yield* hangUp(alertOf(verdict));
    const how = { believes: plan.believes, verified: verdict?.id ?? null };
    const agreed = yield* completeHalf(self, offer, packet, how);
    if (agreed === null) return yield* hangUp("illegal_parameter");
    agreement = agreed;
    const letter = () => sendLetter(agreed);
    if (!message.certificateRequest) return [letter];
    const identity = yield* plan.identity();
    return [yield* proveClient(self, address("clientProof"), agreed, identity), letter];
  }

  async function* sendLetter(agreed: Agreement): Acting<readonly Sending[]> {
    if (plan.honest) self.props.letter({ author: self.id, reader: plan.peer, text: plan.text });
    return [yield* sealLetter(self, address("request"), plan.text, agreed.channel)];
  }

  async function* hearLetter(packet: PacketArtifact): Acting<readonly Sending[]> {
    if (agreement === null) {
      closed = true;
      return yield* cannotOpen(self, packet);
    }
    const text = yield* openLetter(self, packet, agreement.channel);
    return text === null ? yield* hangUp("bad_record_mac") : [];
  }

  return {
    async *begin(): Acting<readonly Sending[]> {
      offer = yield* offerHalf(self, address("clientHalf"), plan.serverName(), plan.group());
      return [offer.packet];
    },
    async *receive(packet): Acting<readonly Sending[]> {
      const message = messageIn(packet);
      if (closed) return yield* leaveUnopened(self, packet);
      switch (message.type) {
        case "ServerHalf":
          return yield* meet(packet, message);
        case "Sealed":
          return yield* hearLetter(packet);
        case "Goodbye":
          closed = true;
          return yield* hearGoodbye(self, packet, message.alert);
        default:
          return yield* hangUp("unexpected_message");
      }
    },
  };
}

export type ServerPlan = Readonly<{
  /** Whom the server takes every client for, and what they are called: its answers are meant for them. */
  client: ActorId;
  believes: string;
  service: Service;
  identity: () => Acting<Identity | null>;
  /** Whether a client's certificate is asked for, and whether one must come. */
  clientAuth: () => "none" | "ask" | "require";
  judge: Judge | null;
}>;

/** Answers halves with its own; with an identity it proves itself; where it asks the client to, it judges the client. */
export function agreementServer(self: Self, plan: ServerPlan): Endpoint {
  let agreement: Agreement | null = null;
  let state: "waiting" | "proof awaited" | "open" | "closed" = "waiting";

  async function* hangUp(to: ActorId, alert: AlertName): Acting<readonly Sending[]> {
    state = "closed";
    return yield* sayGoodbye(self, to, alert);
  }

  async function* meet(packet: PacketArtifact): Acting<readonly Sending[]> {
    const auth = plan.clientAuth();
    const how = {
      address: { from: self.as, to: packet.from, label: "serverHalf" },
      identity: yield* plan.identity(),
      asks: auth !== "none",
      believes: plan.believes,
    };
    const answer = yield* answerHalf(self, packet, how);
    if (answer === null) return yield* hangUp(packet.from, "illegal_parameter");
    agreement = answer.agreement;
    state = auth === "none" ? "open" : "proof awaited";
    return [answer.packet];
  }

  async function* hearProof(packet: PacketArtifact, agreed: Agreement): Acting<readonly Sending[]> {
    const evidence = await clientEvidence(agreed, packet);
    if (evidence === null || plan.judge === null) return yield* hangUp(packet.from, "unexpected_message");
    if (evidence.certificates.length === 0 && plan.clientAuth() === "ask") {
      yield { type: "reads", actor: self.id, packet: packet.id, text: null };
      state = "open";
      return [];
    }
    const verdict = await plan.judge(evidence);
    yield { type: "checks", actor: self.id, verdict: verdict.id };
    if (!verdict.accepted) return yield* hangUp(packet.from, alertOf(verdict));
    state = "open";
    return [];
  }

  async function* hearLetter(packet: PacketArtifact): Acting<readonly Sending[]> {
    if (agreement === null || state === "waiting") {
      state = "closed";
      return yield* cannotOpen(self, packet);
    }
    if (state === "proof awaited") return yield* hangUp(packet.from, "unexpected_message");
    const text = yield* openLetter(self, packet, agreement.channel);
    if (text === null) return yield* hangUp(packet.from, "bad_record_mac");
    const reply = yield* obey(self, plan.service, text);
    self.props.letter({ author: self.id, reader: plan.client, text: reply });
    return [yield* sealLetter(self, { from: self.as, to: packet.from, label: "reply" }, reply, agreement.channel)];
  }

  return {
    async *receive(packet): Acting<readonly Sending[]> {
      const message = messageIn(packet);
      if (state === "closed") return yield* leaveUnopened(self, packet);
      switch (message.type) {
        case "Goodbye":
          state = "closed";
          return yield* hearGoodbye(self, packet, message.alert);
        case "ClientHalf":
          return state === "waiting" ? yield* meet(packet) : yield* hangUp(packet.from, "unexpected_message");
        case "ClientProof":
          return agreement !== null && state === "proof awaited"
            ? yield* hearProof(packet, agreement)
            : yield* hangUp(packet.from, "unexpected_message");
        case "Sealed":
          return yield* hearLetter(packet);
        default:
          return yield* hangUp(packet.from, "unexpected_message");
      }
    },
  };
}

async function judgeServer(judge: Judge, offer: Offer, packet: PacketArtifact): Promise<VerdictArtifact | null> {
  const evidence = await serverEvidence(offer, packet);
  return evidence === null ? null : judge(evidence);
}

function alertOf(verdict: VerdictArtifact): AlertName {
  return verdict.alert !== null && isAlertName(verdict.alert) ? verdict.alert : "certificate_unknown";
}
