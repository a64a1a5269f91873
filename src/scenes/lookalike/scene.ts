import { t } from "../../language/t.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { certify, identityOf, signingKey } from "../../sim/identity.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { aliceWith, bobWith, malloryWith } from "../kits/agreed.ts";
import { ALICE_WHAT_IFS, judgeOfServers } from "../kits/checks.ts";
import { atHome, bobsIdentity, deskOf, serverAuthority } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("impersonate", "off", "impersonate"),
  choice(
    "asks",
    t`Alice asks for`,
    {
      value: "b0b.example",
      label: t`b0b.example`,
      hint: t`She follows a link in a message: a zero, where an o should be.`,
    },
    { value: "bob.example", label: "bob.example", hint: t`She types the name that she knows.` },
  ),
  ...ALICE_WHAT_IFS.filter((s) => s.id === "skip-name"),
];

export const scene: Scene = {
  card: cardOf("lookalike"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M1"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const bob = await bobsIdentity(props, papers);
      const key = await signingKey(props, "mallory");
      const wish = { subject: "b0b.example", names: ["b0b.example"], usages: ["serverAuth"] } as const;
      const b0b = identityOf(key, await certify(props, wish, key, papers.office), papers.office);
      const asked = () => props.switches().asks ?? "b0b.example";
      const judge = judgeOfServers(person(props, "alice"), () => [papers.root]);
      const cast = castOf(hops, true, AUTHORITY);
      const alice = aliceWith(props, { judge, serverName: asked });
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob: bobWith(props, { identity: carries(bob) }) },
        mallory: malloryWith(props, { identity: carries(b0b), eager: false }),
      });
      const states = {
        ...atHome(props, papers, bob),
        mallory: deskOf(props, b0b),
      };
      const switchOwners = { mallory: "mallory", asks: "alice", "skip-name": "alice" };
      return { cast, states, switchOwners, play: () => line.talk(alice, "alice") };
    },
  },
};
