import { fromHex } from "../../bytes/hex.ts";
import { concat, utf8 } from "../../bytes/text.ts";
import type { CurveHalf } from "../../crypto/groups.ts";
import type { CommonConfig, Negotiated } from "../../tls/config.ts";
import type { Connection } from "../../tls/connection.ts";
import type { Epoch, TlsEvent } from "../../tls/events.ts";
import type { Output } from "../../tls/output.ts";
import type { Acting, Sending } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { ArtifactId, KeyId, PacketArtifact, RecordSpan } from "../recording.ts";
import { attemptOf, innerOf } from "./attempt.ts";
import type { EndPlan, Heard } from "./endPlan.ts";
import { Judging } from "./judging.ts";
import { nameHalves, notedChance } from "./noted.ts";
import { wirePacket } from "./packets.ts";
import { Cutter, flightsOf, type Piece, type RecordEvent, type SchedulePiece, type SendPiece } from "./pieces.ts";
import { nameKept, nameSecret, pskSecret } from "./secrets.ts";
import { cutTurn, hasKeys, silentIn } from "./turns.ts";

/** Why an end gives up that was left without a goodbye: no alert says so (RFC 8446 §6.1). */
export const TRUNCATED = "truncated";

const NOTHING: Heard = { sendings: [], texts: [], connected: false, closed: false, sessions: [] };

/**
 * One end of a real TLS connection on stage: what the engine did (src/tls) is told act by act, in the order in which it
 * did it. What it sends is written when it is its turn on the wire; the engine has made it before.
 */
export class TlsEnd {
  /** It has hung up, or was hung up on. */
  over = false;
  private saidGoodbye = false;
  private heardGoodbye = false;
  readonly connection: Connection;
  private readonly cutter: Cutter;
  private readonly keys = new Map<string, KeyId>();
  private readonly secrets: ArtifactId[] = [];
  /** The key pairs made for this conversation, by their names; null: none that lies on a curve. */
  readonly halves = new Map<KeyId, CurveHalf | null>();
  private readonly judging: Judging;
  private told = "";

  constructor(
    private readonly self: Self,
    private readonly plan: EndPlan,
    connect: (
      common: Pick<CommonConfig, "chance" | "now" | "verifyPeer" | "messagesShareRecords">,
      cutter: Cutter,
    ) => Connection,
  ) {
    const whose = `${self.id}, ${plan.role}`;
    this.judging = new Judging(self.id, plan);
    this.cutter = new Cutter(plan.role, "START");
    const common = {
      chance: notedChance(self.props.source, whose, (note) => this.cutter.note(note)),
      now: () => self.props.now.getTime(),
      verifyPeer: this.judging.verifyPeer,
      messagesShareRecords: false,
    };
    this.connection = connect(common, this.cutter);
  }

  /** Nothing more will come of this connection: it failed, or both have said close_notify. */
  get finished(): boolean {
    return this.over || (this.saidGoodbye && this.heardGoodbye);
  }

  /** The verdict by which this end knows the other; null: it knows of none. */
  get verified(): ArtifactId | null {
    return this.judging.verdict ?? (this.cutter.goesOn ? (this.plan.rests ?? null) : null);
  }

  /** What was agreed on; null until the handshake is complete. */
  get negotiated(): Negotiated | null {
    return this.connection.negotiated;
  }

  /**
   * A client's first flight. `early`: the text of its early data, where it is configured with some; told of where it is
   * really sent.
   */
  async *start(early: Readonly<{ text: string; sent: () => void }> | null = null): Acting<readonly Sending[]> {
    const { events } = await this.connection.start();
    if (early !== null && events.some((e) => e.type === "record" && e.epoch === "early")) early.sent();
    const pieces = this.cutter.cut(events, early === null ? [] : [early.text]);
    // All of it is sent at once: where it has come to afterwards holds for each piece.
    const turns = this.sendings(pieces.map((piece) => ({ ...piece, standing: this.cutter.standing })));
    return turns.length < 2 ? turns : [() => atOnce(turns)];
  }

  /** Gives a packet to the engine and tells what it made of it. */
  async *receive(packet: PacketArtifact): Acting<Heard> {
    if (this.over) {
      yield { type: "swallows", actor: this.self.id, packet: packet.id };
      return NOTHING;
    }
    const { events } = await this.connection.receive(fromHex(packet.bytes));
    const did = this.cutter.absorb(events);
    this.mark(this.cutter.standing);
    const pieces = this.withoutSilent(this.cutter.cut(did));
    yield* this.tellPacket(packet, events);
    yield* this.judging.tell(events, this.connection.failure);
    const closed = events.some((e) => e.type === "closed");
    if (closed) this.heardGoodbye = true;
    if (this.connection.failure !== null) {
      this.over = true;
      const heard = events.find((e) => e.type === "alert" && e.direction === "received");
      if (heard?.type === "alert")
        yield { type: "gives-up", actor: this.self.id, why: heard.alert ?? "an unknown alert" };
    }
    // What is worked out at once is told at once; what is sent waits for its turn on the wire.
    for (let next = pieces[0]; next?.what === "schedule"; next = pieces[0]) {
      pieces.shift();
      yield* this.schedule(next);
    }
    const sessions = events.flatMap((e) => (e.type === "session" ? [e.session] : []));
    for (const { psk } of sessions) yield* this.keep(psk);
    return {
      sendings: this.sendings(pieces),
      texts: events.flatMap((e) => (e.type === "data" ? [new TextDecoder().decode(e.data)] : [])),
      connected: events.some((e) => e.type === "connected"),
      closed,
      sessions,
    };
  }

  /** Sends a text as application data. */
  say(text: string): Sending {
    return () => this.act(() => this.connection.write(utf8(text)), [text]);
  }

  /** Says that nothing more will come (RFC 8446 §6.1). */
  close(): Sending {
    return () => {
      this.saidGoodbye = true;
      return this.act(() => this.connection.close(), []);
    };
  }

  /** The wire is dead: nothing more will come. Where no close_notify came before, that is noticed (RFC 8446 §6.1). */
  async *cut(): Acting {
    if (this.finished) return;
    const { events } = await this.connection.end();
    this.cutter.absorb(events);
    this.mark(this.cutter.standing);
    if (this.connection.failure === null) return;
    this.over = true;
    yield { type: "gives-up", actor: this.self.id, why: TRUNCATED };
  }

  /** Throws away all that opens this conversation, but for keys that somebody `keeps`. */
  async *forget(keeps: readonly KeyId[]): Acting {
    const keys = [...this.halves.keys(), ...this.keys.values()].filter((key) => !keeps.includes(key));
    if (keys.length === 0) return;
    yield { type: "forgets", actor: this.self.id, keys, secrets: [...this.secrets] };
  }

  // biome-ignore lint/correctness/useYield: what is sent is told when its turn comes.
  private async *act(how: () => Promise<Output>, texts: readonly string[]): Acting<readonly Sending[]> {
    if (this.over) return [];
    const { events } = await how();
    return this.sendings(this.cutter.cut(events, texts));
  }

  /** Names the secrets that seal nothing, where nothing is sent with them; gives the other pieces. */
  private withoutSilent(pieces: readonly Piece[]): Piece[] {
    const silent = pieces.some((piece) => piece.what === "send") ? [] : silentIn(pieces);
    for (const piece of silent) this.nameAll(piece);
    return pieces.filter((piece) => !silent.some((one) => one === piece));
  }

  /** What is to be told and sent, each piece when what was sent before has arrived. */
  private sendings(pieces: readonly Piece[]): readonly Sending[] {
    const waiting = this.plan.inFlights === true ? flightsOf(pieces) : [...pieces];
    const turns = waiting.filter((piece) => piece.what === "send").length;
    return Array.from({ length: turns }, () => () => this.takeTurn(waiting));
  }

  /** One packet, with what was worked out before it, and after the last one. */
  private async *takeTurn(waiting: Piece[]): Acting<readonly Sending[]> {
    const turn = cutTurn(waiting, this.plan.gone());
    const sends = turn.filter((piece) => piece.what === "send");
    if (sends.length > 1) {
      for (const piece of turn) if (piece.what === "schedule") yield* this.schedule(piece);
      return [yield* this.sendAll(sends)];
    }
    const packets: PacketArtifact[] = [];
    for (const piece of turn) {
      // Secrets that seal nothing are no step of their own.
      if (piece.what === "send") {
        const standing = waiting.length === 0 ? this.cutter.standing : piece.standing;
        packets.push(yield* this.send({ ...piece, standing }, silentIn(turn)));
      } else if (hasKeys(piece)) yield* this.schedule(piece);
    }
    return packets;
  }

  private async *schedule(piece: SchedulePiece): Acting {
    const secrets = this.nameAll(piece);
    const traffic = piece.secrets.flatMap((secret) => secret.traffic ?? []);
    const [first] = traffic;
    if (first === undefined) return;
    const keys = traffic.map(({ key }) => key);
    const { believes } = this.plan;
    const actor = this.self.id;
    yield { type: "schedules", actor, epoch: first.epoch, secrets, keys, believes, verified: this.verified };
  }

  private nameAll({ secrets, standing }: SchedulePiece): readonly ArtifactId[] {
    const named = secrets.map((secret) => nameSecret(this.self.props, secret));
    this.secrets.push(...named);
    for (const { traffic } of secrets)
      if (traffic !== null) this.keys.set(`${traffic.side} ${traffic.epoch}`, traffic.key);
    this.mark(standing);
    return named;
  }

  /** `silent`: secrets that were worked out with it and seal nothing. */
  private async *send(piece: SendPiece, silent: readonly SchedulePiece[]): Acting<PacketArtifact> {
    const { props, id: actor } = this.self;
    const shown: KeyId[] = [];
    for (const note of piece.notes) {
      if (note.what === "half") {
        const named = await nameHalves(props, note);
        shown.push(...named.map(({ key }) => key));
        for (const { key, half } of named) this.halves.set(key, half);
      }
      if (note.what === "signature" && piece.transcriptHash !== null && this.plan.key !== null) {
        const key = props.key(this.plan.key);
        yield { type: "signs", actor, signature: props.signature(key, piece.transcriptHash, note.bytes), key };
      }
      if (note.what === "ticket") yield* this.keep(note.psk);
    }
    if (shown.length > 0) yield { type: "makes", actor, what: "half", keys: shown, certificate: null };
    for (const schedule of silent) this.nameAll(schedule);
    this.mark(piece.standing);
    return yield* this.put(piece.message, piece.label, piece.records, shown, piece.text);
  }

  /** Keeps what a ticket stands for: this end could go on with it another time. */
  private async *keep(psk: Uint8Array<ArrayBuffer>): Acting {
    this.secrets.push(nameSecret(this.self.props, pskSecret(psk)));
    this.mark(this.cutter.standing);
    yield { type: "keeps", actor: this.self.id, key: nameKept(this.self.props, psk) };
  }

  /** Nobody listens any more: what was on its way already goes as one. */
  private async *sendAll(pieces: readonly SendPiece[]): Acting<PacketArtifact> {
    this.mark(this.cutter.standing);
    const records = pieces.flatMap((piece) => piece.records);
    return yield* this.put(pieces.map((piece) => piece.message).join(", "), "restOfFlight", records, [], null);
  }

  private async *put(
    message: string,
    label: string,
    records: readonly RecordEvent[],
    keys: readonly KeyId[],
    text: string | null,
  ): Acting<PacketArtifact> {
    const { props, id: actor, as } = this.self;
    const packet = wirePacket(props, {
      message,
      label,
      author: actor,
      from: as,
      to: this.plan.peer,
      bytes: concat(...records.map((record) => record.bytes)),
      records: this.spans(records),
      keys,
      connection: this.plan.connection ?? 1,
    });
    if (packet.seal.as === "paper") yield { type: "writes", actor, packet: packet.id, text };
    else yield { type: "seals", actor, packet: packet.id, key: packet.seal.key, text };
    return packet;
  }

  private spans(records: readonly RecordEvent[]): readonly RecordSpan[] {
    let at = 0;
    return records.map(({ bytes, epoch, sequence }) => {
      const start = at;
      at += bytes.length;
      const isPlain = epoch === "initial";
      return { start, end: at, epoch, sequence, key: isPlain ? null : this.keyOf(this.plan.role, epoch) };
    });
  }

  private keyOf(side: "client" | "server", epoch: Epoch): KeyId | null {
    return this.keys.get(`${side} ${epoch}`) ?? null;
  }

  /** What the packet was to this end: opened, refused by the lock, or lying open. */
  private async *tellPacket(packet: PacketArtifact, events: readonly TlsEvent[]): Acting {
    const { props, id: actor } = this.self;
    const records = events.filter((e): e is RecordEvent => e.type === "record" && e.direction === "received");
    const isSealed = packet.seal.as !== "paper";
    if (!isSealed) {
      const isHello = events.some((e) => e.type === "message" && /_hello$/.test(e.message.type));
      if (!isHello || this.connection.failure !== null) yield { type: "reads", actor, packet: packet.id, text: null };
      return;
    }
    const opened = records.map((record) => (record.epoch === "initial" ? null : innerOf(record)));
    const with_ = records.find((record) => record.epoch !== "initial");
    const other = this.plan.role === "client" ? "server" : "client";
    const key = this.keyOf(other, with_?.epoch ?? this.reading());
    const padded = (packet.records ?? []).map((_, i) => opened[i] ?? null);
    const result = attemptOf(padded, this.cutter.suite?.aead ?? "AEAD");
    if (key === null) {
      yield { type: "fails", actor, packet: packet.id, attempts: [] };
      return;
    }
    const { plaintext: _, ...tried } = result;
    const attempt = props.attempt({ packet: packet.id, key, part: "secret", ...tried });
    if (tried.error === null) yield { type: "opens", actor, packet: packet.id, attempt, text: tried.text, gives: null };
    else yield { type: "fails", actor, packet: packet.id, attempts: [attempt] };
  }

  /** Which of the peer's keys are in use. */
  private reading(): Epoch {
    return this.connection.negotiated === null ? "handshake" : "application";
  }

  /** Says how this end stands now, where that has changed. */
  private mark(standing: Cutter["standing"]): void {
    const secrets = [...this.secrets];
    const now = JSON.stringify([standing, secrets]);
    if (now === this.told) return;
    this.told = now;
    const { role, peer, connection = 1 } = this.plan;
    const { props, id: actor } = this.self;
    const id = props.newId(`connection:${actor}.${role}`);
    const nth = connection === 1 ? {} : { connection };
    props.put({ kind: "connection", id, actor, role, peer, secrets, ...standing, ...nth });
  }
}

/** What is sent without waiting for an answer: made first, and then on its way together. */
async function* atOnce(turns: readonly Sending[]): Acting<readonly Sending[]> {
  const sent: Sending[] = [];
  for (const turn of turns) sent.push(...(typeof turn === "function" ? yield* turn() : [turn]));
  return sent;
}
