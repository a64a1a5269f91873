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

type Made = Readonly<{ iv: Bytes; key: Promise<AeadKey> }>;

/**
 * The keys of one traffic secret and one direction. They are derived and imported with the first record: many secrets
 * never see one. Sealing and opening may be asked for at once, as many at a time as you like. The caller counts the
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

  /**
   * TLSCiphertext.encrypted_record of a TLSInnerPlaintext (RFC 8446 §5.2).
   *
   * @param header the record's, as it will stand
   */
  seal(sequence: number, header: Uint8Array, inner: Uint8Array): Promise<Bytes> {
    const { iv, key } = this.make();
    const nonce = nonceOf(iv, sequence);
    return this.imported?.seal(nonce, header, inner) ?? key.then((ready) => ready.seal(nonce, header, inner));
  }

  /** The TLSInnerPlaintext; null where the tag does not fit. */
  open(sequence: number, header: Uint8Array, sealed: Uint8Array): Promise<Bytes | null> {
    const { iv, key } = this.make();
    const nonce = nonceOf(iv, sequence);
    return this.imported?.open(nonce, header, sealed) ?? key.then((ready) => ready.open(nonce, header, sealed));
  }

  private make(): Made {
    if (this.made !== null) return this.made;
    const { key, iv } = trafficKeys(this.suite, this.trafficSecret);
    const imported = importAead(this.suite.aead, key).then((ready) => {
      this.imported = ready;
      return ready;
    });
    this.made = { iv, key: imported };
    return this.made;
  }
}

/** The sequence number as 64 bits, padded to the left and XORed with the IV (RFC 8446 §5.3). */
function nonceOf(iv: Bytes, sequence: number): Bytes {
  if (!Number.isSafeInteger(sequence)) throw new RangeError("the sequence number has run out");
  const nonce = new Uint8Array(iv);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, view.getUint32(4) ^ Math.floor(sequence / 2 ** 32));
  view.setUint32(8, view.getUint32(8) ^ (sequence % 2 ** 32));
  return nonce;
}
