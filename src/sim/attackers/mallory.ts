import type { Acting, Sending } from "../acting.ts";
import type { Self, Service } from "../actors/letters.ts";
import type { Interceptor } from "../network/network.ts";
import type { PacketArtifact, Strategy } from "../recording.ts";
import { strategyNamed } from "../world.ts";
import { impersonate } from "./impersonate.ts";
import { type Guise, Mind } from "./mind.ts";
import type { Onlooker } from "./onlooker.ts";
import { type RelayPlan, relay } from "./relay.ts";
import { type TamperPlan, tamper } from "./tamper.ts";

export type MalloryPlan = Readonly<{
  tamper: TamperPlan;
  /** How she poses as one end to the other; null where a scene has no such strategy. */
  active: Readonly<{ guise: Guise; service: Service; relay: RelayPlan }> | null;
}>;

/**
 * A router that turns on those whose packets it carries. She gets packets and has her own keys; how she acts is
 * decided anew for every packet, by the strategy in force when it reaches her.
 */
export function mallory(self: Self, onlooker: Onlooker, plan: MalloryPlan): Interceptor {
  const strategy = () => strategyNamed(self.props.switches().mallory ?? "off");
  const still = (begun: Strategy) => strategy() === begun;
  const active =
    plan.active === null ? null : { ...plan.active, mind: new Mind(self, onlooker, plan.active.guise, still) };

  async function* intercept(packet: PacketArtifact): Acting<readonly Sending[]> {
    await onlooker.see(packet);
    const chosen = strategy();
    if (chosen === "eavesdrop") yield* onlooker.look(packet);
    if (chosen === "tamper")
      return yield* tamper({ self, onlooker, ...plan.tamper, still: () => still("tamper") }, packet);
    if (active === null || chosen === "off" || chosen === "eavesdrop") return [packet];
    return chosen === "relay"
      ? yield* relay(active.mind, active.relay, packet)
      : yield* impersonate(active.mind, active.service, packet);
  }

  return { at: self.id, strategy, intercept };
}
