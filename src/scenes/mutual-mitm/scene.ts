import { t } from "../../language/t.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { certify, identityOf, signingKey } from "../../sim/identity.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf } from "../cast.ts";
import { aliceWith, malloryWith } from "../kits/agreed.ts";
import { BOB_WHAT_IFS, judgeOfServers } from "../kits/checks.ts";
import { malloryAuthority } from "../kits/forgeries.ts";
import { bobOfTheClinic, mutualPapers } from "../kits/mutual.ts";
import { deskOf } from "../kits/papers.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tell } from "../phrases/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import { alarm, TRUE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("relay", "off", "eavesdrop", "relay"),
  choice(
    "careless",
    "Alice",
    {
      value: "on",
      label: t`trusts Mallory’s authority`,
      hint: t`She once installed a root certificate that somebody sent her.`,
    },
    { value: "off", label: t`trusts only the real one`, hint: t`Nobody talked her into installing anything.` },
  ),
  choice(
    "change",
    t`What she relays`,
    { value: "on", label: t`changed`, hint: t`She rewrites what she relays, where it gets through.` },
    { value: "off", label: t`as it is`, hint: t`She changes nothing.` },
  ),
  ...BOB_WHAT_IFS.filter((s) => s.id === "skip-signature"),
];

export const scene: Scene = {
  card: cardOf("mutual-mitm"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tell(beats),
  leavesOut,
  breaks: ["M7", "M12", "M14"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const ownRoot = await malloryAuthority(props);
      const key = await signingKey(props, "mallory");
      const wish = { subject: "bob.example", names: ["bob.example"], usages: ["serverAuth"] } as const;
      const fake = identityOf(key, await certify(props, wish, key, ownRoot), ownRoot);
      const cast = castOf(hops, true, AUTHORITY, CLINIC);
      const careless = () => props.switches().careless === "on";
      const anchors = () => (careless() ? [mutual.papers.root, ownRoot] : [mutual.papers.root]);
      // The what-if is about Bob's check of the signature: Alice makes all of hers.
      const judge = judgeOfServers(person(props, "alice"), anchors, false);
      const alice = aliceWith(props, { text: TRUE_READING, judge, identity: carries(mutual.alice) });
      const line = wire({
        props,
        cast,
        endpoints: { alice, bob: bobOfTheClinic(props, mutual, true) },
        mallory: malloryWith(props, { identity: carries(fake), eager: false, asks: true, rewrite: alarm }),
      });
      return {
        cast,
        states: { ...mutual.states, mallory: deskOf(props, fake) },
        switchOwners: { mallory: "mallory", careless: "alice", change: "mallory", "skip-signature": "bob" },
        trustBySwitch: { careless: { actor: "alice", certificate: ownRoot.certificate } },
        play: () => line.talk(alice, "alice"),
      };
    },
  },
};
