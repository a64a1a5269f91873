import { plainClient, plainServer } from "../../sim/actors/plain.ts";
import { cardOf } from "../cards.ts";
import { castOf } from "../cast.ts";
import { person, SCENE_TIME, talkAlone } from "../kits/line.ts";
import { tellOnPaper } from "../phrases/paper.ts";
import { bank, PAYMENT } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

export const scene: Scene = {
  card: cardOf("direct"),
  hops: { min: 0, max: 0, default: 0 },
  switches: [],
  predictions,
  opening,
  words: tellOnPaper(beats),
  leavesOut,
  breaks: [],
  scenario: {
    time: SCENE_TIME,
    defaults: {},
    prepare: async (props, { hops }) => {
      const cast = castOf(hops, false);
      const alice = plainClient(person(props, "alice"), "bob", PAYMENT);
      const endpoints = { alice, bob: plainServer(person(props, "bob"), bank) };
      return { cast, states: {}, switchOwners: {}, play: () => talkAlone(cast, endpoints, alice, "alice") };
    },
  },
};
