import { t } from "../../language/t.ts";
import type { Acting, Endpoint } from "../../sim/acting.ts";
import { publicKeyClient, publicKeyServer } from "../../sim/actors/publicKey.ts";
import type { HeldKey } from "../../sim/recording.ts";
import { cardOf } from "../cards.ts";
import { castOf } from "../cast.ts";
import { aliceWith, bobWith, malloryWith } from "../kits/agreed.ts";
import { stealAndTry } from "../kits/theft.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import { bank } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("off", "off", "eavesdrop", "tamper"),
  choice(
    "group",
    t`Halves of`,
    { value: "X25519", label: "X25519", hint: t`The curve that nearly everybody uses today.` },
    { value: "P-256", label: "P-256", hint: t`The older curve of the NIST.` },
  ),
  choice(
    "theft",
    t`Later`,
    {
      value: "on",
      label: t`Bob’s key is stolen`,
      hint: t`Mallory steals Bob’s long-term key and tries it on all her copies.`,
    },
    { value: "off", label: t`nothing happens`, hint: t`Bob keeps his long-term key to himself.` },
  ),
];

/** What Alice wrote yesterday, the old way. */
const YESTERDAY = "Please pay Dave 5 coins";

export const scene: Scene = {
  card: cardOf("agreement"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M3"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const key = await props.source.keyPair("key pair of bob", "RSA-OAEP 2048");
      const held: HeldKey = { key: props.key(key), part: "private", how: "made" };
      const cast = castOf(hops, true);
      const [alice, bob] = [aliceWith(props), bobWith(props)];
      const oldAlice = publicKeyClient(person(props, "alice"), "bob", YESTERDAY, "key");
      const oldBob = publicKeyServer(person(props, "bob"), key, bank);
      const endpoints: Record<string, Endpoint> = { alice: oldAlice, bob: oldBob };
      const line = wire({ props, cast, endpoints, mallory: malloryWith(props) });
      async function* past(): Acting {
        yield* line.talk(oldAlice, "alice");
        Object.assign(endpoints, { alice, bob });
      }
      async function* play(): Acting {
        yield* line.talk(alice, "alice");
        if (props.switches().theft !== "on" || line.mallory === null) return;
        yield* stealAndTry(line.mallory.self, line.mallory.onlooker, "bob", key);
      }
      const switchOwners = { mallory: "mallory", theft: "mallory", group: "alice" };
      return { cast, states: { bob: { keys: [held] } }, switchOwners, past, play };
    },
  },
};
