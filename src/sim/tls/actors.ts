import { textOf } from "../../bytes/text.ts";
import type { CurveHalf } from "../../crypto/groups.ts";
import type { Session } from "../../tls/config.ts";
import type { Acting, Endpoint, Opener, Sending } from "../acting.ts";
import type { Identity } from "../actors/halves.ts";
import { obey, type Self, type Service } from "../actors/letters.ts";
import type { PeerJudge } from "../identity.ts";
import type { ActorId, ArtifactId, KeyId, PacketArtifact } from "../recording.ts";
import type { TlsEnd } from "./end.ts";
import type { Heard } from "./endPlan.ts";
import { type ClientWishes, clientEnd, type ServerWishes, serverEnd } from "./ends.ts";

export type TlsClientPlan = Readonly<{
  peer: ActorId;
  /** Whom the client takes the other end for. */
  believes: string;
  serverName: () => string;
  /** What it has to say; where it begins several times, each time. */
  text: string | ((connection: number) => string);
  judge: PeerJudge | null;
  /** With what it proves itself when asked; null: with nothing. */
  identity: () => Acting<Identity | null>;
  /** Whether the letter is what its author claims: an impostor's is no honest letter. */
  honest: boolean;
  gone: () => boolean;
  /** How it is configured, asked anew for each connection. */
  wishes?: () => ClientWishes;
  /** Takes what a ticket gives: a session to go on with another time. */
  keepSession?: (session: Session) => void;
  /** Whether what it sends in one go is told as one packet. */
  inFlights?: boolean;
}>;

/** Somebody with an end of a TLS connection; `over` once that has hung up. */
export type HangsUp = Readonly<{ over: () => boolean }>;

/** Somebody who can be told that the wire is dead: that nothing more will come. */
export type Cuttable = Readonly<{ cut: () => Acting }>;

/** Somebody who still has what opens the last conversation: private halves, by their keys’ names, and the session’s keys. */
export type Forgets = Readonly<{
  halves: () => ReadonlyMap<KeyId, CurveHalf | null>;
  /** Throws it all away, but for keys that are kept. */
  forget: (keeps: readonly KeyId[]) => Acting;
}>;

async function* forget(end: TlsEnd | null, keeps: readonly KeyId[]): Acting {
  if (end !== null) yield* end.forget(keeps);
}

/**
 * Each time it begins: shakes hands, sends a letter, and says close_notify when the answer has come. Where it is
 * configured with early data, that is the letter, and it is sent again only if the server did not take it.
 */
export function tlsClient(self: Self, plan: TlsClientPlan): Opener & HangsUp & Cuttable & Forgets {
  let end: TlsEnd | null = null;
  let count = 0;
  let isNoted = false;
  /** For each session the verdict of the handshake that it comes from. */
  const verdicts = new WeakMap<Session, ArtifactId | null>();

  function note(text: string): void {
    if (plan.honest && !isNoted) self.props.letter({ author: self.id, reader: plan.peer, text });
    isNoted = true;
  }

  // biome-ignore lint/correctness/useYield: what is sent is told when its turn comes.
  async function* sendLetter(open: TlsEnd, text: string): Acting<readonly Sending[]> {
    if (open.over) return [];
    note(text);
    return [open.say(text)];
  }

  return {
    over: () => end?.over ?? false,
    async *cut() {
      if (end !== null) yield* end.cut();
    },
    halves: () => end?.halves ?? new Map(),
    forget: (keeps) => forget(end, keeps),
    async *begin(): Acting<readonly Sending[]> {
      count += 1;
      isNoted = false;
      const wishes = plan.wishes?.() ?? {};
      const rests = wishes.session ? (verdicts.get(wishes.session) ?? null) : null;
      end = clientEnd(self, { ...plan, identity: yield* plan.identity(), connection: count, rests }, wishes);
      const early = textOf(wishes.earlyData ?? new Uint8Array()) ?? "";
      return yield* end.start(early === "" ? null : { text: early, sent: () => note(early) });
    },
    async *receive(packet): Acting<readonly Sending[]> {
      const open = end;
      if (open === null) return [];
      if ((packet.connection ?? 1) !== count) {
        yield { type: "swallows", actor: self.id, packet: packet.id };
        return [];
      }
      const { sendings, connected, texts, sessions } = yield* open.receive(packet);
      for (const session of sessions) {
        verdicts.set(session, open.verified);
        plan.keepSession?.(session);
      }
      const text = typeof plan.text === "string" ? plan.text : plan.text(count);
      const isDue = connected && open.negotiated?.earlyData !== "accepted";
      const letter = isDue ? [() => sendLetter(open, text)] : [];
      return [...sendings, ...letter, ...(texts.length > 0 ? [open.close()] : [])];
    },
  };
}

export type TlsServerPlan = Readonly<{
  /** For whom its answers are meant, and whom it takes every client for. */
  client: ActorId;
  believes: string;
  service: Service;
  identity: () => Acting<Identity | null>;
  /** Whether a client's certificate is asked for, and whether one must come. */
  clientAuth: () => "none" | "ask" | "require";
  judge: PeerJudge | null;
  gone: () => boolean;
  /** How it is configured, asked anew for each connection. */
  wishes?: () => ServerWishes;
  /** Whether what it sends in one go is told as one packet. */
  inFlights?: boolean;
}>;

/** Answers one client after the other: shakes hands, does what a letter says, and answers it. */
export function tlsServer(self: Self, plan: TlsServerPlan): Endpoint & HangsUp & Cuttable & Forgets {
  const ends = new Map<number, TlsEnd>();
  let latest: TlsEnd | null = null;

  /** The end of the packet's connection; a ClientHello on a new one, or after the old one, begins another. */
  async function* endFor(packet: PacketArtifact): Acting<TlsEnd> {
    const connection = packet.connection ?? 1;
    const known = ends.get(connection);
    if (known !== undefined && !(packet.message === "ClientHello" && known.finished)) return known;
    const setup = { ...plan, peer: packet.from, serverName: () => "", identity: yield* plan.identity(), connection };
    const end = serverEnd(self, setup, plan.clientAuth(), plan.wishes?.());
    ends.set(connection, end);
    latest = end;
    return end;
  }

  async function* answer(open: TlsEnd, heard: Heard): Acting<readonly Sending[]> {
    const sendings: Sending[] = [];
    for (const text of heard.texts) {
      const reply = yield* obey(self, plan.service, text);
      self.props.letter({ author: self.id, reader: plan.client, text: reply });
      sendings.push(open.say(reply));
    }
    return heard.closed ? [...sendings, open.close()] : sendings;
  }

  return {
    over: () => latest?.over ?? false,
    async *cut() {
      for (const end of ends.values()) yield* end.cut();
    },
    halves: () => latest?.halves ?? new Map(),
    forget: (keeps) => forget(latest, keeps),
    async *receive(packet): Acting<readonly Sending[]> {
      const end = yield* endFor(packet);
      const heard = yield* end.receive(packet);
      return [...heard.sendings, ...(yield* answer(end, heard))];
    },
  };
}
