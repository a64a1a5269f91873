import { concat } from "../../bytes/text.ts";
import { digest } from "../../crypto/hash.ts";
import { type AlertName, HANDSHAKE_TYPES, NAMED_GROUPS } from "../../tls/codepoints.ts";
import type { Negotiated } from "../../tls/config.ts";
import type { TlsEvent } from "../../tls/events.ts";
import { find } from "../../tls/extensions/find.ts";
import { alertFor } from "../../tls/failure.ts";
import type { HandshakeMessage } from "../../tls/messages/types.ts";
import type { Suite } from "../../tls/schedule/suites.ts";
import { SUITES, suiteByCode } from "../../tls/schedule/suites.ts";
import type { Agreed, ConnectionArtifact } from "../recording.ts";
import type { Note, Resumed } from "./noted.ts";
import { type FreshSecret, freshSecret, pskSecret } from "./secrets.ts";

export type RecordEvent = Extract<TlsEvent, { type: "record" }>;
type MessageEvent = Extract<TlsEvent, { type: "message" }>;

/** How an end stands while its events are gone through. */
export type Standing = Pick<ConnectionArtifact, "state" | "negotiated" | "failure">;

/** One thing that an end did, to be told in its turn. */
export type Piece =
  | Readonly<{ what: "schedule"; secrets: readonly FreshSecret[]; standing: Standing }>
  | Readonly<{
      what: "send";
      /** As RFC 8446 writes it. */
      message: string;
      label: string;
      records: readonly RecordEvent[];
      /** The halves, the signature or the ticket that was made for it. */
      notes: readonly Note[];
      /** Of a CertificateVerify: what it signs. */
      transcriptHash: Uint8Array | null;
      text: string | null;
      standing: Standing;
    }>;

export type SchedulePiece = Extract<Piece, { what: "schedule" }>;
export type SendPiece = Extract<Piece, { what: "send" }>;

/** What a message is called: as RFC 8446 writes it, and in the tale. `role`: whose it is. */
export function namesOf(type: HandshakeMessage["type"], role: "client" | "server"): readonly [string, string] {
  const [message, plain] = NAMES[type];
  const isOfBoth = plain === "certificate" || plain === "finished" || plain === "certificateVerify";
  return [message, isOfBoth ? `${role}${plain.replace(/^c|^f/, (c) => c.toUpperCase())}` : plain];
}

const NAMES: Readonly<Record<HandshakeMessage["type"], readonly [message: string, label: string]>> = {
  client_hello: ["ClientHello", "clientHello"],
  server_hello: ["ServerHello", "serverHello"],
  encrypted_extensions: ["EncryptedExtensions", "encryptedExtensions"],
  certificate_request: ["CertificateRequest", "certificateRequest"],
  certificate: ["Certificate", "certificate"],
  certificate_verify: ["CertificateVerify", "certificateVerify"],
  finished: ["Finished", "finished"],
  end_of_early_data: ["EndOfEarlyData", "endOfEarlyData"],
  new_session_ticket: ["NewSessionTicket", "newSessionTicket"],
  key_update: ["KeyUpdate", "keyUpdate"],
};

const RETRY = ["HelloRetryRequest", "helloRetryRequest"] as const;

/** What is made by chance or kept for a message. */
const MADE_FOR: Readonly<Record<string, Note["what"]>> = {
  ClientHello: "half",
  ServerHello: "half",
  CertificateVerify: "signature",
  NewSessionTicket: "ticket",
};

/** Keeps what has to be known from one output of the engine to the next, and cuts outputs into pieces. */
export class Cutter {
  standing: Standing;
  suite: Suite | null = null;
  private transcript: Uint8Array<ArrayBuffer>[] = [];
  /** Whether the server has asked for another ClientHello. */
  private retried = false;
  /** The session that is offered or taken. */
  private resumed: Resumed | null = null;
  private bound = false;
  private notes: Note[] = [];
  /** Secrets told that have not been put into a piece. */
  private secrets: FreshSecret[] = [];

  constructor(
    private readonly role: "client" | "server",
    state: string,
  ) {
    this.standing = { state, negotiated: null, failure: null };
  }

  note(note: Note): void {
    this.notes.push(note);
  }

  /** A session is offered, or was brought back: its suite protects what is sent early. */
  resume(session: Resumed): void {
    this.resumed = session;
    this.suite ??= SUITES[session.suite];
  }

  /** Whether the keys rest on a session that is gone on with. */
  get goesOn(): boolean {
    return this.bound && this.resumed !== null;
  }

  /** What was received and came of it, up to the first thing that the end itself did: standing only. */
  absorb(events: readonly TlsEvent[]): readonly TlsEvent[] {
    const own = events.findIndex((e) => e.type === "secret" || ("direction" in e && e.direction === "sent"));
    const [heard, rest] = own < 0 ? [events, []] : [events.slice(0, own), events.slice(own)];
    for (const event of heard) this.follow(event);
    // A failure is known before the alert for it is sent.
    const failed = rest.find((event) => event.type === "failed");
    if (failed !== undefined) this.follow(failed);
    return rest;
  }

  /** What the end did, in order. `texts`: what the application data holds that it sends. */
  cut(events: readonly TlsEvent[], texts: readonly string[] = []): readonly Piece[] {
    const records = events.filter((event): event is RecordEvent => isSent(event) && event.type === "record");
    const said = [...texts];
    const pieces: Piece[] = [];
    const line = new Line(records);
    for (const event of events) {
      this.follow(event);
      if (!isSent(event) || event.type === "record") continue;
      this.pushTraffic(pieces);
      if (event.type === "message") pieces.push(this.message(event, line.take(event.bytes.length)));
      if (event.type === "alert") pieces.push(this.alert(event.alert, line.take(2)));
    }
    const data = line.rest();
    // Early data is sealed with a key that was made for it alone.
    if (data.some(({ epoch }) => epoch === "early")) this.pushTraffic(pieces);
    for (const record of data) pieces.push(this.data(record, said.shift() ?? null));
    if (this.secrets.length > 0) pieces.push(this.schedule());
    return pieces;
  }

  /** The secrets so far are a piece of their own where there are keys among them. */
  private pushTraffic(pieces: Piece[]): void {
    if (this.secrets.some((secret) => secret.traffic !== null)) pieces.push(this.schedule());
  }

  /** Adds to the conversation, and keeps up with what the end has become. */
  private follow(event: TlsEvent): void {
    if (event.type === "state") this.standing = { ...this.standing, state: event.to };
    if (event.type === "connected") this.standing = { ...this.standing, negotiated: agreed(event.negotiated) };
    if (event.type === "secret") this.secrets.push(...this.freshSecrets(event));
    if (event.type === "failed") {
      const { code, section } = event.failure;
      this.standing = { ...this.standing, failure: { code, section, alert: alertFor(event.failure) } };
    }
    if (event.type !== "message") return;
    if (event.message.type === "server_hello") this.suite = suiteByCode(event.message.cipherSuite);
    if (isRetry(event)) this.restart();
    if (event.direction === "received") this.transcript.push(event.bytes);
  }

  /** In front of what the PSK gave stands the PSK itself. */
  private freshSecrets(event: Extract<TlsEvent, { type: "secret" }>): readonly FreshSecret[] {
    const fresh = freshSecret(event, this.suite);
    // A schedule that begins anew does so without the PSK: it was not taken.
    if (event.name === "early_secret" && this.bound) this.resumed = null;
    if (event.name !== "binder_key" || this.resumed === null) return [fresh];
    this.bound = true;
    return [pskSecret(this.resumed.psk), fresh];
  }

  /** The first ClientHello gives way to a message with its hash (RFC 8446 §4.4.1). */
  private restart(): void {
    this.retried = true;
    if (this.suite === null) return;
    const hash = digest(this.suite.hash, concat(...this.transcript));
    this.transcript = [concat(Uint8Array.of(HANDSHAKE_TYPES.message_hash, 0, 0, hash.length), hash)];
  }

  private schedule(): Piece {
    const { secrets, standing } = this;
    this.secrets = [];
    return { what: "schedule", secrets, standing };
  }

  private message(event: MessageEvent, records: readonly RecordEvent[]): Piece {
    const [message, label] = this.namesOf(event);
    const wanted = MADE_FOR[message];
    const isTaken = ({ what }: Note, i: number) =>
      what === wanted && (what === "half" || i === this.notes.findIndex((note) => note.what === wanted));
    const notes = inOrder(this.notes.filter(isTaken), event.message);
    this.notes = this.notes.filter((note) => !notes.includes(note));
    const transcriptHash =
      wanted === "signature" && this.suite !== null ? digest(this.suite.hash, concat(...this.transcript)) : null;
    this.transcript.push(event.bytes);
    return { what: "send", message, label, records, notes, transcriptHash, text: null, standing: this.standing };
  }

  private namesOf(event: MessageEvent): readonly [string, string] {
    if (isRetry(event)) return RETRY;
    const [message, label] = namesOf(event.message.type, this.role);
    return [message, label === "clientHello" && this.retried ? "secondClientHello" : label];
  }

  private alert(alert: AlertName | null, records: readonly RecordEvent[]): Piece {
    const label = alert === "close_notify" ? "closeNotify" : "alert";
    const { standing } = this;
    return { what: "send", message: "Alert", label, records, notes: [], transcriptHash: null, text: null, standing };
  }

  private data(record: RecordEvent, text: string | null): Piece {
    const { standing } = this;
    const label = this.role === "client" ? "request" : "reply";
    const message = "ApplicationData";
    return { what: "send", message, label, records: [record], notes: [], transcriptHash: null, text, standing };
  }
}

/** The records of an output, handed out by the content they carry. A change_cipher_spec goes with its neighbour. */
class Line {
  private records: RecordEvent[];

  constructor(records: readonly RecordEvent[]) {
    this.records = [...records];
  }

  /** The records that carry so many bytes of a message. */
  take(size: number): readonly RecordEvent[] {
    const taken: RecordEvent[] = [];
    for (let left = size; left > 0; ) {
      const record = this.records.shift();
      if (record === undefined) break;
      taken.push(record);
      if (!isDummy(record)) left -= record.content.length;
    }
    // After a plain message it is sent at once; before protected ones it goes ahead of them.
    const isPlain = taken.every((record) => record.epoch === "initial");
    while (isPlain && this.records[0] !== undefined && isDummy(this.records[0]))
      taken.push(...this.records.splice(0, 1));
    return taken;
  }

  rest(): readonly RecordEvent[] {
    return this.records.splice(0);
  }
}

/** Halves in the order in which the message has them: several are made at once, and any may be ready first. */
function inOrder(notes: readonly Note[], message: HandshakeMessage): readonly Note[] {
  if (message.type !== "client_hello") return notes;
  const shares = find(message.extensions, "key_share")?.shares ?? [];
  const placeOf = (note: Note) =>
    note.what === "half" ? shares.findIndex(({ group }) => group === NAMED_GROUPS[note.group]) : 0;
  return [...notes].sort((a, b) => placeOf(a) - placeOf(b));
}

/** A ServerHello that asks for another ClientHello (RFC 8446 §4.1.4). */
function isRetry({ message }: MessageEvent): boolean {
  return message.type === "server_hello" && message.retry;
}

function isDummy(record: RecordEvent): boolean {
  return record.contentType === "change_cipher_spec";
}

function isSent(event: TlsEvent): boolean {
  return "direction" in event && event.direction === "sent";
}

function agreed(negotiated: Negotiated): Agreed {
  const { version, suite, group, serverName, alpn, peer, peerScheme, ownScheme } = negotiated;
  return { version, suite, group, serverName, alpn, peer: peer?.subject ?? null, peerScheme, ownScheme };
}

const ONE_BY_ONE = ["ApplicationData", "Alert", "NewSessionTicket"];

/** The pieces with the protected handshake messages that follow each other under the same keys drawn together. */
export function flightsOf(pieces: readonly Piece[]): Piece[] {
  const drawn: Piece[] = [];
  for (const piece of pieces) {
    const last = drawn.at(-1);
    if (last?.what === "send" && piece.what === "send" && isOneFlight(last, piece))
      drawn.splice(-1, 1, joined(last, piece));
    else drawn.push(piece);
  }
  return drawn;
}

function isOneFlight(a: SendPiece, b: SendPiece): boolean {
  const epoch = a.records.at(-1)?.epoch;
  return (
    epoch !== "initial" && epoch === b.records[0]?.epoch && ![a, b].some((one) => ONE_BY_ONE.includes(one.message))
  );
}

function joined(a: SendPiece, b: SendPiece): SendPiece {
  return {
    ...b,
    message: `${a.message}, ${b.message}`,
    label: "flight",
    records: [...a.records, ...b.records],
    notes: [...a.notes, ...b.notes],
    transcriptHash: a.transcriptHash ?? b.transcriptHash,
  };
}
