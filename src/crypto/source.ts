import { sameBytes } from "../bytes/text.ts";
import type { Bytes } from "./buffer.ts";
import type { Chance } from "./chance.ts";
import type { Answer, GroupName, OwnShare } from "./groups.ts";
import type { KeyPair, PairAlgorithm } from "./keys.ts";
import { type Coins, liveMaker, type Maker } from "./maker.ts";
import type { RsaPool } from "./pool.ts";

type TapeEntry =
  | Readonly<{ kind: "bytes"; label: string; bytes: Bytes }>
  | Readonly<{ kind: "keyPair"; label: string; pair: KeyPair }>
  | Readonly<{ kind: "share"; label: string; own: OwnShare }>
  | Readonly<{ kind: "answer"; label: string; group: GroupName; peerShare: Bytes; answer: Answer | null }>;

/** Everything random that a run has used, in order. Holds private keys and secrets: it never leaves the page. */
export type Tape = readonly TapeEntry[];

/**
 * The one source of everything that is not determined: random bytes, key pairs, shares of an agreement, and the results
 * of randomised operations (signatures, RSA-OAEP). It keeps what it gave on a tape. Made with a tape, it first gives
 * that back, then goes on with what its maker makes: so a second run repeats the first byte for byte as far as its tape
 * is kept. A seeded maker makes the same in each run; the usual one what nobody had before.
 *
 * Several may be asked for at once: their order on the tape is the order of the asking. What one makes must not ask for
 * another, because on the second run it is not made.
 */
export class Source implements Chance {
  private readonly entries: (TapeEntry | null)[] = [];
  private next = 0;

  constructor(
    pool: RsaPool,
    private readonly replay: Tape = [],
    private readonly maker: Maker = liveMaker(pool),
  ) {}

  /** How many entries have been asked for so far. */
  get length(): number {
    return this.entries.length;
  }

  /** What has been given so far, up to the first that is still being made. */
  get tape(): Tape {
    const unmade = this.entries.indexOf(null);
    return this.entries.slice(0, unmade < 0 ? this.entries.length : unmade).filter((entry) => entry !== null);
  }

  /** Random bytes. */
  random(label: string, size: number): Promise<Bytes> {
    return this.made(label, this.maker.random(label, size));
  }

  /** The result of a randomised operation, which takes its chance from `coins` where there are any. */
  bytes(label: string, make: (coins: Coins | null) => Promise<Bytes>): Promise<Bytes> {
    const coins = this.maker.coins(label);
    return this.made(label, () => make(coins));
  }

  /** A new key pair; RSA pairs come from the pool, made ahead of need. */
  async keyPair(label: string, algorithm: PairAlgorithm): Promise<KeyPair> {
    const fits = (old: TapeEntry) => (old.kind === "keyPair" && old.pair.algorithm === algorithm ? old : null);
    const made = this.maker.keyPair(label, algorithm);
    const make = async () => ({ kind: "keyPair" as const, label, pair: await made() });
    return (await this.give(label, fits, make)).pair;
  }

  /** The initiator's new share of a group. */
  async share(label: string, group: GroupName): Promise<OwnShare> {
    const fits = (old: TapeEntry) => (old.kind === "share" && old.own.group === group ? old : null);
    const made = this.maker.share(label, group);
    const make = async () => ({ kind: "share" as const, label, own: await made() });
    return (await this.give(label, fits, make)).own;
  }

  /** The responder's new share and the secret; null where the peer's share is unusable. */
  async answer(label: string, group: GroupName, peerShare: Uint8Array): Promise<Answer | null> {
    const asked = { group, peerShare: new Uint8Array(peerShare) };
    const fits = (old: TapeEntry) => (old.kind === "answer" && isSameQuestion(old, asked) ? old : null);
    const made = this.maker.answer(label, group, asked.peerShare);
    const make = async () => ({ kind: "answer" as const, label, ...asked, answer: await made() });
    return (await this.give(label, fits, make)).answer;
  }

  private async made(label: string, make: () => Promise<Bytes>): Promise<Bytes> {
    const fits = (old: TapeEntry) => (old.kind === "bytes" ? old : null);
    const entry = await this.give(label, fits, async () => ({ kind: "bytes", label, bytes: await make() }));
    return entry.bytes;
  }

  /** The tape's next entry, or a new one. Nothing is awaited before its place is taken. */
  private async give<Entry extends TapeEntry>(
    label: string,
    fits: (old: TapeEntry) => Entry | null,
    make: () => Promise<Entry>,
  ): Promise<Entry> {
    const at = this.entries.push(null) - 1;
    const entry = this.recall(label, fits) ?? (await make());
    this.entries[at] = entry;
    return entry;
  }

  /** The tape's next entry. One that was made for something else means that a run did not repeat itself: our bug. */
  private recall<Entry extends TapeEntry>(label: string, fits: (old: TapeEntry) => Entry | null): Entry | null {
    const old = this.replay[this.next];
    if (old === undefined) return null;
    if (old.label !== label) throw new Error(`the tape holds ${old.label}, not ${label}`);
    const entry = fits(old);
    if (entry === null) throw new Error(`the tape holds something else for ${label}`);
    this.next += 1;
    return entry;
  }
}

type Question = Readonly<{ group: GroupName; peerShare: Uint8Array }>;

function isSameQuestion(a: Question, b: Question): boolean {
  return a.group === b.group && sameBytes(a.peerShare, b.peerShare);
}
