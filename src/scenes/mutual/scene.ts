import { carries } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf } from "../cast.ts";
import { aliceWith, malloryWith } from "../kits/agreed.ts";
import { judgeOfServers } from "../kits/checks.ts";
import { forgersDesk, selfSigned } from "../kits/forgeries.ts";
import { bobOfTheClinic, mutualPapers } from "../kits/mutual.ts";
import { showing } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { defaultsOf, strategySwitch } from "../switches.ts";
import { alarm, TRUE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [strategySwitch("off", "off", "eavesdrop", "tamper", "impersonate", "relay")];

export const scene: Scene = {
  card: cardOf("mutual"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M6", "M7"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const cast = castOf(hops, true, AUTHORITY, CLINIC);
      const judge = judgeOfServers(person(props, "alice"), () => [mutual.papers.root]);
      const alice = aliceWith(props, { text: TRUE_READING, judge, identity: carries(mutual.alice) });
      const forged = await selfSigned(props, mutual.papers.root);
      const shown = showing(
        person(props, "mallory"),
        () => forged,
        () => false,
      );
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob: bobOfTheClinic(props, mutual, false) },
        mallory: malloryWith(props, { identity: shown, eager: false, asks: true, rewrite: alarm }),
      });
      const states = { ...mutual.states, mallory: forgersDesk(props, new Map([["self-signed", forged]])) };
      return { cast, states, switchOwners: { mallory: "mallory" }, play: () => line.talk(alice, "alice") };
    },
  },
};
