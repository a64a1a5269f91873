import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { publicKeyClient, publicKeyServer } from "../../sim/actors/publicKey.ts";
import type { HeldKey } from "../../sim/recording.ts";
import { Harvest } from "../../sim/tls/attacks/harvest.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf, MALLORY } from "../cast.ts";
import { malloryWith } from "../kits/agreed.ts";
import { Copies, halvesOnCurves } from "../kits/copies.ts";
import { atHome, bobsIdentity, serverAuthority } from "../kits/papers.ts";
import { stealAndTry } from "../kits/theft.ts";
import { aliceOverTls, bobOverTls, Ends, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { person, SCENE_TIME, wire } from "../kits/wire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { defaultsOf, whatIf } from "../switches.ts";
import { bank } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  whatIf("keeps", t`Bob keeps his half`, t`His program leaves the secret of its half on disk, instead of wiping it.`),
];

/** What Alice wrote yesterday, the old way. */
const YESTERDAY = "Please pay Dave 5 coins";
const WORTH_A_STEP = ["serverCertificate", "request", "reply"];

export const scene: Scene = {
  card: cardOf("forward-secrecy"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M3", "M4"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const identity = await bobsIdentity(props, papers);
      const oldKey = await props.source.keyPair("old key pair of bob", "RSA-OAEP 2048");
      const cast = castOf(hops, true, AUTHORITY);
      const oldAlice = publicKeyClient(person(props, "alice"), "bob", YESTERDAY, "key");
      const oldEnds = { alice: oldAlice, bob: publicKeyServer(person(props, "bob"), oldKey, bank) };
      const line = wire({ props, cast, endpoints: oldEnds, mallory: malloryWith(props) });
      const ends = new Ends();
      const judge = tlsJudgeOfServers(person(props, "alice"), () => [papers.root], false);
      const alice = aliceOverTls(props, ends, { judge });
      const bob = bobOverTls(props, ends, { identity: carries(identity) });
      const endpoints = { alice, bob };
      const copies = new Copies();
      async function* play(): Acting {
        if (line.mallory === null) return;
        const { self, onlooker } = line.mallory;
        yield* stealAndTry(self, onlooker, "bob", oldKey);
        yield* talkTls({ cast, endpoints, mallory: null, passing: copies.passing }, alice, "alice");
        const halves = halvesOnCurves(bob);
        yield* alice.forget([]);
        const left = props.switches().keeps === "on" ? halves : [];
        yield* bob.forget(left.map(({ key }) => key));
        const signing = props.key(identity.key);
        yield { type: "steals", actor: MALLORY, from: "bob", key: signing };
        const harvest = new Harvest(self, copies.packets, WORTH_A_STEP);
        await harvest.tryHand([...onlooker.hand, { id: signing, part: "private", material: identity.key }]);
        yield* harvest.tellShut(["encryptedExtensions", ...(left.length === 0 ? ["request", "reply"] : [])]);
        for (const { key, half } of left) {
          yield { type: "steals", actor: MALLORY, from: "bob", key };
          yield* harvest.reopen(key, half);
        }
      }
      const old: HeldKey = { key: props.key(oldKey), part: "private", how: "made" };
      const home = atHome(props, papers, identity);
      const states = {
        ...home,
        bob: { ...home.bob, keys: [old, ...home.bob.keys] },
        mallory: { strategy: "eavesdrop" as const },
      };
      const past = (): Acting => line.talk(oldAlice, "alice");
      return { cast, states, switchOwners: { keeps: "bob" }, past, play };
    },
  },
};
