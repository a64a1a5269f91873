import type { NamedGroupName, SignatureSchemeName } from "../codepoints.ts";
import { CIPHER_SUITES, type CipherSuiteName, SIGNATURE_SCHEMES } from "../codepoints.ts";
import type { CommonConfig, Limits } from "../config.ts";
import { MAX_FRAGMENT, MAX_INNER } from "../record/sizes.ts";

/** What a configuration stands for once its defaults are filled in. */
export type Settings = Readonly<{
  suites: readonly CipherSuiteName[];
  groups: readonly NamedGroupName[];
  schemes: readonly SignatureSchemeName[];
  limits: Limits;
}>;

const LIMITS: Limits = { handshakeMessage: 65536, idleRecords: 32, tickets: 8, recordsPerKey: Number.MAX_SAFE_INTEGER };
const GROUPS: readonly NamedGroupName[] = ["x25519", "secp256r1", "secp384r1", "X25519MLKEM768"];

function keysOf<Table extends Readonly<Record<string, number>>>(table: Table): readonly (keyof Table & string)[] {
  const names: (keyof Table & string)[] = [];
  for (const name in table) names.push(name);
  return names;
}

/**
 * A configuration's lists and limits, with the defaults where it says nothing. Throws RangeError where a number is out of
 * its range: the caller's bug.
 */
export function settingsOf(config: CommonConfig): Settings {
  within("recordSizeLimit", config.recordSizeLimit ?? MAX_INNER, 64, MAX_INNER);
  within("fragmentSize", config.fragmentSize ?? MAX_FRAGMENT, 1, MAX_FRAGMENT);
  return {
    suites: config.suites ?? keysOf(CIPHER_SUITES),
    groups: config.groups ?? GROUPS,
    schemes: config.schemes ?? keysOf(SIGNATURE_SCHEMES),
    limits: { ...LIMITS, ...config.limits },
  };
}

/** Throws RangeError where a number of the configuration is not a whole one from `least` to `most`. */
export function within(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} is ${value}, not a whole number from ${least} to ${most}`);
  }
}

/** A ClientHello may be this large, with its header: what stands in one record. It costs a server before any proof. */
export const CLIENT_HELLO_LIMIT = 16384;
