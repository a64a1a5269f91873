import { concat } from "../../../bytes/text.ts";
import type { CurveHalf } from "../../../crypto/groups.ts";
import { importKeyShare } from "../../../crypto/keys.ts";
import { openPrivately } from "../../../crypto/operations.ts";
import type { Self } from "../../actors/letters.ts";
import type { Held } from "../../attackers/onlooker.ts";
import type { KeyId, KeyPart } from "../../recording.ts";
import type { RecordOpener } from "../../vault.ts";
import type { Overheard } from "./overheard.ts";
import { guessing } from "./recompute.ts";

/** Something that can be tried on a sealed record, and the key from which it comes. */
export type Tool = Readonly<{ key: KeyId; part: KeyPart; method: string; refusal: string; opener: RecordOpener }>;

const NO_TAG = "the tag does not fit";

/** Bytes of a share of X25519: of X25519MLKEM768’s two they are the last. */
const X25519_SIZE = 32;
/** Bytes of an ML-KEM shared secret (FIPS 203 §8), which stands before X25519’s. */
const ML_KEM_SECRET_SIZE = 32;

/** What a key at hand can do to a record; null: it can do nothing at all, as one that only signs. */
export function toolOf(heard: Overheard, { id: key, part, material }: Held): Tool | null {
  if ("raw" in material) {
    const method = `the key schedule with a channel key for the secret, then ${heard.suite.aead}`;
    return { key, part, method, refusal: NO_TAG, opener: guessing(heard, [material.raw]) };
  }
  if (part !== "private" || !("privateKey" in material) || material.algorithm !== "RSA-OAEP 2048") return null;
  return {
    key,
    part,
    method: "RSA-OAEP decrypt",
    refusal: "it is nothing that was sealed to this key",
    opener: { algorithm: "RSA-OAEP", open: (_sequence, _header, body) => openPrivately(material, body) },
  };
}

/** The two halves that lie open, each taken for the secret itself. */
export async function openHalves(self: Self, heard: Overheard): Promise<readonly Tool[]> {
  const shares = [heard.shares.client, heard.shares.server].map((share) => share.slice(-X25519_SIZE));
  const method = `the key schedule with the public half for the secret, then ${heard.suite.aead}`;
  const tools = shares.map(async (share): Promise<readonly Tool[]> => {
    const half = await importKeyShare("X25519", share);
    if (half === null) return [];
    const opener = guessing(heard, [share]);
    return [
      { key: self.props.key(half), part: "public", method, refusal: `${NO_TAG}: a half is not the secret`, opener },
    ];
  });
  return (await Promise.all(tools)).flat();
}

/**
 * What a private half on X25519 gives with the other end’s public one. With X25519MLKEM768 that is only the second part
 * of the secret; the first one whoever has no more than this must guess: left out, zeros, and what an ML-KEM key of
 * one’s own makes of the recorded ciphertext (it never refuses: FIPS 203 §6.3).
 */
export async function secretsFrom(self: Self, heard: Overheard, half: CurveHalf): Promise<readonly Uint8Array[]> {
  const { client, server } = heard.shares;
  const isClients = half.share.every((byte, i) => byte === client.slice(-half.share.length)[i]);
  const other = (isClients ? server : client).slice(-half.share.length);
  const secret = await half.agree(other);
  if (secret === null) return [];
  if (client.length === half.share.length) return [secret];
  const own = await self.props.source.share("an ML-KEM key of one’s own", "X25519MLKEM768");
  const wrong = (await own.agree(server))?.slice(0, ML_KEM_SECRET_SIZE) ?? new Uint8Array(ML_KEM_SECRET_SIZE);
  return [secret, concat(new Uint8Array(ML_KEM_SECRET_SIZE), secret), concat(wrong, secret)];
}
