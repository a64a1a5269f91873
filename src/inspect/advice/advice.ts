import type { FaultId } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import { chainAdvice } from "./words/chain.ts";
import { dateAdvice } from "./words/dates.ts";
import { nameAdvice } from "./words/names.ts";
import { possessionAdvice } from "./words/possession.ts";
import { revocationAdvice } from "./words/revocation.ts";
import { strengthAdvice } from "./words/strength.ts";
import { usageAdvice } from "./words/usage.ts";

/** How to make sure that it is this: one command, and what it then prints among other things. */
export type Confirm = Readonly<{ command: string; prints: string }>;

/**
 * What to do, where: the holder shows the certificate, the judge refuses it. For a server's certificate the holder is
 * the server, for a client's the client.
 */
export type Fix = Readonly<{ holder: string; judge: string }>;

/** Words about a fault, with `*emphasis*` and `` `code` `` as RichText has them. */
export type Advice = Readonly<{
  title: string;
  meaning: string;
  confirm: Readonly<Record<Purpose, Confirm>>;
  fix: Readonly<Record<Purpose, Fix>>;
  /** The scene that shows it happen; null: none. */
  scene: Readonly<Record<Purpose, string | null>>;
}>;

const ADVICE: Readonly<Record<FaultId, Advice>> = {
  ...dateAdvice,
  ...nameAdvice,
  ...chainAdvice,
  ...usageAdvice,
  ...strengthAdvice,
  ...revocationAdvice,
  ...possessionAdvice,
};

/** What a fault means, how to confirm it and how to mend it. */
export function adviceOn(fault: FaultId): Advice {
  return ADVICE[fault];
}

/** Every fault that there is advice on. */
export const ADVISED: readonly FaultId[] = keysOf(ADVICE);

/** A fault's name from outside; null: no such fault. */
export function faultNamed(name: string): FaultId | null {
  return ADVISED.find((fault) => fault === name) ?? null;
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  const keys: K[] = [];
  for (const key in table) keys.push(key);
  return keys;
}
