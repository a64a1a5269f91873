import { plainClient, plainServer } from "../../sim/actors/plain.ts";
import { cardOf } from "../cards.ts";
import { castOf } from "../cast.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tellOnPaper } from "../phrases/paper.ts";
import { defaultsOf, strategySwitch } from "../switches.ts";
import { bank, divert, PAYMENT } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [strategySwitch("tamper", "off", "eavesdrop", "tamper")];

export const scene: Scene = {
  card: cardOf("routers"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellOnPaper(beats),
  leavesOut,
  breaks: ["M12"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const cast = castOf(hops, true);
      const alice = plainClient(person(props, "alice"), "bob", PAYMENT);
      const bob = plainServer(person(props, "bob"), bank);
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob },
        mallory: { tamper: { rewrite: divert, target: "letters" }, active: null },
        hopByHop: true,
        watched: true,
      });
      return { cast, states: {}, switchOwners: { mallory: "mallory" }, play: () => line.talk(alice, "alice") };
    },
  },
};
