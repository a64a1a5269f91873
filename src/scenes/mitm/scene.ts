import { t } from "../../language/t.ts";
import { cardOf } from "../cards.ts";
import { castOf } from "../cast.ts";
import { aliceWith, bobWith, malloryWith } from "../kits/agreed.ts";
import { SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("relay", "off", "eavesdrop", "tamper", "impersonate", "relay"),
  choice(
    "change",
    t`What she relays`,
    { value: "off", label: t`as it is`, hint: t`She reads everything and changes nothing.` },
    { value: "on", label: t`changed`, hint: t`She reads everything and rewrites it to her liking.` },
  ),
];

export const scene: Scene = {
  card: cardOf("mitm"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M2", "M12"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const cast = castOf(hops, true);
      const alice = aliceWith(props);
      const endpoints = { alice, bob: bobWith(props) };
      const line = wire({ props, cast, endpoints, mallory: malloryWith(props) });
      const switchOwners = { mallory: "mallory", change: "mallory" };
      return { cast, states: {}, switchOwners, play: () => line.talk(alice, "alice") };
    },
  },
};
