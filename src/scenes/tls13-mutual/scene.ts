import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf } from "../cast.ts";
import { forgersDesk, selfSigned } from "../kits/forgeries.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { mutualPapers } from "../kits/mutual.ts";
import { showing } from "../kits/papers.ts";
import { aliceOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { clinicOverTls } from "../kits/tlsMutual.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { defaultsOf, strategySwitch } from "../switches.ts";
import { TRUE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [strategySwitch("off", "off", "eavesdrop", "tamper", "impersonate", "relay")];

export const scene: Scene = {
  card: cardOf("tls13-mutual"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M6", "M7"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const cast = castOf(hops, true, AUTHORITY, CLINIC);
      const ends = new Ends();
      const judge = tlsJudgeOfServers(person(props, "alice"), () => [mutual.papers.root]);
      const alice = aliceOverTls(props, ends, { text: TRUE_READING, judge, identity: carries(mutual.alice) });
      const forged = await selfSigned(props, mutual.papers.root);
      const shown = showing(
        person(props, "mallory"),
        () => forged,
        () => false,
      );
      const mallory = malloryOverTls(props, ends, { identity: shown, asks: true, rewrite: () => null });
      const endpoints = { alice, bob: clinicOverTls(props, ends, mutual, false) };
      const states = { ...mutual.states, mallory: forgersDesk(props, new Map([["self-signed", forged]])) };
      const play = (): Acting => talkTls({ cast, endpoints, mallory }, alice, "alice");
      return { cast, states, switchOwners: { mallory: "mallory" }, play };
    },
  },
};
