import { concat } from "../../bytes/text.ts";
import { makeShare, type OwnShare } from "../../crypto/groups.ts";
import { randomBytes } from "../../crypto/randomBytes.ts";
import { ALERTS, type AlertName, NAMED_GROUPS, nameOf } from "../codepoints.ts";
import type { Connection } from "../connection.ts";
import type { Epoch, TlsEvent } from "../events.ts";
import { find } from "../extensions/find.ts";
import { decodeMessage, encodeMessage } from "../messages/codec.ts";
import type { Finished, HandshakeMessage, ServerHello } from "../messages/types.ts";
import { MessageAssembler } from "../record/messages.ts";
import { RecordReader } from "../record/reader.ts";
import { RecordWriter } from "../record/writer.ts";
import { finishedData } from "../schedule/derive.ts";
import { EarlySecret, type HandshakeSecret } from "../schedule/secrets.ts";
import { SUITES, type Suite, suiteByCode } from "../schedule/suites.ts";
import { Transcript } from "../schedule/transcript.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Secrets = Readonly<{ handshake: Bytes; application: Bytes }>;

/** Shares that the hand-made clients of the tests offer. */
export const SHARES = {
  x25519: await makeShare("x25519", randomBytes),
  secp256r1: await makeShare("secp256r1", randomBytes),
  secp384r1: await makeShare("secp384r1", randomBytes),
} as const;

/**
 * A client made by hand: it does the arithmetic of the key schedule and the records, and no more. What is sent, and
 * when, is the test's to say, also where no client may.
 */
export class Hand {
  readonly transcript = new Transcript();
  /** What the server sent, in order. */
  readonly messages: HandshakeMessage[] = [];
  readonly events: TlsEvent[] = [];
  /** The alert that came, be it a warning; null: none. */
  alert: AlertName | null = null;
  /** How many change_cipher_spec came. */
  dummies = 0;
  /** What the client writes its flight with, and its data; null before the server's flight. */
  secrets: Secrets | null = null;
  suite: Suite = SUITES.TLS_AES_128_GCM_SHA256;
  private readonly reader = new RecordReader();
  private readonly writer = new RecordWriter({ fragmentSize: 16384, padTo: (size) => size });
  private readonly assembler = new MessageAssembler(65536);
  private handshake: HandshakeSecret | null = null;
  private clientHandshake: Bytes | null = null;

  /** @param psk of the ticket in its hellos; null: it has none */
  constructor(
    readonly connection: Connection,
    private readonly psk: Bytes | null = null,
  ) {}

  /** Sends messages under the present keys, as they are, and reads what comes back. */
  async send(...messages: readonly HandshakeMessage[]): Promise<void> {
    for (const message of messages) this.put(encodeMessage(message));
    await this.flush();
  }

  /** The same for bytes. */
  async sendBytes(bytes: Uint8Array): Promise<void> {
    this.put(bytes);
    await this.flush();
  }

  async sendData(data: Uint8Array): Promise<void> {
    this.writer.put("application_data", data);
    await this.flush();
  }

  /** From here on it writes with this secret. */
  protect(epoch: Epoch, secret: Bytes): void {
    this.writer.rekey(epoch, this.suite, secret);
  }

  /** The handshake keys: for the client's flight. Throws where the server's flight did not come. */
  protectFlight(): void {
    this.protect("handshake", this.ready().handshake);
  }

  /** Finished as it ought to be at this point. */
  finished(): Finished {
    const verifyData = finishedData(this.suite, this.ready().handshake, this.transcript.hash());
    return { type: "finished", verifyData };
  }

  /** Ends a handshake without client authentication. */
  async finish(): Promise<void> {
    this.protectFlight();
    await this.send(this.finished());
    this.protect("application", this.ready().application);
  }

  /** The first message of this type that the server sent; null: there is none. */
  got<T extends HandshakeMessage["type"]>(type: T): Extract<HandshakeMessage, { type: T }> | null {
    for (const message of this.messages) if (isOf(message, type)) return message;
    return null;
  }

  private ready(): Secrets {
    if (this.secrets === null) throw new Error(`the server's flight did not come: ${this.alert}`);
    return this.secrets;
  }

  private put(bytes: Uint8Array): void {
    this.transcript.add(bytes);
    this.writer.put("handshake", bytes);
  }

  private async flush(): Promise<void> {
    const { parts } = await this.writer.drain();
    const output = await this.connection.receive(concat(...parts));
    this.events.push(...output.events);
    this.reader.push(output.bytes);
    for (let record = await this.reader.next(); record !== null; record = await this.reader.next()) {
      if (record.contentType === "alert") this.alert = nameOf(ALERTS, record.content[1] ?? 0);
      if (record.contentType === "change_cipher_spec") this.dummies += 1;
      if (record.contentType !== "handshake") continue;
      this.assembler.push(record.content);
      for (let one = this.assembler.next(); one !== null; one = this.assembler.next()) await this.take(one);
    }
  }

  private async take(bytes: Bytes): Promise<void> {
    const { message } = decodeMessage(bytes, { hashSize: this.suite.hashSize });
    this.messages.push(message);
    if (message.type === "server_hello") return this.takeHello(message, bytes);
    if (message.type !== "new_session_ticket") this.transcript.add(bytes);
    if (message.type === "finished") this.takeFinished();
  }

  private async takeHello(hello: ServerHello, bytes: Bytes): Promise<void> {
    this.suite = suiteByCode(hello.cipherSuite) ?? this.suite;
    this.transcript.use(this.suite.hash);
    if (hello.retry) this.transcript.restart();
    this.transcript.add(bytes);
    if (hello.retry) return;
    const resumed = find(hello.extensions, "pre_shared_key_selected") !== null;
    const early = new EarlySecret(this.suite, resumed ? this.psk : null);
    this.handshake = early.handshake(await sharedWith(hello));
    const hash = this.transcript.hash();
    this.clientHandshake = this.handshake.clientTraffic(hash);
    this.reader.rekey("handshake", this.suite, this.handshake.serverTraffic(hash));
  }

  private takeFinished(): void {
    if (this.handshake === null || this.clientHandshake === null) throw new Error("Finished before ServerHello");
    const main = this.handshake.main();
    const hash = this.transcript.hash();
    this.secrets = { handshake: this.clientHandshake, application: main.clientTraffic(hash) };
    this.reader.rekey("application", this.suite, main.serverTraffic(hash));
  }
}

async function sharedWith(hello: ServerHello): Promise<Bytes> {
  const share = find(hello.extensions, "key_share")?.shares[0];
  const own: OwnShare | undefined = Object.values(SHARES).find(({ group }) => NAMED_GROUPS[group] === share?.group);
  const secret = share === undefined ? null : await own?.agree(share.keyExchange);
  if (!secret) throw new Error("the server's share does not fit ours");
  return secret;
}

function isOf<T extends HandshakeMessage["type"]>(
  message: HandshakeMessage,
  type: T,
): message is Extract<HandshakeMessage, { type: T }> {
  return message.type === type;
}
