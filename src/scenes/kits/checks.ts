import { t } from "../../language/t.ts";
import type { CheckId } from "../../pki/verdict.ts";
import type { Judge } from "../../sim/actors/halves.ts";
import type { Self } from "../../sim/actors/letters.ts";
import { type Authority, judgeFor } from "../../sim/identity.ts";
import type { SwitchId } from "../../sim/recording.ts";
import { whatIf } from "../switches.ts";
import type { SwitchSpec } from "../types.ts";

/** Which what-if turns off which check. */
export const SKIPS: ReadonlyMap<SwitchId, CheckId> = new Map<SwitchId, CheckId>([
  ["any-authority", "chain"],
  ["skip-name", "name"],
  ["ignore-dates", "dates"],
  ["ignore-usage", "usage"],
  ["skip-signature", "possession"],
]);

/** The what-ifs about Alice's checks of Bob. */
export const ALICE_WHAT_IFS: readonly SwitchSpec[] = [
  whatIf("any-authority", t`Alice accepts any authority`, t`She does not ask who signed.`),
  whatIf("skip-name", t`Alice skips the name`, t`She does not look for whom it was made out.`),
  whatIf("ignore-dates", t`Alice ignores the dates`, t`She takes what has expired.`),
  whatIf("skip-signature", t`Nobody checks the signature`, t`A valid certificate is proof enough, she thinks.`),
];

/** The what-ifs about Bob's checks of his client. */
export const BOB_WHAT_IFS: readonly SwitchSpec[] = [
  whatIf("ask-only", t`Bob asks but does not insist`, t`Who shows no certificate comes in all the same.`),
  whatIf("any-authority", t`Bob accepts any authority`, t`He does not ask who signed.`),
  whatIf("ignore-usage", t`Bob ignores what it is for`, t`He takes a server’s certificate from a client.`),
  whatIf("skip-signature", t`Bob skips the signature`, t`A valid certificate is proof enough, he thinks.`),
];

/** A client's judgement of who answers. `skips`: whether the scene's what-ifs are about it. */
export function judgeOfServers(self: Self, anchors: () => readonly Authority[], skips = true): Judge {
  return judgeFor(self, { purpose: "server", name: null, anchors, skips: skips ? SKIPS : new Map() });
}

/** Bob's judgement of who calls. `skips`: whether the scene's what-ifs are about him. */
export function judgeOfClients(self: Self, anchors: () => readonly Authority[], skips: boolean): Judge {
  return judgeFor(self, { purpose: "client", name: "alice.example", anchors, skips: skips ? SKIPS : new Map() });
}
