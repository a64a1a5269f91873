import { FAULT_IDS } from "../../pki/issue/faults.ts";
import { faultOption } from "./faultWords.ts";
import { common, type LabSetup } from "./setup.ts";

/** Something that may be wrong in a set-up: what a student who looks for the fault can name. */
export type Suspect = Readonly<{
  id: string;
  /** Whose fault it would be, or where it would lie. */
  group: "Bob’s certificate" | "Alice’s certificate" | "Whom they trust" | "What they can do" | "Somebody on the way";
  label: string;
  hint: string;
  /** Whether it is so in a set-up. */
  isSo: (setup: LabSetup) => boolean;
  /** The set-up with this put right, and nothing else. */
  mended: (setup: LabSetup) => LabSetup;
}>;

/** Makes no difference, and is no fault: receivers put up with it. */
const NO_FAULT = "wrong-order";

const FAULTS = FAULT_IDS.filter((fault) => fault !== NO_FAULT).map(faultOption);

function certificates(
  group: Suspect["group"],
  prefix: string,
  shows: (setup: LabSetup) => string,
  mended: Suspect["mended"],
): readonly Suspect[] {
  return FAULTS.map(({ value, label, hint }) => ({
    id: `${prefix}-${value}`,
    group,
    label,
    hint,
    isSo: (setup) => shows(setup) === value,
    mended,
  }));
}

function poses({ mallory }: LabSetup): boolean {
  return mallory === "impersonate" || mallory === "relay";
}

const TRUST: readonly Suspect[] = [
  {
    id: "alice-trusts-too-little",
    group: "Whom they trust",
    label: "Alice does not trust Bob’s authority",
    hint: "It is missing in her trust store.",
    isSo: ({ aliceTrusts }) => !/^right/.test(aliceTrusts),
    mended: (setup) => ({ ...setup, aliceTrusts: "right" }),
  },
  {
    id: "alice-trusts-too-much",
    group: "Whom they trust",
    label: "Alice trusts an authority that she should not",
    hint: "Somebody put another one into her trust store.",
    isSo: ({ aliceTrusts }) => /mallory$/.test(aliceTrusts),
    mended: (setup) => ({ ...setup, aliceTrusts: setup.aliceTrusts === "mallory" ? "none" : "right" }),
  },
  {
    id: "bob-trusts-too-little",
    group: "Whom they trust",
    label: "Bob does not trust Alice’s authority",
    hint: "It is missing in his trust store.",
    isSo: ({ bobTrusts }) => !/^right/.test(bobTrusts),
    mended: (setup) => ({ ...setup, bobTrusts: "right" }),
  },
  {
    id: "bob-trusts-too-much",
    group: "Whom they trust",
    label: "Bob trusts an authority that he should not",
    hint: "Somebody put another one into his trust store.",
    isSo: ({ bobTrusts }) => /mallory$/.test(bobTrusts),
    mended: (setup) => ({ ...setup, bobTrusts: setup.bobTrusts === "mallory" ? "none" : "right" }),
  },
  {
    id: "authority-fooled",
    group: "Whom they trust",
    label: "The right authority issued to the wrong one",
    hint: "It was fooled: the certificate is genuine, and not Bob’s.",
    isSo: (setup) => poses(setup) && setup.signedBy === "fooled" && !/^bobs/.test(setup.malloryShows),
    mended: (setup) => ({ ...setup, signedBy: "own" }),
  },
  {
    id: "key-stolen",
    group: "Whom they trust",
    label: "Somebody else has Bob’s private key",
    hint: "The certificate is his, and so is the key that signs.",
    isSo: (setup) => poses(setup) && setup.malloryShows === "bobs-and-key",
    mended: (setup) => ({ ...setup, malloryShows: "bobs" }),
  },
  {
    id: "no-account",
    group: "What they can do",
    label: "Bob keeps no account of used tickets",
    hint: "He can’t tell a ticket’s first use from its second.",
    isSo: ({ sessions, noAccount }) => sessions !== "off" && noAccount === "on",
    mended: (setup) => ({ ...setup, noAccount: "off" }),
  },
  {
    id: "alice-careless",
    group: "Whom they trust",
    label: "Alice leaves out a check",
    hint: "She takes what she should refuse.",
    isSo: ({ skipName, ignoreDates, ignoreUsage, anyAuthority }) =>
      [skipName, ignoreDates, ignoreUsage, anyAuthority].includes("on"),
    mended: (setup) => ({ ...setup, skipName: "off", ignoreDates: "off", ignoreUsage: "off", anyAuthority: "off" }),
  },
];

const ABLE: readonly Suspect[] = [
  {
    id: "no-suite",
    group: "What they can do",
    label: "No cipher suite in common",
    hint: "Each end has some, and none is in both lists.",
    isSo: (setup) => common(setup).suite === null,
    mended: (setup) => ({ ...setup, bobSuites: setup.aliceSuites }),
  },
  {
    id: "no-group",
    group: "What they can do",
    label: "No group in common",
    hint: "Each end can make halves, and none of a kind that the other can.",
    isSo: (setup) => common(setup).group === null,
    mended: (setup) => ({ ...setup, bobGroups: setup.aliceGroups }),
  },
  {
    id: "no-protocol",
    group: "What they can do",
    label: "No application protocol in common",
    hint: "Each end names some (ALPN), and none is in both lists.",
    isSo: ({ aliceAlpn, bobAlpn }) =>
      aliceAlpn.length > 0 && bobAlpn.length > 0 && !bobAlpn.some((one) => aliceAlpn.includes(one)),
    mended: (setup) => ({ ...setup, bobAlpn: setup.aliceAlpn }),
  },
];

/** What somebody on the way can be up to. Who only listens changes nothing that anybody could find. */
const ON_THE_WAY = [
  ["tamper", "Something is changed on the way", "What arrives is not what was sent."],
  ["drop", "Something disappears on the way", "What was sent never arrives."],
  ["truncate", "The end is cut off on the way", "From some point on, nothing arrives any more."],
  ["impersonate", "Somebody answers in Bob’s place", "Bob himself hears nothing of it."],
  ["replay", "Something is sent a second time", "By somebody who has kept a copy of it."],
  ["downgrade", "The hellos are not what they were", "Somebody has a hand in what the two settle in the open."],
  ["relay", "Somebody stands between the two", "There are two lines, and not one."],
] as const;

const WAY: readonly Suspect[] = ON_THE_WAY.map(([strategy, label, hint]) => ({
  id: `way-${strategy}`,
  group: "Somebody on the way",
  label,
  hint,
  isSo: ({ mallory }) => mallory === strategy,
  mended: (setup) => ({ ...setup, mallory: "off" }),
}));

/** Everything that a student can name, in groups. */
export const SUSPECTS: readonly Suspect[] = [
  ...certificates(
    "Bob’s certificate",
    "bob",
    ({ bobShows }) => bobShows,
    (setup) => ({ ...setup, bobShows: "good" }),
  ),
  ...certificates(
    "Alice’s certificate",
    "alice",
    ({ aliceShows }) => aliceShows,
    (setup) => ({ ...setup, aliceShows: "good" }),
  ),
  ...TRUST,
  ...ABLE,
  ...WAY,
];
