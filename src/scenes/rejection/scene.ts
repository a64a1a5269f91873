import { t } from "../../language/t.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { aliceWith, bobWith, malloryWith } from "../kits/agreed.ts";
import { ALICE_WHAT_IFS, judgeOfServers } from "../kits/checks.ts";
import { forgersDesk, SERVER_FORGERIES, serverForgeries } from "../kits/forgeries.ts";
import { atHome, bobsIdentity, serverAuthority, showing } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("impersonate", "off", "impersonate", "relay"),
  choice("forgery", t`She shows`, ...SERVER_FORGERIES),
  ...ALICE_WHAT_IFS,
];

export const scene: Scene = {
  card: cardOf("rejection"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M6", "M10", "M14"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const bob = await bobsIdentity(props, papers);
      const forgeries = await serverForgeries(props, papers, bob);
      const cast = castOf(hops, true, AUTHORITY);
      const alice = aliceWith(props, { judge: judgeOfServers(person(props, "alice"), () => [papers.root]) });
      const chosen = () => props.switches().forgery ?? "self-signed";
      const forged = showing(
        person(props, "mallory"),
        () => forgeries.get(chosen()) ?? null,
        () => chosen() === "stolen",
      );
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob: bobWith(props, { identity: carries(bob) }) },
        mallory: malloryWith(props, { identity: forged, eager: false }),
      });
      const states = {
        ...atHome(props, papers, bob),
        mallory: forgersDesk(props, forgeries),
      };
      const whatIfs = Object.fromEntries(ALICE_WHAT_IFS.map((s) => [s.id, "alice"]));
      const switchOwners = { mallory: "mallory", forgery: "mallory", ...whatIfs };
      return { cast, states, switchOwners, play: () => line.talk(alice, "alice") };
    },
  },
};
