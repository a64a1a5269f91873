import type { Acting } from "../../sim/acting.ts";
import { publicKeyClient, publicKeyServer, type Way } from "../../sim/actors/publicKey.ts";
import type { HeldKey } from "../../sim/recording.ts";
import type { Scenario } from "../../sim/scenario.ts";
import { castOf } from "../cast.ts";
import { defaultsOf } from "../switches.ts";
import { bank, divert, PAYMENT } from "../tales.ts";
import type { SwitchSpec } from "../types.ts";
import { stealAndTry } from "./theft.ts";
import { person, SCENE_TIME, wire } from "./wire.ts";

/** Alice asks for Bob's public key and talks to him by it: what `asymmetric` and `symmetric` have in common. */
export function publicKeyScenario(way: Way, switches: readonly SwitchSpec[]): Scenario {
  return {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const key = await props.source.keyPair("key pair of bob", "RSA-OAEP 2048");
      const held: HeldKey = { key: props.key(key), part: "private", how: "made" };
      const cast = castOf(hops, true);
      const alice = publicKeyClient(person(props, "alice"), "bob", PAYMENT, way);
      const bob = publicKeyServer(person(props, "bob"), key, bank);
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob },
        mallory: { tamper: { rewrite: divert, target: "letters" }, active: null },
        watched: way === "letter",
      });
      async function* play(): Acting {
        yield* line.talk(alice, "alice");
        if (props.switches().theft !== "on" || line.mallory === null) return;
        yield* stealAndTry(line.mallory.self, line.mallory.onlooker, "bob", key);
      }
      return { cast, states: { bob: { keys: [held] } }, switchOwners: { mallory: "mallory", theft: "mallory" }, play };
    },
  };
}
