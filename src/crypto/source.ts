import { generateKeyPair, type KeyPair, type PairAlgorithm } from "./keys.ts";
import type { RsaPool } from "./pool.ts";
import { webcrypto } from "./web.ts";

type TapeEntry =
  | Readonly<{ kind: "bytes"; label: string; bytes: Uint8Array<ArrayBuffer> }>
  | Readonly<{ kind: "keyPair"; label: string; pair: KeyPair }>;

/** Everything random that a run has used, in order. Holds private keys: it never leaves the page. */
export type Tape = readonly TapeEntry[];

/**
 * The one source of everything that is not determined: random bytes, key pairs, and the results of randomised
 * operations (signatures, RSA-OAEP). It keeps what it gave on a tape. Made with a tape, it first gives that back,
 * then goes on live: so a second run repeats the first byte for byte as far as its tape is kept.
 */
export class Source {
  private readonly entries: TapeEntry[] = [];
  private next = 0;

  constructor(
    private readonly pool: RsaPool,
    private readonly replay: Tape = [],
  ) {}

  /** How many entries have been given so far. */
  get length(): number {
    return this.entries.length;
  }

  /** What has been given so far. */
  get tape(): Tape {
    return this.entries;
  }

  /** Random bytes. */
  async random(label: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.bytes(label, async () => webcrypto.getRandomValues(new Uint8Array(size)));
  }

  /** The result of a randomised operation. */
  async bytes(label: string, make: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
    const old = this.recall(label);
    if (old !== undefined && old.kind !== "bytes") throw new Error(`the tape holds no bytes for ${label}`);
    const entry = old ?? { kind: "bytes", label, bytes: await make() };
    this.entries.push(entry);
    return entry.bytes;
  }

  /** A new key pair; RSA pairs come from the pool, made ahead of need. */
  async keyPair(label: string, algorithm: PairAlgorithm): Promise<KeyPair> {
    const old = this.recall(label);
    if (old !== undefined && old.kind !== "keyPair") throw new Error(`the tape holds no key pair for ${label}`);
    const entry = old ?? { kind: "keyPair", label, pair: await this.makePair(algorithm) };
    this.entries.push(entry);
    return entry.pair;
  }

  private makePair(algorithm: PairAlgorithm): Promise<KeyPair> {
    return algorithm === "RSA-OAEP 2048" ? this.pool.take() : generateKeyPair(algorithm);
  }

  /** The tape's next entry. One that was made for something else means that a run did not repeat itself: our bug. */
  private recall(label: string): TapeEntry | undefined {
    const entry = this.replay[this.next];
    if (entry === undefined) return undefined;
    if (entry.label !== label) throw new Error(`the tape holds ${entry.label}, not ${label}`);
    this.next += 1;
    return entry;
  }
}
