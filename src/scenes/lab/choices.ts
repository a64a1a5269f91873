import { FAULT_IDS } from "../../pki/issue/faults.ts";
import { choice, strategySwitch, whatIf } from "../switches.ts";
import type { SwitchOption, SwitchSpec } from "../types.ts";
import { faultOption } from "./faultWords.ts";
import { type LabSetup, RECORD_IDS, STRATEGY_IDS } from "./setup.ts";

const FAULTS = FAULT_IDS.map(faultOption);

/** What an end can show. */
const SHOWN: readonly SwitchOption[] = [
  { value: "good", label: "in order", hint: "From the right authority, for the right name, and valid today." },
  ...FAULTS,
];

/** What Mallory can show as Bob. */
const FORGED: readonly SwitchOption[] = [
  { value: "bobs", label: "Bob’s own", hint: "What Bob shows, copied. His key she does not have." },
  { value: "bobs-and-key", label: "Bob’s own, and his key", hint: "What Bob shows, and his private key: stolen." },
  {
    value: "good",
    label: "flawless",
    hint: "In Bob’s name, for her own key, with nothing wrong but who asked for it.",
  },
  ...FAULTS,
];

const WEAKENINGS: readonly SwitchOption[] = [
  { value: "group", label: "takes out the best group", hint: "Out of what Alice offers, with its half." },
  { value: "suite", label: "takes out the best suite", hint: "Out of what Alice offers." },
  { value: "retry", label: "asks for another half", hint: "In Bob’s name, before he has heard of Alice." },
];

const SESSIONS: readonly SwitchOption[] = [
  { value: "off", label: "no", hint: "They talk once, and Bob gives no tickets." },
  { value: "on", label: "with a ticket", hint: "Alice comes again, and goes on with the session that she has kept." },
  { value: "early", label: "with an early letter", hint: "Her second letter goes out with the hello: 0-RTT." },
];

const SIGNERS: readonly SwitchOption[] = [
  { value: "own", label: "her own authority", hint: "Who does not trust that one will not trust this." },
  { value: "fooled", label: "the real authority", hint: "It was fooled, and issued it to her." },
];

const CALLERS: readonly SwitchOption[] = [
  { value: "nothing", label: "nothing", hint: "If Bob asks who calls, she has no certificate." },
  {
    value: "alices",
    label: "Alice’s own",
    hint: "What Alice has shown her, if she did. The key to it she does not have.",
  },
  { value: "own", label: "her own authority’s", hint: "Made out to Alice, signed by Mallory’s own authority." },
];

function trusts(whose: string): readonly SwitchOption[] {
  return [
    { value: "right", label: "the right one", hint: `The authority that issued ${whose} certificate.` },
    {
      value: "right-and-mallory",
      label: "also Mallory’s",
      hint: "The right one, and Mallory’s own authority besides.",
    },
    { value: "mallory", label: "only Mallory’s", hint: "Mallory’s own authority, and no other." },
    { value: "other", label: "another", hint: "An authority that has nothing to do with anybody here." },
    { value: "none", label: "nobody", hint: "No authority at all: the trust store is empty." },
  ];
}

const ASKS: readonly SwitchOption[] = [
  { value: "none", label: "no", hint: "Anybody may call." },
  { value: "ask", label: "asks", hint: "He asks for a certificate, and goes on without one." },
  { value: "require", label: "insists", hint: "Who shows no certificate is refused." },
];

const RECORDS: readonly SwitchOption[] = RECORD_IDS.map((value) =>
  value === "auto"
    ? { value, label: "as suits her", hint: "The first that is worth it." }
    : { value, label: value, hint: `Record ${value} of those that come by her, counted in both directions together.` },
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
    from(choice("record", "Which record", ...RECORDS), setup.record),
    from(choice("weakens", "To weaken it", ...WEAKENINGS), setup.weakens),
    from(choice("mallory-shows", "Mallory shows", ...FORGED), setup.malloryShows),
    from(choice("signed-by", "Signed by", ...SIGNERS), setup.signedBy),
    from(choice("mallory-calls", "To Bob she shows", ...CALLERS), setup.malloryCalls),
    from(choice("change", "Mallory rewrites", ...CHANGES), setup.change),
    from(choice("bob-shows", "Bob shows", ...SHOWN), setup.bobShows),
    from(choice("bob-asks", "Bob asks who calls", ...ASKS), setup.bobAsks),
    from(choice("bob-trusts", "Bob trusts", ...trusts("Alice’s")), setup.bobTrusts),
    from(choice("sessions", "A second time", ...SESSIONS), setup.sessions),
    from(whatIf("no-account", "Bob keeps no account", "He does not know which tickets were used."), setup.noAccount),
    from(choice("alice-shows", "Alice shows", ...SHOWN), setup.aliceShows),
    from(choice("alice-trusts", "Alice trusts", ...trusts("Bob’s")), setup.aliceTrusts),
    from(whatIf("any-authority", "Alice accepts any authority", "She does not ask who signed."), setup.anyAuthority),
    from(whatIf("skip-name", "Alice skips the name", "She does not look for whom it was made out."), setup.skipName),
    from(whatIf("ignore-dates", "Alice ignores the dates", "She takes what has expired."), setup.ignoreDates),
    from(
      whatIf("ignore-usage", "Alice ignores what it is for", "She takes a client’s certificate."),
      setup.ignoreUsage,
    ),
  ];
}

const CHANGES: readonly SwitchOption[] = [
  { value: "off", label: "nothing", hint: "She passes on what she has read as it was." },
  { value: "on", label: "what she relays", hint: "She changes the letter on its way, and the answer too." },
];
