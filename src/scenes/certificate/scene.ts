import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { signingKey } from "../../sim/identity.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { aliceWith, bobWith, malloryWith } from "../kits/agreed.ts";
import { ALICE_WHAT_IFS, judgeOfServers } from "../kits/checks.ts";
import { forgersDesk } from "../kits/forgeries.ts";
import { authorityDesk, bobsIdentity, serverAuthority, showing } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("off", "off", "eavesdrop", "tamper", "impersonate", "relay"),
  ...ALICE_WHAT_IFS.filter((s) => s.id === "skip-signature"),
];

export const scene: Scene = {
  card: cardOf("certificate"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M3", "M4", "M5", "M6", "M8", "M13"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const malloryKey = await signingKey(props, "mallory");
      let bob: Identity | null = null;
      const cast = castOf(hops, true, AUTHORITY);
      const self = person(props, "alice");
      const alice = aliceWith(props, { judge: judgeOfServers(self, () => [papers.root]) });
      const bobEnd = bobWith(props, {
        // biome-ignore lint/correctness/useYield: taking it out is no step; getting it was.
        identity: async function* () {
          return bob;
        },
      });
      /** Bob's certificate is public: whoever ever asked him has a copy. His key she does not have. */
      const shown = () => (bob === null ? null : { ...bob, key: malloryKey });
      const copied = showing(person(props, "mallory"), shown, () => true);
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob: bobEnd },
        mallory: malloryWith(props, { identity: copied, eager: false, target: "halves" }),
      });
      async function* play(): Acting {
        const key = await signingKey(props, "bob");
        const id = props.key(key);
        yield { type: "makes", actor: "bob", what: "keyPair", keys: [id], certificate: null };
        yield { type: "asksFor", actor: "bob", authority: "authority", key: id, host: "bob.example" };
        bob = await bobsIdentity(props, papers, key);
        yield { type: "issues", actor: "authority", to: "bob", certificate: bob.certificates[0] ?? "" };
        yield { type: "leaves", actor: "authority" };
        yield* line.talk(alice, "alice");
      }
      const states = {
        alice: { trust: [papers.root.certificate] },
        mallory: forgersDesk(props, new Map([["stolen", { chain: [], certificates: [], key: malloryKey }]])),
        authority: authorityDesk(props, true, papers.root, papers.office),
      };
      return { cast, states, switchOwners: { mallory: "mallory", "skip-signature": "alice" }, play };
    },
  },
};
