import { t } from "../language/t.ts";
import type { Strategy } from "../sim/recording.ts";
import type { SwitchOption, SwitchSpec } from "./types.ts";

const STRATEGIES: Readonly<Record<Strategy, SwitchOption>> = {
  off: { value: "off", label: t`off`, hint: t`An honest router: carries what comes.` },
  eavesdrop: { value: "eavesdrop", label: t`listen`, hint: t`Reads what she can and passes it on unchanged.` },
  tamper: {
    value: "tamper",
    label: t`change`,
    hint: t`Changes what passes: rewrites what she can read, flips a bit of what she can’t.`,
  },
  impersonate: { value: "impersonate", label: t`pose`, hint: t`Answers in Bob’s place; he hears nothing.` },
  relay: { value: "relay", label: t`relay`, hint: t`Bob to Alice, Alice to Bob: stands between the two.` },
  drop: { value: "drop", label: t`drop`, hint: t`Lets nothing through.` },
  truncate: { value: "truncate", label: t`cut short`, hint: t`Lets the talk begin, and swallows its end.` },
  replay: { value: "replay", label: t`replay`, hint: t`Sends what she has seen a second time.` },
  downgrade: { value: "downgrade", label: t`weaken`, hint: t`Takes the best offers out of what Alice proposes.` },
};

/** Mallory's strategies that a scene offers, honest first. */
export function strategySwitch(fallback: Strategy, ...offered: readonly Strategy[]): SwitchSpec {
  const options = offered.map((s) => STRATEGIES[s]);
  return { id: "mallory", kind: "strategy", label: t`Mallory`, options, default: fallback };
}

/** A check that can be turned off, to see what it was good for. */
export function whatIf(id: string, label: string, hint: string): SwitchSpec {
  const options = [
    { value: "off", label: t`off`, hint: t`As it should be.` },
    { value: "on", label: t`on`, hint },
  ];
  return { id, kind: "whatIf", label, options, default: "off" };
}

/** Something to choose. */
export function choice(id: string, label: string, ...options: readonly SwitchOption[]): SwitchSpec {
  return { id, kind: "choice", label, options, default: options[0]?.value ?? "" };
}

/** The values that switches have before anything is thrown. */
export function defaultsOf(switches: readonly SwitchSpec[]): Readonly<Record<string, string>> {
  return Object.fromEntries(switches.map((s) => [s.id, s.default]));
}
