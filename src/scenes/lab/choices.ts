import { t } from "../../language/t.ts";
import { FAULT_IDS } from "../../pki/issue/faults.ts";
import { choice, strategySwitch, whatIf } from "../switches.ts";
import type { SwitchOption, SwitchSpec } from "../types.ts";
import { faultOption } from "./faultWords.ts";
import { type LabSetup, RECORD_IDS, STRATEGY_IDS } from "./setup.ts";

const FAULTS = FAULT_IDS.map(faultOption);

/** What an end can show. */
const SHOWN: readonly SwitchOption[] = [
  { value: "good", label: t`in order`, hint: t`From the right authority, for the right name, and valid today.` },
  ...FAULTS,
];

/** What Mallory can show as Bob. */
const FORGED: readonly SwitchOption[] = [
  { value: "bobs", label: t`Bob’s own`, hint: t`What Bob shows, copied. His key she does not have.` },
  { value: "bobs-and-key", label: t`Bob’s own, and his key`, hint: t`What Bob shows, and his private key: stolen.` },
  {
    value: "good",
    label: t`flawless`,
    hint: t`In Bob’s name, for her own key, with nothing wrong but who asked for it.`,
  },
  ...FAULTS,
];

const WEAKENINGS: readonly SwitchOption[] = [
  { value: "group", label: t`takes out the best group`, hint: t`Out of what Alice offers, with its half.` },
  { value: "suite", label: t`takes out the best suite`, hint: t`Out of what Alice offers.` },
  { value: "retry", label: t`asks for another half`, hint: t`In Bob’s name, before he has heard of Alice.` },
];

const SESSIONS: readonly SwitchOption[] = [
  { value: "off", label: t`no`, hint: t`They talk once, and Bob gives no tickets.` },
  { value: "on", label: t`with a ticket`, hint: t`Alice comes again, and goes on with the session that she has kept.` },
  { value: "early", label: t`with an early letter`, hint: t`Her second letter goes out with the hello: 0-RTT.` },
];

const SIGNERS: readonly SwitchOption[] = [
  { value: "own", label: t`her own authority`, hint: t`Who does not trust that one will not trust this.` },
  { value: "fooled", label: t`the real authority`, hint: t`It was fooled, and issued it to her.` },
];

const CALLERS: readonly SwitchOption[] = [
  { value: "nothing", label: t`nothing`, hint: t`If Bob asks who calls, she has no certificate.` },
  {
    value: "alices",
    label: t`Alice’s own`,
    hint: t`What Alice has shown her, if she did. The key to it she does not have.`,
  },
  { value: "own", label: t`her own authority’s`, hint: t`Made out to Alice, signed by Mallory’s own authority.` },
];

function trusts(whose: string): readonly SwitchOption[] {
  return [
    { value: "right", label: t`the right one`, hint: t`The authority that issued ${whose} certificate.` },
    {
      value: "right-and-mallory",
      label: t`also Mallory’s`,
      hint: t`The right one, and Mallory’s own authority besides.`,
    },
    { value: "mallory", label: t`only Mallory’s`, hint: t`Mallory’s own authority, and no other.` },
    { value: "other", label: t`another`, hint: t`An authority that has nothing to do with anybody here.` },
    { value: "none", label: t`nobody`, hint: t`No authority at all: the trust store is empty.` },
  ];
}

const ASKS: readonly SwitchOption[] = [
  { value: "none", label: t`no`, hint: t`Anybody may call.` },
  { value: "ask", label: t`asks`, hint: t`He asks for a certificate, and goes on without one.` },
  { value: "require", label: t`insists`, hint: t`Who shows no certificate is refused.` },
];

const RECORDS: readonly SwitchOption[] = RECORD_IDS.map((value) =>
  value === "auto"
    ? { value, label: t`as suits her`, hint: t`The first that is worth it.` }
    : { value, label: value, hint: t`Record ${value} of those that come by her, counted in both directions together.` },
);

/** Whose step it is when a switch is thrown. */
export const OWNERS: Readonly<Record<string, string>> = {
  "alice-shows": "alice",
  "alice-trusts": "alice",
  "bob-shows": "bob",
  "bob-asks": "bob",
  "bob-trusts": "bob",
  mallory: "mallory",
  record: "mallory",
  sessions: "alice",
  "no-account": "bob",
  weakens: "mallory",
  "mallory-shows": "mallory",
  "signed-by": "mallory",
  "mallory-calls": "mallory",
  change: "mallory",
  "any-authority": "alice",
  "skip-name": "alice",
  "ignore-dates": "alice",
  "ignore-usage": "alice",
};

/** What can be changed in the middle of a run: each begins as the set-up has it. */
export function labSwitches(setup: LabSetup): readonly SwitchSpec[] {
  const from = (spec: SwitchSpec, start: string): SwitchSpec => ({ ...spec, default: start });
  return [
    strategySwitch(setup.mallory, ...STRATEGY_IDS),
    from(choice("record", t`Which record`, ...RECORDS), setup.record),
    from(choice("weakens", t`To weaken it`, ...WEAKENINGS), setup.weakens),
    from(choice("mallory-shows", t`Mallory shows`, ...FORGED), setup.malloryShows),
    from(choice("signed-by", t`Signed by`, ...SIGNERS), setup.signedBy),
    from(choice("mallory-calls", t`To Bob she shows`, ...CALLERS), setup.malloryCalls),
    from(choice("change", t`Mallory rewrites`, ...CHANGES), setup.change),
    from(choice("bob-shows", t`Bob shows`, ...SHOWN), setup.bobShows),
    from(choice("bob-asks", t`Bob asks who calls`, ...ASKS), setup.bobAsks),
    from(choice("bob-trusts", t`Bob trusts`, ...trusts(t`Alice’s`)), setup.bobTrusts),
    from(choice("sessions", t`A second time`, ...SESSIONS), setup.sessions),
    from(whatIf("no-account", t`Bob keeps no account`, t`He does not know which tickets were used.`), setup.noAccount),
    from(choice("alice-shows", t`Alice shows`, ...SHOWN), setup.aliceShows),
    from(choice("alice-trusts", t`Alice trusts`, ...trusts(t`Bob’s`)), setup.aliceTrusts),
    from(whatIf("any-authority", t`Alice accepts any authority`, t`She does not ask who signed.`), setup.anyAuthority),
    from(whatIf("skip-name", t`Alice skips the name`, t`She does not look for whom it was made out.`), setup.skipName),
    from(whatIf("ignore-dates", t`Alice ignores the dates`, t`She takes what has expired.`), setup.ignoreDates),
    from(
      whatIf("ignore-usage", t`Alice ignores what it is for`, t`She takes a client’s certificate.`),
      setup.ignoreUsage,
    ),
  ];
}

const CHANGES: readonly SwitchOption[] = [
  { value: "off", label: t`nothing`, hint: t`She passes on what she has read as it was.` },
  { value: "on", label: t`what she relays`, hint: t`She changes the letter on its way, and the answer too.` },
];
