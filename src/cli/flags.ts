import { type ParseArgsConfig, parseArgs } from "node:util";
import { CIPHER_SUITES, NAMED_GROUPS } from "../tls/codepoints.ts";
import { settingsOf } from "../tls/handshake/defaults.ts";
import { UsageError } from "./files.ts";
import { LIVE } from "./live.ts";
import { trustNobody } from "./verify.ts";

/** One flag: `value` names what follows it (`FILE`); null: nothing does. */
export type Flag = Readonly<{ value: string | null; says: string; many?: boolean }>;
export type Flags = Readonly<Record<string, Flag>>;

/** What stood on a command line. */
export class Given {
  constructor(
    private readonly values: ReadonlyMap<string, readonly string[]>,
    readonly positionals: readonly string[],
  ) {}

  has(flag: string): boolean {
    return this.values.has(flag);
  }

  text(flag: string): string | null {
    return this.values.get(flag)?.[0] ?? null;
  }

  all(flag: string): readonly string[] {
    return this.values.get(flag) ?? [];
  }

  /** A whole number between two, both included. */
  number(flag: string, least: number, most: number): number | null {
    const text = this.text(flag);
    if (text === null) return null;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`--${flag} wants a whole number from ${least} to ${most}, not ${text}`);
  }

  /** A list with commas, each item one of these names, in either case. */
  names<Name extends string>(flag: string, known: readonly Name[]): readonly Name[] | null {
    const text = this.text(flag);
    if (text === null) return null;
    const found = text.split(",").map((item) => {
      const name = known.find((one) => one.toLowerCase() === item.trim().toLowerCase());
      if (name === undefined)
        throw new UsageError(`--${flag}: there is no ${item || "empty name"}; there are ${known.join(", ")}`);
      return name;
    });
    if (new Set(found).size < found.length) throw new UsageError(`--${flag} names one twice`);
    return found;
  }

  /** A list with commas of 1 to 255 bytes each (RFC 7301 §3.1). */
  protocols(flag: string): readonly string[] | null {
    const items = this.text(flag)?.split(",") ?? null;
    const fits = (item: string) => /^[\x21-\x7e]{1,255}$/.test(item);
    if (items?.every(fits) === false) throw new UsageError(`--${flag} wants names of 1 to 255 characters, with commas`);
    return items;
  }
}

/** Reads a command line by its table of flags. Throws UsageError for what is not in it. */
export function readFlags(args: readonly string[], flags: Flags): Given {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { value }]) => {
      const short = name === "help" ? { short: "h" } : {};
      return [name, { type: value === null ? ("boolean" as const) : ("string" as const), multiple: true, ...short }];
    }),
  );
  const { values, positionals } = parsed(args, options);
  const found = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(values)) {
    const all = (Array.isArray(value) ? value : [value]).map(String);
    if (all.length > 1 && flags[name]?.many !== true)
      throw new UsageError(`--${name} stands there ${all.length} times`);
    found.set(name, all);
  }
  return new Given(found, positionals);
}

function parsed(args: readonly string[], options: NonNullable<ParseArgsConfig["options"]>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Its first sentence says what is wrong; the rest is about quoting.
    throw new UsageError(error instanceof Error ? (error.message.split(/\.\s/)[0] ?? "") : "not understood");
  }
}

/** The flags in columns and the names that lists take, for usage texts. */
export function flagTable(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, { value, says }]) => [
    `--${name}${value === null ? "" : ` ${value}`}`,
    says,
  ]);
  const width = Math.max(...rows.map(([left = ""]) => left.length)) + 2;
  const table = rows.map(([left = "", right]) => `  ${left.padEnd(width)}${right}\n`).join("");
  const { suites, groups } = settingsOf({ ...LIVE, verifyPeer: trustNobody });
  const lists = [suites, groups].map((names) => names.join(", "));
  return `${table}\nSuites: ${lists[0]}.\nGroups: ${lists[1]}.\n`;
}

/** Flags that mean the same to both. */
export const COMMON_FLAGS: Flags = {
  cert: { value: "FILE", says: "certification path in PEM, end-entity certificate first" },
  key: { value: "FILE", says: "its private key in PEM: PKCS#8, SEC 1 or PKCS#1, not encrypted" },
  suites: { value: "LIST", says: "cipher suites with commas, best first (default: all, in the order below)" },
  groups: { value: "LIST", says: "groups with commas, best first (default: all, in the order below)" },
  alpn: { value: "LIST", says: "application protocols, best first, such as http/1.1 (default: none)" },
  keylog: { value: "FILE", says: "append secrets to FILE, as Wireshark reads them: whoever has it can read along" },
  "record-size-limit": {
    value: "BYTES",
    says: "take no record with more plaintext, 64 to 16385 (RFC 8449; default: no limit)",
  },
  fragment: { value: "BYTES", says: "put at most so much into one record, 1 to 16384 (default 16384)" },
  pad: { value: "BYTES", says: "pad records to a multiple of so much, 1 to 16384 (default 1: none)" },
  json: { value: null, says: "print JSON and nothing else on standard output" },
  help: { value: null, says: "print this; so does -h" },
};

/** What the common flags ask of the engine; absent where they say nothing. */
export function commonSettings(given: Given) {
  const suites = given.names("suites", namesOf(CIPHER_SUITES));
  const groups = given.names("groups", namesOf(NAMED_GROUPS));
  const alpn = given.protocols("alpn");
  const recordSizeLimit = given.number("record-size-limit", 64, 16385);
  const fragmentSize = given.number("fragment", 1, 16384);
  const pad = given.number("pad", 1, 16384);
  return {
    ...(suites === null ? {} : { suites }),
    ...(groups === null ? {} : { groups }),
    ...(alpn === null ? {} : { alpn }),
    ...(recordSizeLimit === null ? {} : { recordSizeLimit }),
    ...(fragmentSize === null ? {} : { fragmentSize }),
    ...(pad === null ? {} : { padTo: (size: number) => Math.ceil(size / pad) * pad }),
  };
}

/** The keys of a table. */
export function namesOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  const names: (keyof Table & string)[] = [];
  for (const name in table) names.push(name);
  return names;
}
