import fc from "fast-check";
import {
  ASK_IDS,
  FORGED_IDS,
  GROUP_IDS,
  HOPS,
  type LabSetup,
  normal,
  ON_OFF,
  PROTOCOL_IDS,
  RECORD_IDS,
  SHOWN_IDS,
  SIGNER_IDS,
  STRATEGY_IDS,
  SUITE_IDS,
  TRUST_IDS,
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

/** Set-ups of every kind; what goes wrong in most of them is one or two things, so that the rest is seen too. */
export const setups: fc.Arbitrary<LabSetup> = fc
  .record({
    hops: fc.integer({ min: HOPS.min, max: HOPS.max }),
    aliceSuites: some(SUITE_IDS, 1),
    bobSuites: some(SUITE_IDS, 1),
    aliceGroups: some(GROUP_IDS, 1),
    bobGroups: some(GROUP_IDS, 1),
    aliceShares: some(GROUP_IDS, 0),
    aliceAlpn: some(PROTOCOL_IDS, 0),
    bobAlpn: some(PROTOCOL_IDS, 0),
    bobShows: mostly(SHOWN_IDS, "good", 6),
    aliceTrusts: mostly(TRUST_IDS, "right", 5),
    bobAsks: fc.constantFrom(...ASK_IDS),
    aliceShows: mostly(SHOWN_IDS, "good", 5),
    bobTrusts: mostly(TRUST_IDS, "right", 7),
    skipName: mostly(ON_OFF, "off", 8),
    ignoreDates: mostly(ON_OFF, "off", 8),
    ignoreUsage: mostly(ON_OFF, "off", 8),
    anyAuthority: mostly(ON_OFF, "off", 8),
    mallory: fc.constantFrom(...STRATEGY_IDS),
    record: mostly(RECORD_IDS, "auto", 3),
    malloryShows: mostly(FORGED_IDS, "good", 3),
    signedBy: fc.constantFrom(...SIGNER_IDS),
    change: fc.constantFrom(...ON_OFF),
  })
  .map(normal);
