import { type AeadKey, importAead } from "../../crypto/aead.ts";
import type { Epoch } from "../events.ts";
import { trafficKeys } from "../schedule/derive.ts";
import type { Suite } from "../schedule/suites.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Whose keys, and after how many KeyUpdates. */
export type KeyPlace = Readonly<{ epoch: Epoch; generation: number }>;

/** The place of the keys that follow: a secret more of the same epoch is a KeyUpdate's (RFC 8446 §7.2). */
export function placeAfter(before: KeyPlace, epoch: Epoch): KeyPlace {
  return { epoch, generation: before.epoch === epoch ? before.generation + 1 : 0 };
}

type Made = Readonly<{ nonces: Nonces; key: Promise<AeadKey> }>;

/**
 * The keys of one traffic secret and one direction. They are derived and imported with the first record, unless
 * `prepare` was called: many secrets never see one. Sealing and opening may be asked for at once, as many at a time as you like. The caller counts the
 * sequence numbers.
 */
export class RecordKeys {
  private made: Made | null = null;
  private imported: AeadKey | null = null;

  constructor(
    private readonly suite: Suite,
    private readonly trafficSecret: Uint8Array,
  ) {}

  /** True once what is given to `seal` and `open` is read before they return; before, it must stay as it is. */
  get isReady(): boolean {
    return this.imported !== null;
  }

  /** Begins to import the keys, where it is certain that a record comes: its first one then waits for nothing. */
  prepare(): void {
    this.make();
  }

  /**
   * TLSCiphertext.encrypted_record of a TLSInnerPlaintext (RFC 8446 §5.2).
   *
   * @param header the record's, as it will stand
   */
  seal(sequence: number, header: Uint8Array, inner: Uint8Array): Promise<Bytes> {
    return this.use(sequence, (key, nonce) => key.seal(nonce, header, inner));
  }

  /** The TLSInnerPlaintext; null where the tag does not fit. */
  open(sequence: number, header: Uint8Array, sealed: Uint8Array): Promise<Bytes | null> {
    return this.use(sequence, (key, nonce) => key.open(nonce, header, sealed));
  }

  private use<T>(sequence: number, act: (key: AeadKey, nonce: Bytes) => Promise<T>): Promise<T> {
    if (!Number.isSafeInteger(sequence)) throw new RangeError("the sequence number has run out");
    const { nonces, key } = this.make();
    if (this.imported !== null) return act(this.imported, nonces.of(sequence));
    return key.then((ready) => act(ready, nonces.of(sequence)));
  }

  private make(): Made {
    if (this.made !== null) return this.made;
    const { key, iv } = trafficKeys(this.suite, this.trafficSecret);
    const imported = importAead(this.suite.aead, key).then((ready) => {
      this.imported = ready;
      return ready;
    });
    this.made = { nonces: new Nonces(iv), key: imported };
    return this.made;
  }
}

/** The sequence number as 64 bits, padded to the left and XORed with the IV (RFC 8446 §5.3). */
class Nonces {
  private readonly high: number;
  private readonly low: number;
  private readonly view: DataView;

  /** @param nonce the IV, in whose place each nonce is written */
  constructor(private readonly nonce: Bytes) {
    this.view = new DataView(nonce.buffer, nonce.byteOffset);
    this.high = this.view.getUint32(4);
    this.low = this.view.getUint32(8);
  }

  /** The next call writes over it: an AEAD reads it before its own call returns. */
  of(sequence: number): Bytes {
    this.view.setUint32(4, this.high ^ Math.floor(sequence / 2 ** 32));
    this.view.setUint32(8, this.low ^ (sequence % 2 ** 32));
    return this.nonce;
  }
}
