import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { signingKey } from "../../sim/identity.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { forgersDesk } from "../kits/forgeries.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, bobsIdentity, serverAuthority, showing } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [strategySwitch("off", "off", "eavesdrop", "tamper", "impersonate", "relay")];

export const scene: Scene = {
  card: cardOf("tls13"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M3", "M4", "M6", "M13"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const bob = await bobsIdentity(props, papers);
      const malloryKey = await signingKey(props, "mallory");
      const cast = castOf(hops, true, AUTHORITY);
      const ends = new Ends();
      const judge = tlsJudgeOfServers(person(props, "alice"), () => [papers.root]);
      const alice = aliceOverTls(props, ends, { judge });
      const server = bobOverTls(props, ends, { identity: carries(bob) });
      // Bob's certificate is public: whoever ever asked him has a copy. His key she does not have.
      const copy = showing(
        person(props, "mallory"),
        () => ({ ...bob, key: malloryKey }),
        () => true,
      );
      const mallory = malloryOverTls(props, ends, { identity: copy });
      const endpoints = { alice, bob: server };
      const states = {
        ...atHome(props, papers, bob),
        mallory: forgersDesk(props, new Map([["stolen", { chain: [], certificates: [], key: malloryKey }]])),
      };
      const play = (): Acting => talkTls({ cast, endpoints, mallory }, alice, "alice");
      return { cast, states, switchOwners: { mallory: "mallory" }, play };
    },
  },
};
