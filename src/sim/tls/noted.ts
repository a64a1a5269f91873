import { toHex } from "../../bytes/hex.ts";
import type { Chance } from "../../crypto/chance.ts";
import type { CurveHalf, GroupName } from "../../crypto/groups.ts";
import { importKeyShare } from "../../crypto/keys.ts";
import { ML_KEM_KEY_SIZE, mlKemPublicKey } from "../../crypto/mlKemKey.ts";
import type { CipherSuiteName } from "../../tls/codepoints.ts";
import type { TicketStore } from "../../tls/config.ts";
import type { ActorProps } from "../props.ts";
import type { KeyId } from "../recording.ts";

/** What was made by chance and is worth a step: a half of an agreement, or a signature. */
export type Note =
  | Readonly<{ what: "half"; group: GroupName; share: Uint8Array; half: CurveHalf }>
  | Readonly<{ what: "signature"; bytes: Uint8Array }>
  /** What a ticket that is given out stands for. */
  | Readonly<{ what: "ticket"; psk: Uint8Array<ArrayBuffer> }>;

/** A session that is gone on with, as far as the telling needs it. */
export type Resumed = Readonly<{ psk: Uint8Array<ArrayBuffer>; suite: CipherSuiteName }>;

/** A server's tickets, telling what was given out and what was brought back. */
export function notedTickets(
  store: TicketStore,
  tell: Readonly<{ note: (note: Note) => void; resume: (session: Resumed) => void }>,
): TicketStore {
  return {
    async keep(ticket, state) {
      await store.keep(ticket, state);
      tell.note({ what: "ticket", psk: state.psk });
    },
    async redeem(ticket) {
      const state = await store.redeem(ticket);
      if (state !== null) tell.resume(state);
      return state;
    },
  };
}

/** The tape's chance, telling what it gave. `whose` tells the entries of several ends apart. */
export function notedChance(source: ActorProps["source"], whose: string, tell: (note: Note) => void): Chance {
  return {
    random: (label, size) => source.random(`${label} of ${whose}`, size),
    async bytes(label, make) {
      const bytes = await source.bytes(`${label} of ${whose}`, make);
      tell({ what: "signature", bytes });
      return bytes;
    },
    async share(label, group) {
      const own = await source.share(`${label} of ${whose}`, group);
      tell({ what: "half", group, share: own.share, half: own.half });
      return own;
    },
    async answer(label, group, peerShare) {
      const answer = await source.answer(`${label} of ${whose}`, group, peerShare);
      if (answer !== null) tell({ what: "half", group, share: answer.share, half: answer.half });
      return answer;
    },
  };
}

/** A key pair that was made for a share; `half` is its private part, where that lies on a curve. */
export type NamedHalf = Readonly<{ key: KeyId; half: CurveHalf | null }>;

/**
 * Names the key pairs that were made for a share. A client's share of X25519MLKEM768 holds two public keys, a server's
 * one: the rest of it is no key but a secret, locked to the client's (RFC 10024 §4).
 */
export async function nameHalves(
  props: ActorProps,
  { share, half }: Extract<Note, { what: "half" }>,
): Promise<readonly NamedHalf[]> {
  const key = await nameShare(props, half.curve, half.share);
  const named = key === null ? [] : [{ key, half }];
  if (share.length !== ML_KEM_KEY_SIZE + half.share.length) return named;
  const { spki, fingerprint } = await mlKemPublicKey(share.subarray(0, ML_KEM_KEY_SIZE));
  const id = `key:${fingerprint.slice(0, 16)}`;
  const publicPart = toHex(spki);
  props.put({ kind: "key", id, algorithm: "ML-KEM-768", use: "agreement", fingerprint, publicPart });
  return [{ key: id, half: null }, ...named];
}

/** Names the public key in a share of a curve; null where it is none, or the curve one that is not shown. */
export async function nameShare(props: ActorProps, curve: string, share: Uint8Array): Promise<KeyId | null> {
  const algorithm = curve === "x25519" ? "X25519" : curve === "secp256r1" ? "P-256" : null;
  const key = algorithm === null ? null : await importKeyShare(algorithm, share);
  return key === null ? null : props.key(key);
}
