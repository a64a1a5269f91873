import type { Bytes } from "./buffer.ts";
import type { Answer, GroupName, OwnShare } from "./groups.ts";
import { generateKeyPair, type KeyPair, type PairAlgorithm } from "./keys.ts";
import type { RsaPool } from "./pool.ts";
import { randomBytes } from "./randomBytes.ts";

/** The chance of one operation: as many bytes as it asks for, one after the other. */
export type Coins = (size: number) => Bytes;

/**
 * Where a source has from what its tape does not give. Each is called once for every asking, in the order of the
 * asking and with nothing awaited before, also for those that the tape answers: so one that counts counts right. What
 * it gives back makes the thing, and is called only where the tape does not answer.
 */
export type Maker = Readonly<{
  random(label: string, size: number): () => Promise<Bytes>;
  /** null: the operation takes the platform's chance. */
  coins(label: string): Coins | null;
  keyPair(label: string, algorithm: PairAlgorithm): () => Promise<KeyPair>;
  share(label: string, group: GroupName): () => Promise<OwnShare>;
  answer(label: string, group: GroupName, peerShare: Uint8Array): () => Promise<Answer | null>;
}>;

/** Everything new, by the platform's chance; RSA pairs come from the pool, made ahead of need. */
export function liveMaker(pool: RsaPool): Maker {
  return {
    random: (_label, size) => () => randomBytes(size),
    coins: () => null,
    keyPair: (_label, algorithm) => () => (algorithm === "RSA-OAEP 2048" ? pool.take() : generateKeyPair(algorithm)),
    share: (_label, group) => async () => (await groups()).makeShare(group, randomBytes),
    answer: (_label, group, peerShare) => async () => (await groups()).answerShare(group, peerShare, randomBytes),
  };
}

/** Only those who speak TLS need them: the story’s first scenes never fetch this. */
function groups(): Promise<typeof import("./groups.ts")> {
  return import("./groups.ts");
}
