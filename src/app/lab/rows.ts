import { t } from "../../language/t.ts";
import { labSwitches } from "../../scenes/lab/choices.ts";
import { DEFAULT_SETUP, GROUP_IDS, type LabSetup, PROTOCOL_IDS, SUITE_IDS } from "../../scenes/lab/setup.ts";
import { GROUP_NAMES, PROTOCOL_NAMES, SUITE_NAMES } from "../../scenes/lab/wishes.ts";
import type { SwitchOption } from "../../scenes/types.ts";

/** One of a few: a part of a set-up with a value. */
export type ChoiceRow = Readonly<{
  as: "choice";
  key: keyof LabSetup;
  label: string;
  /** The protocol's word for it. */
  term: string;
  options: readonly SwitchOption[];
  /** Why it says nothing as the rest stands; null where it does. */
  idle: (setup: LabSetup) => string | null;
}>;

/** A check that is turned off or not. */
export type SwitchRow = Readonly<{ as: "switch"; key: keyof LabSetup; label: string; hint: string }>;

export type ListKey =
  | "aliceSuites"
  | "aliceGroups"
  | "aliceShares"
  | "aliceAlpn"
  | "bobSuites"
  | "bobGroups"
  | "bobAlpn";

/** Several of a few, the dearest first. */
export type ListRow = Readonly<{
  as: "list";
  key: ListKey;
  label: string;
  term: string;
  items: readonly Readonly<{ value: string; label: string; term: string }>[];
  /** Whether their order says anything. */
  ordered: boolean;
  /** Whether there may be none. */
  canBeEmpty: boolean;
}>;

export type Row = ChoiceRow | SwitchRow | ListRow;

const SPECS = new Map(labSwitches(DEFAULT_SETUP).map((spec) => [spec.id, spec]));

type About = Readonly<{ key: keyof LabSetup; label: string; term: string; idle?: ChoiceRow["idle"] }>;

function choice(id: string, { key, label, term, idle = () => null }: About): ChoiceRow {
  return { as: "choice", key, label, term, options: SPECS.get(id)?.options ?? [], idle };
}

function check(id: string, key: keyof LabSetup, label: string): SwitchRow {
  return { as: "switch", key, label, hint: SPECS.get(id)?.options.at(-1)?.hint ?? "" };
}

const SUITE_LABELS = { aes128: "AES-128-GCM", aes256: "AES-256-GCM", chacha20: "ChaCha20-Poly1305" } as const;
const GROUP_LABELS = { x25519: "X25519", p256: "P-256", p384: "P-384", mlkem: "X25519 + ML-KEM-768" } as const;
const PROTOCOL_LABELS = { h2: "HTTP/2", "http1.1": "HTTP/1.1", mqtt: "MQTT" } as const;

const SUITES = SUITE_IDS.map((value) => ({ value, label: SUITE_LABELS[value], term: SUITE_NAMES[value] }));
const GROUPS = GROUP_IDS.map((value) => ({ value, label: GROUP_LABELS[value], term: GROUP_NAMES[value] }));
const PROTOCOLS = PROTOCOL_IDS.map((value) => ({ value, label: PROTOCOL_LABELS[value], term: PROTOCOL_NAMES[value] }));

function list(key: ListKey, label: string, term: string, items: ListRow["items"], canBeEmpty = false): ListRow {
  return { as: "list", key, label, term, items, ordered: true, canBeEmpty };
}

const notAsked = ({ bobAsks }: LabSetup) =>
  bobAsks === "none" ? t`Bob does not ask who calls, so nobody looks at it.` : null;

function strategies(words: string, ...used: readonly LabSetup["mallory"][]): ChoiceRow["idle"] {
  return ({ mallory }) => (used.includes(mallory) ? null : words);
}

/** What is chosen about somebody: what is looked at first, and what is folded away. */
export type Group = Readonly<{
  id: "alice" | "bob" | "mallory";
  title: string;
  about: string;
  rows: readonly Row[];
  folds: readonly Readonly<{ title: string; rows: readonly Row[] }>[];
}>;

export const GROUPS_OF_ROWS: readonly Group[] = [
  {
    id: "alice",
    title: t`Alice`,
    about: t`the client`,
    rows: [
      choice("alice-trusts", { key: "aliceTrusts", label: t`Trusts`, term: t`trust anchors` }),
      choice("alice-shows", { key: "aliceShows", label: t`Shows`, term: t`client certificate`, idle: notAsked }),
      choice("sessions", { key: "sessions", label: t`Comes again`, term: t`session ticket` }),
    ],
    folds: [
      {
        title: t`What she leaves out`,
        rows: [
          check("any-authority", "anyAuthority", t`Accepts any authority`),
          check("skip-name", "skipName", t`Skips the name`),
          check("ignore-dates", "ignoreDates", t`Ignores the dates`),
          check("ignore-usage", "ignoreUsage", t`Ignores what it is for`),
        ],
      },
      {
        title: t`What she offers`,
        rows: [
          list("aliceSuites", t`Cipher suites`, "cipher_suites", SUITES),
          list("aliceGroups", t`Groups`, "supported_groups", GROUPS),
          { ...list("aliceShares", t`Shares sent at once`, "key_share", GROUPS, true), ordered: false },
          list("aliceAlpn", t`Protocols inside`, "ALPN", PROTOCOLS, true),
        ],
      },
    ],
  },
  {
    id: "bob",
    title: t`Bob`,
    about: t`the server`,
    rows: [
      choice("bob-shows", { key: "bobShows", label: t`Shows`, term: t`server certificate` }),
      choice("bob-asks", { key: "bobAsks", label: t`Asks who calls`, term: t`CertificateRequest` }),
      choice("bob-trusts", { key: "bobTrusts", label: t`Trusts`, term: t`trust anchors`, idle: notAsked }),
    ],
    folds: [
      {
        title: t`What he leaves out`,
        rows: [check("no-account", "noAccount", t`Keeps no account of tickets`)],
      },
      {
        title: t`What he takes`,
        rows: [
          list("bobSuites", t`Cipher suites`, "cipher_suite", SUITES),
          list("bobGroups", t`Groups`, "supported_groups", GROUPS),
          list("bobAlpn", t`Protocols inside`, "ALPN", PROTOCOLS, true),
        ],
      },
    ],
  },
  {
    id: "mallory",
    title: t`Mallory`,
    about: t`the router in the middle`,
    rows: [
      choice("mallory", { key: "mallory", label: t`Does`, term: "" }),
      choice("weakens", {
        key: "weakens",
        label: t`To weaken it`,
        term: "",
        idle: strategies(t`Counts when she weakens the hello.`, "downgrade"),
      }),
      choice("mallory-shows", {
        key: "malloryShows",
        label: t`Shows Alice`,
        term: t`as Bob`,
        idle: strategies(t`Counts when she poses or relays.`, "impersonate", "relay"),
      }),
      choice("signed-by", {
        key: "signedBy",
        label: t`Signed by`,
        term: t`issuer`,
        idle: strategies(t`Counts when she poses or relays.`, "impersonate", "relay"),
      }),
      choice("mallory-calls", {
        key: "malloryCalls",
        label: t`Shows Bob`,
        term: t`as Alice`,
        idle: ({ mallory, bobAsks }) =>
          mallory === "relay" && bobAsks !== "none" ? null : t`Counts when she relays, and Bob asks who calls.`,
      }),
      choice("change", {
        key: "change",
        label: t`Rewrites`,
        term: "",
        idle: strategies(t`Counts when she relays.`, "relay"),
      }),
      choice("record", {
        key: "record",
        label: t`Which record`,
        term: "",
        idle: strategies(t`Counts when she changes, drops or cuts short.`, "tamper", "drop", "truncate"),
      }),
    ],
    folds: [],
  },
];
