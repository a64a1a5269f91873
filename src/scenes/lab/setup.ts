import * as v from "valibot";
import { FAULT_IDS } from "../../pki/issue/faults.ts";

/** The lab's vocabulary: how things are called in an address, in the order in which the lab offers them. */
export const SUITE_IDS = ["aes128", "aes256", "chacha20"] as const;
export const GROUP_IDS = ["x25519", "p256", "p384", "mlkem"] as const;
export const PROTOCOL_IDS = ["h2", "http1.1", "mqtt"] as const;
/** What an end shows: a certificate that is in order, or one with a fault of the kit. */
export const SHOWN_IDS = ["good", ...FAULT_IDS] as const;
/** What Mallory shows: Bob's own certificate without its key or with it, or one made in his name. */
export const FORGED_IDS = ["bobs", "bobs-and-key", ...SHOWN_IDS] as const;
/** Who signed what Mallory had made: an authority of her own, or the real one, which she has fooled. */
export const SIGNER_IDS = ["own", "fooled"] as const;
/** What Mallory shows Bob when she calls him as Alice: nothing, what Alice has shown her, or what her own authority says. */
export const CALLER_IDS = ["nothing", "alices", "own"] as const;
/** Whom an end trusts: the authority of the other end, Mallory's, one that has nothing to do with anybody, nobody. */
export const TRUST_IDS = ["right", "right-and-mallory", "mallory", "other", "none"] as const;
export const ASK_IDS = ["none", "ask", "require"] as const;
export const STRATEGY_IDS = [
  "off",
  "eavesdrop",
  "tamper",
  "drop",
  "truncate",
  "impersonate",
  "relay",
  "replay",
  "downgrade",
] as const;
/** Whether Alice comes a second time with a ticket of the first, and with her letter in the hello (RFC 8446 §2.2, §2.3). */
export const SESSION_IDS = ["off", "on", "early"] as const;
/** How Mallory weakens a hello: takes out the best group or suite, or asks for another half in Bob’s name. */
export const WEAKENING_IDS = ["group", "suite", "retry"] as const;
export const ON_OFF = ["off", "on"] as const;
/** The record that Mallory spoils, drops or begins to swallow at: counted as they come by her; auto: as it suits her. */
export const RECORD_IDS = [
  "auto",
  ...["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"],
] as const;

export const HOPS = { min: 1, max: 8, default: 3 } as const;

/** Some of these, at least so many, each once, in order of preference. */
function some<const T extends readonly string[]>(ids: T, least: number) {
  return v.pipe(
    v.array(v.picklist(ids)),
    v.minLength(least),
    v.check((list) => new Set(list).size === list.length),
    v.readonly(),
  );
}

/** What a set-up may hold; `normal` sees to what its parts must have in common. */
export const setupSchema = v.strictObject({
  hops: v.pipe(v.number(), v.integer(), v.minValue(HOPS.min), v.maxValue(HOPS.max)),
  /** In order of preference, as all such lists. */
  aliceSuites: some(SUITE_IDS, 1),
  bobSuites: some(SUITE_IDS, 1),
  aliceGroups: some(GROUP_IDS, 1),
  bobGroups: some(GROUP_IDS, 1),
  /** Of which groups Alice's first ClientHello holds a share (RFC 8446 §4.2.8). */
  aliceShares: some(GROUP_IDS, 0),
  aliceAlpn: some(PROTOCOL_IDS, 0),
  bobAlpn: some(PROTOCOL_IDS, 0),
  bobShows: v.picklist(SHOWN_IDS),
  aliceTrusts: v.picklist(TRUST_IDS),
  bobAsks: v.picklist(ASK_IDS),
  aliceShows: v.picklist(SHOWN_IDS),
  bobTrusts: v.picklist(TRUST_IDS),
  sessions: v.picklist(SESSION_IDS),
  /** Whether Bob forgets which tickets were used (§8.1). */
  noAccount: v.picklist(ON_OFF),
  /** Checks that Alice leaves out. */
  skipName: v.picklist(ON_OFF),
  ignoreDates: v.picklist(ON_OFF),
  ignoreUsage: v.picklist(ON_OFF),
  anyAuthority: v.picklist(ON_OFF),
  mallory: v.picklist(STRATEGY_IDS),
  record: v.picklist(RECORD_IDS),
  weakens: v.picklist(WEAKENING_IDS),
  malloryShows: v.picklist(FORGED_IDS),
  signedBy: v.picklist(SIGNER_IDS),
  /** To Bob, when she relays and he asks. */
  malloryCalls: v.picklist(CALLER_IDS),
  /** Whether she rewrites what she relays. */
  change: v.picklist(ON_OFF),
});

/** A set-up of the lab: what a run begins with. What happens then is up to the engine. */
export type LabSetup = Readonly<v.InferOutput<typeof setupSchema>>;

export type Shown = (typeof SHOWN_IDS)[number];
export type Forged = (typeof FORGED_IDS)[number];
export type Trust = (typeof TRUST_IDS)[number];

/** Where nothing is chosen: two ends as they are today, with nothing wrong at all, and routers that only carry. */
export const DEFAULT_SETUP: LabSetup = {
  hops: HOPS.default,
  aliceSuites: ["aes128", "aes256", "chacha20"],
  bobSuites: ["aes128", "aes256", "chacha20"],
  aliceGroups: ["x25519", "p256"],
  bobGroups: ["x25519", "p256"],
  aliceShares: ["x25519"],
  aliceAlpn: [],
  bobAlpn: [],
  bobShows: "good",
  aliceTrusts: "right",
  bobAsks: "none",
  aliceShows: "good",
  bobTrusts: "right",
  sessions: "off",
  noAccount: "off",
  skipName: "off",
  ignoreDates: "off",
  ignoreUsage: "off",
  anyAuthority: "off",
  mallory: "off",
  record: "auto",
  weakens: "group",
  malloryShows: "self-signed",
  signedBy: "own",
  malloryCalls: "nothing",
  change: "off",
};

/** The set-up with its shares in the order of its groups, and none of a group that is not offered (RFC 8446 §4.2.8). */
export function normal(setup: LabSetup): LabSetup {
  const { aliceGroups, aliceShares } = setup;
  return { ...setup, aliceShares: aliceGroups.filter((group) => aliceShares.includes(group)) };
}

/** What the two ends agree on, by the server's preference (RFC 8446 §4.1.1, RFC 7301 §3.2). */
export type Common = Readonly<{
  suite: LabSetup["bobSuites"][number] | null;
  group: LabSetup["bobGroups"][number] | null;
  /** null also where one of the two names none, which is no trouble. */
  protocol: LabSetup["bobAlpn"][number] | null;
  /** What they need and lack, the first that the server looks at. */
  missing: "cipher suite" | "application protocol" | "group" | null;
}>;

/** Works out what there is to agree on. Of the common groups, one that has a share already goes before all others. */
export function common(setup: LabSetup): Common {
  const suite = setup.bobSuites.find((one) => setup.aliceSuites.includes(one)) ?? null;
  const groups = setup.bobGroups.filter((one) => setup.aliceGroups.includes(one));
  const group = groups.find((one) => setup.aliceShares.includes(one)) ?? groups[0] ?? null;
  const protocol = setup.bobAlpn.find((one) => setup.aliceAlpn.includes(one)) ?? null;
  const needsProtocol = setup.bobAlpn.length > 0 && setup.aliceAlpn.length > 0;
  const missing =
    suite === null
      ? "cipher suite"
      : needsProtocol && protocol === null
        ? "application protocol"
        : group === null
          ? "group"
          : null;
  return { suite, group, protocol, missing };
}
