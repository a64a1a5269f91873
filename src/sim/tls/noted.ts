import type { Chance } from "../../crypto/chance.ts";
import type { GroupName } from "../../crypto/groups.ts";
import { importKeyShare } from "../../crypto/keys.ts";
import type { CipherSuiteName } from "../../tls/codepoints.ts";
import type { TicketStore } from "../../tls/config.ts";
import type { ActorProps } from "../props.ts";
import type { KeyId } from "../recording.ts";

/** What was made by chance and is worth a step: a half of an agreement, or a signature. */
export type Note =
  | Readonly<{ what: "half"; group: GroupName; share: Uint8Array }>
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
      tell({ what: "half", group, share: own.share });
      return own;
    },
    async answer(label, group, peerShare) {
      const answer = await source.answer(`${label} of ${whose}`, group, peerShare);
      if (answer !== null) tell({ what: "half", group, share: answer.share });
      return answer;
    },
  };
}

/** Names a half; null for groups whose shares are no public keys of their own. */
export async function nameHalf(props: ActorProps, group: GroupName, share: Uint8Array): Promise<KeyId | null> {
  const algorithm = group === "x25519" ? "X25519" : group === "secp256r1" ? "P-256" : null;
  const key = algorithm === null ? null : await importKeyShare(algorithm, share);
  return key === null ? null : props.key(key);
}
