import { t } from "../../language/t.ts";
import { agreementClient } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf, NOT_ALICE } from "../cast.ts";
import { groupOf } from "../kits/agreed.ts";
import { BOB_WHAT_IFS, judgeOfServers } from "../kits/checks.ts";
import { CLIENT_FORGERIES, clientForgeries, forgersDesk } from "../kits/forgeries.ts";
import { bobOfTheClinic, mutualPapers } from "../kits/mutual.ts";
import { showing } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf } from "../switches.ts";
import { FALSE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [choice("forgery", t`Not-Alice shows`, ...CLIENT_FORGERIES), ...BOB_WHAT_IFS];

export const scene: Scene = {
  card: cardOf("client-rejection"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M6", "M10", "M11"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const forgeries = await clientForgeries(props, mutual.clinic, mutual.alice);
      const cast = castOf(hops, false, NOT_ALICE, AUTHORITY, CLINIC);
      const self = person(props, "notAlice");
      const shown = () => props.switches().forgery ?? "none";
      const notAlice = agreementClient(self, {
        peer: "bob",
        believes: "Bob",
        serverName: () => "bob.example",
        group: groupOf(props),
        text: FALSE_READING,
        // Not-Alice wants the real Bob, and checks him as Alice would; the what-ifs are about Bob's checks.
        judge: judgeOfServers(self, () => [mutual.papers.root], false),
        identity: showing(
          self,
          () => forgeries.get(shown()) ?? null,
          () => shown() === "stolen",
        ),
        honest: false,
      });
      const bob = bobOfTheClinic(props, mutual, true);
      const line = wire({
        props,
        cast,
        endpoints: { notAlice, bob },
        mallory: null,
      });
      const states = {
        ...mutual.states,
        notAlice: { ...forgersDesk(props, forgeries), trust: [mutual.papers.root.certificate] },
      };
      const whatIfs = Object.fromEntries(BOB_WHAT_IFS.map((s) => [s.id, "bob"]));
      const switchOwners = { forgery: "notAlice", ...whatIfs };
      return { cast, states, switchOwners, play: () => line.talk(notAlice, "notAlice") };
    },
  },
};
