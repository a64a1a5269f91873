import { toHex } from "../../bytes/hex.ts";
import { concat, utf8 } from "../../bytes/text.ts";
import type { Chance } from "../../crypto/chance.ts";
import {
  type Answer,
  answerShare,
  type GroupName,
  makeShare,
  type OwnShare,
  shareFromPrivate,
} from "../../crypto/groups.ts";
import { digest } from "../../crypto/hash.ts";
import type { SigningKey } from "../../crypto/signatures.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** How many results of one operation are remembered: the honest ones come first, and hostile ones come once. */
const REMEMBERED = 64;

/**
 * Chance that leaves nothing to it: the same labels in the same order give the same bytes and shares, in every
 * connection. What costs time is done once for the same input. (The tape of crypto/source.ts repeats a run too, but
 * refuses a run that asks for something else, as those do where a peer lies.)
 *
 * Of X25519MLKEM768 shares and secrets only the sizes are the same from one process to the next.
 */
export function fixedChance(): Chance {
  const used = new Map<string, number>();
  const random = async (label: string, size: number) => {
    const nth = used.get(label) ?? 0;
    used.set(label, nth + 1);
    return bytesOf(`${label} ${nth}`, size);
  };
  return {
    random,
    bytes: (_label, make) => make(),
    share: (label, group) => shareOf(label, group),
    answer: (_label, group, peerShare) => (group === "X25519MLKEM768" ? hybrid(peerShare) : answer(group, peerShare)),
  };
}

/** The same key; what it signed once, it need not sign again. ECDSA signatures of P-256 always have 71 bytes. */
export function remembering(key: SigningKey): SigningKey {
  const sign = once(async (scheme: SigningKey["schemes"][number], data: Uint8Array) => {
    for (;;) {
      const signature = await key.sign(scheme, data);
      if (scheme !== "ecdsa_secp256r1_sha256" || signature.length === 71) return signature;
    }
  });
  return { ...key, sign };
}

/** Bytes that look like chance and follow from a name. */
function bytesOf(name: string, size: number): Bytes {
  const blocks: Bytes[] = [];
  for (let i = 0; i * 32 < size; i++) blocks.push(digest("SHA-256", utf8(`${name} ${i}`)));
  return concat(...blocks).slice(0, size);
}

const shares = new Map<string, Promise<OwnShare>>();

function shareOf(label: string, group: GroupName): Promise<OwnShare> {
  const name = `${label} ${group}`;
  const share = shares.get(name) ?? makeFixed(name, group);
  shares.set(name, share);
  return share;
}

async function makeFixed(name: string, group: GroupName): Promise<OwnShare> {
  const hybridRandom = async (size: number) => bytesOf(name, size);
  const own =
    group === "X25519MLKEM768"
      ? await makeShare(group, hybridRandom)
      : await shareFromPrivate(group, bytesOf(name, group === "secp384r1" ? 48 : 32));
  const agree = once((_: string, peerShare: Uint8Array) => own.agree(peerShare));
  return { ...own, agree: (peerShare) => agree("", peerShare) };
}

async function answer(group: GroupName, peerShare: Uint8Array): Promise<Answer | null> {
  const own = await shareOf("server.key_share", group);
  const secret = await own.agree(peerShare);
  return secret && { share: own.share, secret, half: own.half };
}

const hybridOnce = once((_: string, peerShare: Uint8Array) =>
  answerShare("X25519MLKEM768", peerShare, async (size) => bytesOf("server.key_share", size)),
);

function hybrid(peerShare: Uint8Array): Promise<Answer | null> {
  return hybridOnce("", peerShare);
}

/** The same function; remembers the first results by its input. */
function once<Name extends string, T>(
  work: (name: Name, bytes: Uint8Array) => Promise<T>,
): (name: Name, bytes: Uint8Array) => Promise<T> {
  const done = new Map<string, Promise<T>>();
  return (name, bytes) => {
    const key = `${name} ${toHex(bytes)}`;
    const known = done.get(key);
    if (known !== undefined) return known;
    const result = work(name, bytes);
    if (done.size < REMEMBERED) done.set(key, result);
    return result;
  };
}
