import type { Props } from "../../sim/props.ts";
import { RecordCount } from "../../sim/tls/attacks/count.ts";
import { downgrade, type Weakening } from "../../sim/tls/attacks/downgrade.ts";
import { drop } from "../../sim/tls/attacks/drop.ts";
import { type Replayer, replayer } from "../../sim/tls/attacks/replay.ts";
import { tamper, tamperWith } from "../../sim/tls/attacks/tamper.ts";
import { couldBeGoodbye, truncate } from "../../sim/tls/attacks/truncate.ts";
import type { Attack, TlsMalloryPlan } from "../../sim/tls/mallory.ts";
import { MALLORY } from "../cast.ts";
import { person } from "../kits/line.ts";
import { common, type LabSetup } from "./setup.ts";
import { GROUP_NAMES, SUITE_NAMES } from "./wishes.ts";

/** What Mallory can do on the way, and what she has to see for it. */
export type Attacks = Readonly<{
  attacks: NonNullable<TlsMalloryPlan["attacks"]>;
  count: RecordCount;
  replay: Replayer;
}>;

export function attacksOf(props: Props, setup: LabSetup): Attacks {
  const self = person(props, MALLORY);
  const count = new RecordCount();
  const chosen = () => {
    const record = props.switches().record ?? "auto";
    return record === "auto" ? null : Number(record);
  };
  const asSuits = tamper(self);
  const asChosen = tamperWith(self, (packet) => count.find(packet, chosen() ?? 0));
  const spoil: Attack = (packet) => (chosen() === null ? asSuits : asChosen)(packet);
  const replay = replayer(self, "alice", () => props.switches().mallory === "replay");
  const attacks = {
    tamper: spoil,
    drop: drop(self, (packet) => {
      const number = chosen();
      return number === null || count.find(packet, number) !== null;
    }),
    truncate: truncate(self, (packet) => {
      const number = chosen();
      return number === null ? couldBeGoodbye(packet) : count.reaches(packet, number);
    }),
    replay: replay.attack,
    downgrade: weakening(props, setup),
  };
  return { attacks, count, replay };
}

/** She takes out what the two would agree on, or has Alice send a half that they would not. */
function weakening(props: Props, setup: LabSetup): Attack {
  const self = person(props, MALLORY);
  const { group, suite } = common(setup);
  // The only one she leaves: a hello that offers nothing is none.
  const groups = group === null || setup.aliceGroups.length < 2 ? [] : [GROUP_NAMES[group]];
  const suites = suite === null || setup.aliceSuites.length < 2 ? [] : [SUITE_NAMES[suite]];
  const other = setup.aliceGroups.find((one) => !setup.aliceShares.includes(one)) ?? setup.aliceGroups[0] ?? "x25519";
  const plan: Weakening = { how: () => "out", groups: [], suites: [], instead: GROUP_NAMES[other] };
  const byGroup = downgrade(self, { ...plan, groups });
  const bySuite = downgrade(self, { ...plan, suites });
  const byRetry = downgrade(self, { ...plan, how: () => "retry" });
  return (packet) => {
    const weakens = props.switches().weakens;
    return (weakens === "suite" ? bySuite : weakens === "retry" ? byRetry : byGroup)(packet);
  };
}
