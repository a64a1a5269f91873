import type { NamedGroupName, SignatureSchemeName } from "../codepoints.ts";
import { CIPHER_SUITES, type CipherSuiteName, SIGNATURE_SCHEMES } from "../codepoints.ts";
import type { CommonConfig, Limits } from "../config.ts";

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

/** A configuration's lists and limits, with the defaults where it says nothing. */
export function settingsOf(config: CommonConfig): Settings {
  return {
    suites: config.suites ?? keysOf(CIPHER_SUITES),
    groups: config.groups ?? GROUPS,
    schemes: config.schemes ?? keysOf(SIGNATURE_SCHEMES),
    limits: { ...LIMITS, ...config.limits },
  };
}

/** A ClientHello may be this large, with its header: what stands in one record. It costs a server before any proof. */
export const CLIENT_HELLO_LIMIT = 16384;
