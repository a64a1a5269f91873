import { toHex } from "../bytes/hex.ts";
import { textOf } from "../bytes/text.ts";
import { type ChannelKey, importChannelKey, type KeyPair, keyShareOf, type PublicKey } from "../crypto/keys.ts";
import { openPrivately, openWith } from "../crypto/operations.ts";
import { openWithPublicKey } from "../crypto/rsaPublic.ts";
import type { Message } from "../story/messages.ts";
import { channelKeyFrom } from "../story/proof.ts";
import type { KeyPart } from "./recording.ts";

export type Material = PublicKey | KeyPair | ChannelKey;

/** What an attempt gave: what was inside, or why it failed. */
export type Attempt = Readonly<{
  method: string;
  plaintext: Uint8Array | null;
  text: string | null;
  error: string | null;
  /** Of records of TLS: what was inside each of them. */
  inside?: readonly (string | null)[];
}>;

type Result = Readonly<{ method: string; plaintext: Uint8Array | null; why: string }>;

/**
 * Really tries to read a sealed message with one part of one key. `salts` are the transcript hashes that whoever
 * tries has overheard. Null where that part of that key has no way to even try.
 */
export async function tryToOpen(
  message: Message,
  material: Material,
  part: KeyPart,
  salts: readonly Uint8Array<ArrayBuffer>[],
): Promise<Attempt | null> {
  const result = await resultOf(message, material, part, salts);
  if (result === null) return null;
  const { method, plaintext, why } = result;
  const text = plaintext === null ? null : describeInside(message, plaintext);
  return { method, plaintext, text, error: plaintext === null ? why : null };
}

function resultOf(
  message: Message,
  material: Material,
  part: KeyPart,
  salts: readonly Uint8Array<ArrayBuffer>[],
): Promise<Result | null> {
  if ("raw" in material) return part === "secret" ? openByChannelKey(message, material) : Promise.resolve(null);
  if (part === "private" && "privateKey" in material) return openByPrivateKey(message, material);
  return part === "public" ? openByPublicKey(message, material, salts) : Promise.resolve(null);
}

async function openByPublicKey(
  message: Message,
  key: PublicKey,
  salts: readonly Uint8Array<ArrayBuffer>[],
): Promise<Result | null> {
  if (key.algorithm === "RSA-OAEP 2048" && (message.type === "SealedLetter" || message.type === "SealedKey")) {
    const plaintext = await openWithPublicKey(key, message.ciphertext);
    return {
      method: "RSA with the public key",
      plaintext,
      why: "what comes out is no message: undoing it takes the private key",
    };
  }
  const isHalf = key.algorithm === "X25519" || key.algorithm === "P-256";
  if (!isHalf || message.type !== "Sealed") return null;
  return openByHalf(message, key, salts);
}

/** Takes a public half for the secret itself, with every salt that the conversations gave away. */
async function openByHalf(
  message: Message,
  key: PublicKey,
  salts: readonly Uint8Array<ArrayBuffer>[],
): Promise<Result> {
  const guesses = await guessesFrom(key, salts);
  const method = "AES-256-GCM with a key made from the public half";
  for (const guess of guesses) {
    const opened = await openByChannelKey(message, guess);
    if (opened?.plaintext != null) return { ...opened, method };
  }
  return { method, plaintext: null, why: "the tag does not fit: a public half is not the secret" };
}

/** By the half, what was taken for the secret itself, and the keys made from it by salt: each is made once. */
const guessed = new WeakMap<PublicKey, Map<string, Promise<ChannelKey>>>();

async function guessesFrom(key: PublicKey, salts: readonly Uint8Array<ArrayBuffer>[]): Promise<readonly ChannelKey[]> {
  const known = guessed.get(key) ?? new Map<string, Promise<ChannelKey>>();
  guessed.set(key, known);
  const once = (name: string, make: () => Promise<ChannelKey>) => {
    const made = known.get(name) ?? make();
    known.set(name, made);
    return made;
  };
  const share = () => keyShareOf(key);
  return Promise.all([
    once("", async () => importChannelKey((await share()).slice(-32))),
    ...salts.map((salt) => once(toHex(salt), async () => channelKeyFrom(await share(), salt))),
  ]);
}

async function openByChannelKey(message: Message, key: ChannelKey): Promise<Result | null> {
  if (message.type !== "Sealed") return null;
  const plaintext = await openWith(key, message.nonce, message.ciphertext);
  return { method: "AES-256-GCM open", plaintext, why: "the tag does not fit" };
}

async function openByPrivateKey(message: Message, key: KeyPair): Promise<Result | null> {
  if (key.algorithm !== "RSA-OAEP 2048") return null;
  if (message.type !== "SealedLetter" && message.type !== "SealedKey" && message.type !== "Sealed") return null;
  const plaintext = await openPrivately(key, message.ciphertext);
  return { method: "RSA-OAEP decrypt", plaintext, why: "the padding does not fit: not sealed to this key" };
}

function describeInside(message: Message, plaintext: Uint8Array): string {
  if (message.type === "SealedKey") return `a key of ${plaintext.length} bytes`;
  return textOf(plaintext) ?? `${plaintext.length} bytes that are no text`;
}
