import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import type { HeldKey } from "../../sim/recording.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf } from "../cast.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { mutualPapers } from "../kits/mutual.ts";
import { showing } from "../kits/papers.ts";
import { aliceOverTls, Ends, tlsJudgeOfServers } from "../kits/tls.ts";
import { clinicOverTls } from "../kits/tlsMutual.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf } from "../switches.ts";
import { TRUE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { ALICES_PAPERS, alicesPapers } from "./papers.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [choice("papers", t`Alice’s certificate`, ...ALICES_PAPERS)];

export const scene: Scene = {
  card: cardOf("late-rejection"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M11"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const papers = await alicesPapers(props, mutual);
      const cast = castOf(hops, false, AUTHORITY, CLINIC);
      const ends = new Ends();
      const self = person(props, "alice");
      const alice = aliceOverTls(props, ends, {
        text: TRUE_READING,
        judge: tlsJudgeOfServers(self, () => [mutual.papers.root], false),
        identity: showing(
          self,
          () => papers.get(props.switches().papers ?? "expired") ?? null,
          () => false,
        ),
        gone: ends.gone("bob"),
      });
      const endpoints = { alice, bob: clinicOverTls(props, ends, mutual, false) };
      const keys = [...new Set([...papers.values()].map(({ key }) => props.key(key)))];
      const desk = { keys: keys.map((key): HeldKey => ({ key, part: "private", how: "made" })), certificates: [] };
      const states = { ...mutual.states, alice: { ...mutual.states.alice, ...desk } };
      const play = (): Acting => talkTls({ cast, endpoints, mallory: null }, alice, "alice");
      return { cast, states, switchOwners: { papers: "alice" }, play };
    },
  },
};
