import type { PairAlgorithm } from "../keys.ts";
import type { Maker } from "../maker.ts";
import type { HmacDrbg } from "./drbg.ts";
import { agreementPair, curveKeyPair, type RsaAlgorithm, rsaKeyPair } from "./keyPairs.ts";
import type { PrimeBits } from "./primes.ts";
import { RsaKeys } from "./rsaKeys.ts";
import { Streams } from "./streams.ts";

const PRIME_BITS: Readonly<Record<RsaAlgorithm, PrimeBits>> = {
  "RSA-OAEP 2048": 1024,
  "RSA 1024": 512,
  "RSA 2048, SHA-1": 1024,
};

/**
 * What the seed says, and nothing else: the same seed and the same questions give the same bytes, keys and shares,
 * anywhere and at any time. Whoever has the seed has the private keys: they protect nothing, and whoever shows such a
 * run says so.
 */
export function seededMaker(seed: string): Maker {
  const streams = new Streams(seed);
  const rsa = new RsaKeys();
  return {
    random: (label, size) => {
      const drbg = streams.next(label);
      return async () => drbg.generate(size);
    },
    coins: (label) => {
      const drbg = streams.next(label);
      return (size) => drbg.generate(size);
    },
    keyPair: (label, algorithm) => {
      const drbg = streams.next(label);
      if (!isRsa(algorithm)) return () => curveKeyPair(algorithm, drbg);
      const choice = rsa.choose(PRIME_BITS[algorithm], drbg);
      return () => rsaKeyPair(algorithm, choice);
    },
    share: (label, group) => {
      const drbg = streams.next(label);
      return async () => (await import("../groups.ts")).makeShare(group, randomOf(drbg), pairsOf(drbg));
    },
    answer: (label, group, peerShare) => {
      const drbg = streams.next(label);
      return async () => (await import("../groups.ts")).answerShare(group, peerShare, randomOf(drbg), pairsOf(drbg));
    },
  };
}

function isRsa(algorithm: PairAlgorithm): algorithm is RsaAlgorithm {
  return algorithm in PRIME_BITS;
}

function randomOf(drbg: HmacDrbg) {
  return async (size: number) => drbg.generate(size);
}

function pairsOf(drbg: HmacDrbg) {
  return (curve: Parameters<typeof agreementPair>[0]) => agreementPair(curve, drbg);
}
