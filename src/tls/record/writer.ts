import { concat } from "../../bytes/text.ts";
import { CONTENT_TYPES, type ContentTypeName, VERSIONS } from "../codepoints.ts";
import type { Epoch, TlsEvent } from "../events.ts";
import type { Suite } from "../schedule/suites.ts";
import { type KeyPlace, placeAfter, RecordKeys } from "./keys.ts";
import { MAX_FRAGMENT, MAX_INNER, TAG_SIZE } from "./sizes.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A record as an event tells it. */
export type RecordEvent = Extract<TlsEvent, { type: "record" }>;

/** What is ready to be sent: pieces for the transport, which follow each other on the wire, and record by record. */
export type Drained = Readonly<{ parts: readonly Bytes[]; records: readonly RecordEvent[] }>;

export type WriterOptions = Readonly<{
  /** The largest piece of content put into one record, 1 to 16384. */
  fragmentSize: number;
  /** From the size of content and type byte to the size they are padded to (RFC 8446 §5.4). */
  padTo: (size: number) => number;
  /** False: each handshake message begins a record of its own (RFC 8446 §5.1). Default true. */
  messagesShareRecords?: boolean;
  /** True on clients: the initial ClientHello says 0x0301, as RFC 8446 §5.1 allows for old servers. Default false. */
  initialClientHello?: boolean;
}>;

/** A record that is to be sent: all but its bytes are known at once, and those follow when it is sealed. */
type Pending = Readonly<{
  told: Omit<RecordEvent, "bytes">;
  header: Bytes;
  fragment: Bytes | Promise<Bytes>;
}>;

/**
 * Makes records of what is to be sent (RFC 8446 §5). Its methods are synchronous: they put records into a queue, where
 * many are sealed at a time; `drain` gives them in order.
 */
export class RecordWriter {
  private readonly fragmentSize: number;
  private readonly padTo: (size: number) => number;
  private readonly messagesShareRecords: boolean;
  private helloVersion: number;
  private keys: RecordKeys | null = null;
  private place: KeyPlace = { epoch: "initial", generation: 0 };
  private sealed = 0;
  private unprotected = 0;
  private largestInner = MAX_INNER;
  /** Handshake messages not yet put into records. */
  private handshake: Uint8Array[] = [];
  private queue: Pending[] = [];
  /** Where inner plaintexts are put together for a key that reads them at once; as large as they came so far. */
  private workspace = new Uint8Array();
  private drained: Promise<unknown> = Promise.resolve();

  constructor(options: WriterOptions) {
    this.fragmentSize = options.fragmentSize;
    this.padTo = options.padTo;
    this.messagesShareRecords = options.messagesShareRecords ?? true;
    this.helloVersion = VERSIONS[options.initialClientHello === true ? "TLS 1.0" : "TLS 1.2"];
  }

  /** Which keys protect what is put next. */
  get epoch(): Epoch {
    return this.place.epoch;
  }

  /** Records sealed under the present keys; with `recordsPerKey`, this says when a KeyUpdate is due (RFC 8446 §5.5). */
  get protectedRecords(): number {
    return this.sealed;
  }

  /**
   * Content to send. Handshake messages are collected until something else is put, the keys change or `drain` is
   * called, and share records; application data is cut into fragments, and an empty piece makes one empty record
   * (RFC 8446 §5.1). `content` is read before this returns, but for handshake messages, which must stay as they are
   * until `drain`. The event of a protected record shows the bytes given here, not a copy of them.
   */
  put(type: Exclude<ContentTypeName, "change_cipher_spec">, content: Uint8Array): void {
    if (type === "handshake") {
      if (content.length === 0) throw new RangeError("an empty handshake fragment may not be sent");
      this.handshake.push(content);
      if (!this.messagesShareRecords) this.flush();
      return;
    }
    this.flush();
    if (type === "application_data") this.fragment(type, content);
    else this.add(type, content); // An alert is never split (RFC 8446 §5.1).
  }

  /** The dummy change_cipher_spec of middlebox compatibility mode, never protected (RFC 8446 §D.4). */
  putChangeCipherSpec(): void {
    this.flush();
    this.addPlain("change_cipher_spec", Uint8Array.of(1));
  }

  /** Protects all that follows with this traffic secret; what is pending goes out under the keys before. */
  rekey(epoch: Epoch, suite: Suite, trafficSecret: Uint8Array): void {
    this.flush();
    this.place = placeAfter(this.place, epoch);
    this.keys = new RecordKeys(suite, trafficSecret);
    // Both ends send Finished at least under these.
    if (epoch === "handshake") this.keys.prepare();
    this.sealed = 0;
  }

  /**
   * The largest TLSInnerPlaintext that the peer takes: content, type and padding. Unprotected records are exempt
   * (RFC 8449 §4).
   */
  limit(plaintext: number): void {
    this.largestInner = Math.min(plaintext, MAX_INNER);
  }

  /**
   * All records put so far, in order, uncopied: as pieces for the transport, and one by one. Calls may overlap; each has
   * what was put since the one before, and they resolve in order.
   */
  drain(): Promise<Drained> {
    this.flush();
    const { queue } = this;
    this.queue = [];
    const result = finish(queue, this.drained);
    this.drained = result;
    return result;
  }

  private flush(): void {
    if (this.handshake.length === 0) return;
    const [first = new Uint8Array(), ...more] = this.handshake;
    this.handshake = [];
    this.fragment("handshake", more.length === 0 ? first : concat(first, ...more));
    this.helloVersion = VERSIONS["TLS 1.2"];
  }

  private fragment(type: ContentTypeName, content: Uint8Array): void {
    const largest = this.keys === null ? MAX_FRAGMENT : this.largestInner - 1;
    const size = Math.min(this.fragmentSize, largest);
    let at = 0;
    do {
      this.add(type, content.subarray(at, at + size));
      at += size;
    } while (at < content.length);
  }

  private add(type: ContentTypeName, content: Uint8Array): void {
    if (this.keys === null) this.addPlain(type, content);
    else this.addSealed(this.keys, type, content);
  }

  /** TLSPlaintext (RFC 8446 §5.1). */
  private addPlain(type: ContentTypeName, content: Uint8Array): void {
    const version = type === "handshake" ? this.helloVersion : VERSIONS["TLS 1.2"];
    const fragment = new Uint8Array(content);
    this.queue.push({
      told: {
        type: "record",
        direction: "sent",
        epoch: "initial",
        generation: 0,
        sequence: this.unprotected,
        contentType: type,
        content: fragment,
        padding: 0,
      },
      header: headerOf(CONTENT_TYPES[type], version, fragment.length),
      fragment,
    });
    this.unprotected += 1;
  }

  /** TLSCiphertext (RFC 8446 §5.2). */
  private addSealed(keys: RecordKeys, type: ContentTypeName, content: Uint8Array): void {
    const size = this.paddedSize(content.length + 1);
    const inner = keys.isReady ? this.workspaceOf(size) : new Uint8Array(size);
    inner.set(content);
    inner[content.length] = CONTENT_TYPES[type];
    inner.fill(0, content.length + 1);
    const header = headerOf(CONTENT_TYPES.application_data, VERSIONS["TLS 1.2"], size + TAG_SIZE);
    this.queue.push({
      told: {
        type: "record",
        direction: "sent",
        ...this.place,
        sequence: this.sealed,
        contentType: type,
        content,
        padding: size - content.length - 1,
      },
      header,
      fragment: keys.seal(this.sealed, header, inner),
    });
    this.sealed += 1;
  }

  private workspaceOf(size: number): Uint8Array {
    if (this.workspace.length < size) this.workspace = new Uint8Array(size);
    return this.workspace.length === size ? this.workspace : this.workspace.subarray(0, size);
  }

  private paddedSize(size: number): number {
    return Math.max(size, Math.min(this.padTo(size), this.largestInner));
  }
}

function headerOf(type: number, version: number, length: number): Bytes {
  return Uint8Array.of(type, version >> 8, version & 0xff, length >> 8, length & 0xff);
}

/** The records of the queue, once they are sealed and what was drained `before` is out. */
async function finish(queue: readonly Pending[], before: Promise<unknown>): Promise<Drained> {
  const [only, ...more] = queue;
  const fragments =
    only !== undefined && more.length === 0
      ? [await only.fragment]
      : await Promise.all(queue.map(({ fragment }) => fragment));
  await before;
  const parts: Bytes[] = [];
  const records: RecordEvent[] = [];
  for (const [i, { told, header }] of queue.entries()) {
    const fragment = fragments[i] ?? header;
    parts.push(header, fragment);
    records.push(recordOf(told, header, fragment));
  }
  return { parts, records };
}

/** Header and fragment lie apart: only those who look at the record as one pay for joining them. */
function recordOf(told: Pending["told"], header: Bytes, fragment: Bytes): RecordEvent {
  let whole: Bytes | null = null;
  return {
    ...told,
    get bytes() {
      whole ??= concat(header, fragment);
      return whole;
    },
  };
}
