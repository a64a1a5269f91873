import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { agreementClient, carries } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf, NOT_ALICE } from "../cast.ts";
import { aliceWith, bobWith, groupOf } from "../kits/agreed.ts";
import { judgeOfServers } from "../kits/checks.ts";
import { atHome, bobsIdentity, serverAuthority } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf } from "../switches.ts";
import { clinic, FALSE_READING, TRUE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  choice(
    "caller",
    t`Who calls`,
    { value: "not-alice", label: t`not-Alice`, hint: t`Somebody else, who says that they are Alice.` },
    { value: "alice", label: t`Alice`, hint: t`The real one.` },
  ),
];

export const scene: Scene = {
  card: cardOf("unknown-client"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M2"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const bob = await bobsIdentity(props, papers);
      const cast = castOf(hops, false, NOT_ALICE, AUTHORITY);
      const anchors = () => [papers.root];
      const alice = aliceWith(props, { text: TRUE_READING, judge: judgeOfServers(person(props, "alice"), anchors) });
      const impostor = person(props, "notAlice");
      const notAlice = agreementClient(impostor, {
        peer: "bob",
        believes: "Bob",
        serverName: () => "bob.example",
        group: groupOf(props),
        text: FALSE_READING,
        judge: judgeOfServers(impostor, anchors),
        identity: carries(null),
        honest: false,
      });
      const bobEnd = bobWith(props, { identity: carries(bob), service: clinic });
      const endpoints = { alice, notAlice, bob: bobEnd };
      const line = wire({ props, cast, endpoints, mallory: null });
      function play(): Acting {
        return props.switches().caller === "alice" ? line.talk(alice, "alice") : line.talk(notAlice, "notAlice");
      }
      const states = {
        ...atHome(props, papers, bob),
        notAlice: { trust: [papers.root.certificate] },
      };
      return { cast, states, switchOwners: { caller: "alice" }, play };
    },
  },
};
