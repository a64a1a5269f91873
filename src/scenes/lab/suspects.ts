import { t } from "../../language/t.ts";
import { FAULT_IDS } from "../../pki/issue/faults.ts";
import { faultOption } from "./faultWords.ts";
import { common, type LabSetup } from "./setup.ts";

/** Something that may be wrong in a set-up: what a student who looks for the fault can name. */
export type Suspect = Readonly<{
  id: string;
  /** Whose fault it would be, or where it would lie. */
  group: string;
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
    group: t`Whom they trust`,
    label: t`Alice does not trust Bob’s authority`,
    hint: t`It is missing in her trust store.`,
    isSo: ({ aliceTrusts }) => !/^right/.test(aliceTrusts),
    mended: (setup) => ({ ...setup, aliceTrusts: "right" }),
  },
  {
    id: "alice-trusts-too-much",
    group: t`Whom they trust`,
    label: t`Alice trusts an authority that she should not`,
    hint: t`Somebody put another one into her trust store.`,
    isSo: ({ aliceTrusts }) => /mallory$/.test(aliceTrusts),
    mended: (setup) => ({ ...setup, aliceTrusts: setup.aliceTrusts === "mallory" ? "none" : "right" }),
  },
  {
    id: "bob-trusts-too-little",
    group: t`Whom they trust`,
    label: t`Bob does not trust Alice’s authority`,
    hint: t`It is missing in his trust store.`,
    isSo: ({ bobTrusts }) => !/^right/.test(bobTrusts),
    mended: (setup) => ({ ...setup, bobTrusts: "right" }),
  },
  {
    id: "bob-trusts-too-much",
    group: t`Whom they trust`,
    label: t`Bob trusts an authority that he should not`,
    hint: t`Somebody put another one into his trust store.`,
    isSo: ({ bobTrusts }) => /mallory$/.test(bobTrusts),
    mended: (setup) => ({ ...setup, bobTrusts: setup.bobTrusts === "mallory" ? "none" : "right" }),
  },
  {
    id: "authority-fooled",
    group: t`Whom they trust`,
    label: t`The right authority issued to the wrong one`,
    hint: t`It was fooled: the certificate is genuine, and not Bob’s.`,
    isSo: (setup) => poses(setup) && setup.signedBy === "fooled" && !/^bobs/.test(setup.malloryShows),
    mended: (setup) => ({ ...setup, signedBy: "own" }),
  },
  {
    id: "key-stolen",
    group: t`Whom they trust`,
    label: t`Somebody else has Bob’s private key`,
    hint: t`The certificate is his, and so is the key that signs.`,
    isSo: (setup) => poses(setup) && setup.malloryShows === "bobs-and-key",
    mended: (setup) => ({ ...setup, malloryShows: "bobs" }),
  },
  {
    id: "no-account",
    group: t`What they can do`,
    label: t`Bob keeps no account of used tickets`,
    hint: t`He can’t tell a ticket’s first use from its second.`,
    isSo: ({ sessions, noAccount }) => sessions !== "off" && noAccount === "on",
    mended: (setup) => ({ ...setup, noAccount: "off" }),
  },
  {
    id: "alice-careless",
    group: t`Whom they trust`,
    label: t`Alice leaves out a check`,
    hint: t`She takes what she should refuse.`,
    isSo: ({ skipName, ignoreDates, ignoreUsage, anyAuthority }) =>
      [skipName, ignoreDates, ignoreUsage, anyAuthority].includes("on"),
    mended: (setup) => ({ ...setup, skipName: "off", ignoreDates: "off", ignoreUsage: "off", anyAuthority: "off" }),
  },
];

const ABLE: readonly Suspect[] = [
  {
    id: "no-suite",
    group: t`What they can do`,
    label: t`No cipher suite in common`,
    hint: t`Each end has some, and none is in both lists.`,
    isSo: (setup) => common(setup).suite === null,
    mended: (setup) => ({ ...setup, bobSuites: setup.aliceSuites }),
  },
  {
    id: "no-group",
    group: t`What they can do`,
    label: t`No group in common`,
    hint: t`Each end can make halves, and none of a kind that the other can.`,
    isSo: (setup) => common(setup).group === null,
    mended: (setup) => ({ ...setup, bobGroups: setup.aliceGroups }),
  },
  {
    id: "no-protocol",
    group: t`What they can do`,
    label: t`No application protocol in common`,
    hint: t`Each end names some (ALPN), and none is in both lists.`,
    isSo: ({ aliceAlpn, bobAlpn }) =>
      aliceAlpn.length > 0 && bobAlpn.length > 0 && !bobAlpn.some((one) => aliceAlpn.includes(one)),
    mended: (setup) => ({ ...setup, bobAlpn: setup.aliceAlpn }),
  },
];

/** What somebody on the way can be up to. Who only listens changes nothing that anybody could find. */
const ON_THE_WAY = [
  ["tamper", t`Something is changed on the way`, t`What arrives is not what was sent.`],
  ["drop", t`Something disappears on the way`, t`What was sent never arrives.`],
  ["truncate", t`The end is cut off on the way`, t`From some point on, nothing arrives any more.`],
  ["impersonate", t`Somebody answers in Bob’s place`, t`Bob himself hears nothing of it.`],
  ["replay", t`Something is sent a second time`, t`By somebody who has kept a copy of it.`],
  ["downgrade", t`The hellos are not what they were`, t`Somebody has a hand in what the two settle in the open.`],
  ["relay", t`Somebody stands between the two`, t`There are two lines, and not one.`],
] as const;

const WAY: readonly Suspect[] = ON_THE_WAY.map(([strategy, label, hint]) => ({
  id: `way-${strategy}`,
  group: t`Somebody on the way`,
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
