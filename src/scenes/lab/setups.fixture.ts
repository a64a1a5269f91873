import fc from "fast-check";
import {
  ASK_IDS,
  CALLER_IDS,
  FORGED_IDS,
  GROUP_IDS,
  HOPS,
  type LabSetup,
  normal,
  ON_OFF,
  PROTOCOL_IDS,
  RECORD_IDS,
  SESSION_IDS,
  SHOWN_IDS,
  SIGNER_IDS,
  STRATEGY_IDS,
  SUITE_IDS,
  TRUST_IDS,
  WEAKENING_IDS,
} from "./setup.ts";

/** Some of these, each once, in any order. */
function some<const T extends readonly string[]>(ids: T, minLength: number) {
  return fc.uniqueArray(fc.constantFrom<T[number]>(...ids), { minLength, maxLength: ids.length });
}

/** Mostly the first, else any. */
function mostly<const T extends readonly string[]>(ids: T, usual: T[number], weight: number) {
  return fc.oneof(
    { weight, arbitrary: fc.constant(usual) },
    { weight: 10 - weight, arbitrary: fc.constantFrom<T[number]>(...ids) },
  );
}

/** Mostly so many that any two of such lists have something in common, else any. */
function sharing<const T extends readonly string[]>(ids: T, least: number) {
  const enough = Math.floor(ids.length / 2) + 1;
  return fc.oneof({ weight: 9, arbitrary: some(ids, enough) }, { weight: 1, arbitrary: some(ids, least) });
}

/** Set-ups of every kind; what goes wrong in most of them is one or two things, so that the rest is seen too. */
export const setups: fc.Arbitrary<LabSetup> = fc
  .record({
    hops: fc.integer({ min: HOPS.min, max: HOPS.max }),
    aliceSuites: sharing(SUITE_IDS, 1),
    bobSuites: sharing(SUITE_IDS, 1),
    aliceGroups: sharing(GROUP_IDS, 1),
    bobGroups: sharing(GROUP_IDS, 1),
    aliceShares: some(GROUP_IDS, 0),
    aliceAlpn: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 5, arbitrary: sharing(PROTOCOL_IDS, 0) }),
    bobAlpn: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 5, arbitrary: sharing(PROTOCOL_IDS, 0) }),
    bobShows: mostly(SHOWN_IDS, "good", 7),
    aliceTrusts: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom<LabSetup["aliceTrusts"][]>("right", "right-and-mallory") },
      { weight: 2, arbitrary: fc.constantFrom(...TRUST_IDS) },
    ),
    bobAsks: fc.constantFrom(...ASK_IDS),
    aliceShows: mostly(SHOWN_IDS, "good", 6),
    bobTrusts: mostly(TRUST_IDS, "right", 7),
    sessions: fc.constantFrom(...SESSION_IDS),
    noAccount: mostly(ON_OFF, "off", 5),
    skipName: mostly(ON_OFF, "off", 8),
    ignoreDates: mostly(ON_OFF, "off", 8),
    ignoreUsage: mostly(ON_OFF, "off", 8),
    anyAuthority: mostly(ON_OFF, "off", 8),
    mallory: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...STRATEGY_IDS) },
      { weight: 4, arbitrary: fc.constantFrom<LabSetup["mallory"][]>("impersonate", "relay") },
    ),
    record: mostly(RECORD_IDS, "auto", 2),
    weakens: fc.constantFrom(...WEAKENING_IDS),
    malloryShows: fc.oneof(
      { weight: 7, arbitrary: fc.constantFrom<LabSetup["malloryShows"][]>("bobs", "bobs-and-key", "good") },
      { weight: 3, arbitrary: fc.constantFrom(...FORGED_IDS) },
    ),
    signedBy: fc.constantFrom(...SIGNER_IDS),
    malloryCalls: fc.constantFrom(...CALLER_IDS),
    change: fc.constantFrom(...ON_OFF),
  })
  .map(normal);
