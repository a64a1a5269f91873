import { CONTENT_TYPES, type ContentTypeName, nameOf } from "../codepoints.ts";
import type { Epoch, TlsEvent } from "../events.ts";
import { refuse } from "../failure.ts";
import type { Suite } from "../schedule/suites.ts";
import { Incoming } from "./incoming.ts";
import { type KeyPlace, placeAfter, RecordKeys } from "./keys.ts";
import { HEADER_SIZE, MAX_CIPHERTEXT, MAX_FRAGMENT, MAX_INNER, TAG_SIZE } from "./sizes.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A record that came, opened; it is told as an event as it is. A change_cipher_spec is one of these too. */
export type OpenedRecord = Extract<TlsEvent, { type: "record" }>;

export type ReaderOptions = Readonly<{
  /**
   * True on servers: takes an unprotected alert, read keys or not, until the first protected record has opened. A
   * client that refuses ServerHello has no keys yet to protect its alert with, while the server already reads with
   * them. OpenSSL's servers take it too. Default false.
   */
  plainAlerts?: boolean;
}>;

/**
 * Opens the records that a peer sends (RFC 8446 §5). Throws Refused for all that a record may not be; what the content
 * says is for the caller, as is when a change_cipher_spec may come.
 */
export class RecordReader {
  private readonly incoming = new Incoming();
  private readonly plainAlerts: boolean;
  private keys: RecordKeys | null = null;
  private place: KeyPlace = { epoch: "initial", generation: 0 };
  /** Of the next protected record. */
  private sequence = 0;
  private unprotected = 0;
  private openedAny = false;
  private largestInner = MAX_INNER;
  /** What may still be passed over; 0: nothing. */
  private skippable = 0;
  /** Records that are being opened ahead of their turn, under the present keys. */
  private readonly attempts = new Map<Uint8Array, Promise<Bytes | null>>();
  private nextAttempt = 0;

  constructor(options: ReaderOptions = {}) {
    this.plainAlerts = options.plainAlerts === true;
  }

  /** Whose keys open what comes next. */
  get epoch(): Epoch {
    return this.place.epoch;
  }

  /** Bytes that came and are not yet given out as records. */
  get buffered(): number {
    return this.incoming.size;
  }

  /** Bytes of the transport, cut anywhere. They are not copied: leave them alone afterwards. */
  push(bytes: Uint8Array): void {
    this.incoming.push(bytes);
  }

  /** Opens what follows with this traffic secret. Records opened ahead under the keys before are opened again. */
  rekey(epoch: Epoch, suite: Suite, trafficSecret: Uint8Array): void {
    this.place = placeAfter(this.place, epoch);
    this.keys = new RecordKeys(suite, trafficSecret);
    // Both ends send Finished at least under these.
    if (epoch === "handshake") this.keys.prepare();
    this.sequence = 0;
    this.forgetAttempts();
  }

  /**
   * The largest TLSInnerPlaintext taken: content, type and padding (RFC 8449 §4). Early data is exempt: its sender
   * could not know.
   */
  limit(plaintext: number): void {
    this.largestInner = Math.min(plaintext, MAX_INNER);
  }

  /**
   * For 0-RTT that was not accepted (RFC 8446 §4.2.10): protected records that can't be opened are passed over, until
   * one opens, or (where there are no keys yet, after a HelloRetryRequest) an unprotected handshake record comes. A
   * budget of 0 ends it.
   *
   * @param bytes how much content may be passed over. Padding can't be told from content there and counts as such; an
   * empty record counts as one byte
   */
  skipUnreadable(bytes: number): void {
    this.skippable = bytes;
    this.forgetAttempts();
  }

  /**
   * The next record; null: no whole one is there. One call at a time. While it runs, the records behind are opened
   * ahead, up to eight at once.
   */
  async next(): Promise<OpenedRecord | null> {
    for (;;) {
      const record = this.incoming.records[0];
      const header = record ?? this.incoming.incomplete;
      if (header === null) return null;
      const type = this.judge(header);
      if (record === undefined) return null;
      const opened = type === "application_data" ? await this.open(record) : this.plain(type, record);
      if (opened !== null) return opened;
    }
  }

  /** Refuses by the header alone, before the rest of the record is waited for. */
  private judge(header: Uint8Array): ContentTypeName {
    // legacy_record_version "MUST be ignored for all purposes" (§5.1).
    const [code = 0, , , high = 0, low = 0] = header;
    const size = high * 256 + low;
    const type = nameOf(CONTENT_TYPES, code);
    if (type === null) return this.unexpected(`content type ${code}`, "RFC 8446 §5");
    if (type === "application_data") this.judgeProtected(size);
    else this.judgePlain(type, size);
    return type;
  }

  private judgeProtected(size: number): void {
    if (this.keys === null && this.skippable === 0) this.unexpected("application_data without keys", "RFC 8446 §5");
    if (size > MAX_CIPHERTEXT) overflow(size, MAX_CIPHERTEXT, "RFC 8446 §5.2");
    // All that the suites add is the tag, so an inner plaintext's size shows before it is opened. Not while early data
    // is passed over: that was not made for our limit.
    if (this.skippable === 0) this.judgeInner(size - TAG_SIZE);
  }

  private judgeInner(size: number): void {
    const limit = this.place.epoch === "early" ? MAX_INNER : this.largestInner;
    if (size > limit) overflow(size, limit, limit === MAX_INNER ? "RFC 8446 §5.4" : "RFC 8449 §4");
  }

  private judgePlain(type: ContentTypeName, size: number): void {
    if (type === "change_cipher_spec") {
      if (size !== 1) this.unexpected(`a change_cipher_spec of ${size} bytes`, "RFC 8446 §5");
      return;
    }
    const alertForLackOfKeys = type === "alert" && this.plainAlerts && !this.openedAny;
    if (this.keys !== null && !alertForLackOfKeys) this.unexpected(`an unprotected ${type} record`, "RFC 8446 §5");
    if (size === 0) this.unexpected(`an empty ${type} record`, "RFC 8446 §5.1");
    if (size > MAX_FRAGMENT) overflow(size, MAX_FRAGMENT, "RFC 8446 §5.1");
  }

  private plain(type: ContentTypeName, record: Uint8Array): OpenedRecord {
    this.incoming.take();
    const content = record.subarray(HEADER_SIZE);
    if (type === "change_cipher_spec" && content[0] !== 1) {
      this.unexpected(`a change_cipher_spec of ${content[0]}`, "RFC 8446 §5");
    }
    if (type === "handshake") this.skippable = 0;
    const sequence = this.unprotected;
    this.unprotected += 1;
    return told({ epoch: "initial", generation: 0 }, sequence, record, type, content, 0);
  }

  /** Opens a protected record; null: it was passed over. */
  private async open(record: Uint8Array): Promise<OpenedRecord | null> {
    const inner = await this.attempt(record);
    this.incoming.take();
    if (inner === null) {
      this.passOver(record);
      return null;
    }
    this.skippable = 0;
    this.openedAny = true;
    const sequence = this.sequence;
    this.sequence += 1;
    this.judgeInner(inner.length);
    return this.unwrap(sequence, record, inner);
  }

  /** The inner plaintext, null where it does not open. Begins with the records behind it too. */
  private attempt(record: Uint8Array): Promise<Bytes | null> | null {
    const { keys } = this;
    if (keys === null) return null;
    // A record that is passed over has no sequence number, so nothing can be opened ahead as long as that may happen.
    const ahead = this.skippable > 0 ? [record] : this.incoming.records;
    for (const one of ahead) {
      if (one[0] !== CONTENT_TYPES.application_data || this.attempts.has(one)) continue;
      this.attempts.set(one, keys.open(this.nextAttempt, one.subarray(0, HEADER_SIZE), one.subarray(HEADER_SIZE)));
      this.nextAttempt += 1;
    }
    const attempt = this.attempts.get(record) ?? null;
    this.attempts.delete(record);
    return attempt;
  }

  private forgetAttempts(): void {
    this.attempts.clear();
    this.nextAttempt = this.sequence;
  }

  private passOver(record: Uint8Array): void {
    const cost = Math.max(1, record.length - HEADER_SIZE - TAG_SIZE - 1);
    if (cost > this.skippable) {
      if (this.keys === null) this.unexpected("more early data than is passed over", "RFC 8446 §4.2.10");
      refuse({ code: "bad-record", sequence: this.sequence, section: "RFC 8446 §5.2" });
    }
    this.skippable -= cost;
    this.forgetAttempts();
  }

  /** TLSInnerPlaintext: content, type, zeros (RFC 8446 §5.4). */
  private unwrap(sequence: number, record: Uint8Array, inner: Bytes): OpenedRecord {
    let end = inner.length;
    while (end > 0 && inner[end - 1] === 0) end -= 1;
    if (end === 0) this.unexpected("a record without a content type", "RFC 8446 §5.4");
    const code = inner[end - 1] ?? 0;
    const type = nameOf(CONTENT_TYPES, code);
    if (type === null) return this.unexpected(`content type ${code}`, "RFC 8446 §5");
    if (type === "change_cipher_spec") this.unexpected("a protected change_cipher_spec", "RFC 8446 §5");
    if (end === 1 && type !== "application_data") this.unexpected(`an empty ${type} record`, "RFC 8446 §5.4");
    return told(this.place, sequence, record, type, inner.subarray(0, end - 1), inner.length - end);
  }

  private unexpected(found: string, section: string): never {
    return refuse({ code: "unexpected-record", state: `${this.place.epoch} epoch`, found, section });
  }
}

function overflow(size: number, limit: number, section: string): never {
  return refuse({ code: "record-overflow", size, limit, section });
}

function told(
  place: KeyPlace,
  sequence: number,
  bytes: Uint8Array,
  contentType: ContentTypeName,
  content: Uint8Array,
  padding: number,
): OpenedRecord {
  return { type: "record", direction: "received", ...place, sequence, bytes, contentType, content, padding };
}
