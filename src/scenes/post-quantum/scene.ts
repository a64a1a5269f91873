import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { Harvest } from "../../sim/tls/attacks/harvest.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf, MALLORY } from "../cast.ts";
import { Copies, halvesOnCurves } from "../kits/copies.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, bobsIdentity, serverAuthority } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

const switches = [
  choice(
    "group",
    t`Halves of`,
    { value: "x25519", label: "X25519", hint: t`The curve alone, as for years.` },
    {
      value: "X25519MLKEM768",
      label: "X25519MLKEM768",
      hint: t`The curve and ML-KEM-768 side by side: both would have to fall.`,
    },
  ),
  choice(
    "quantum",
    t`Years later`,
    {
      value: "on",
      label: t`a quantum computer`,
      hint: t`Assumed, not run: Mallory is handed Alice’s secret number on the curve, and nothing else.`,
    },
    { value: "off", label: t`nothing happens`, hint: t`Nobody ever builds one.` },
  ),
];

const HYBRID = "X25519MLKEM768";
const WORTH_A_STEP = ["serverCertificate", "request", "reply"];
const SHUT = ["encryptedExtensions", "request", "reply"];

export const scene: Scene = {
  card: cardOf("post-quantum"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: [],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const papers = await serverAuthority(props);
      const identity = await bobsIdentity(props, papers);
      const cast = castOf(hops, true, AUTHORITY);
      const ends = new Ends();
      const judge = tlsJudgeOfServers(person(props, "alice"), () => [papers.root], false);
      const alice = aliceOverTls(props, ends, {
        judge,
        wishes: () => ({ groups: props.switches().group === HYBRID ? [HYBRID, "x25519"] : ["x25519"] }),
      });
      const bob = bobOverTls(props, ends, {
        identity: carries(identity),
        wishes: () => ({ groups: [HYBRID, "x25519"] }),
      });
      const endpoints = { alice, bob };
      const copies = new Copies();
      async function* play(): Acting {
        yield* talkTls({ cast, endpoints, mallory: null, passing: copies.passing }, alice, "alice");
        // The one number of the assumption: Alice’s private half on the curve, and of no other key of hers.
        const onCurve = halvesOnCurves(alice);
        yield* alice.forget([]);
        yield* bob.forget([]);
        if (props.switches().quantum !== "on") return;
        const harvest = new Harvest(person(props, MALLORY), copies.packets, WORTH_A_STEP);
        for (const { key, half } of onCurve) {
          yield { type: "assumes", actor: MALLORY, key };
          if (!(yield* harvest.reopen(key, half))) yield* harvest.tellShut(SHUT);
        }
      }
      const states = {
        ...atHome(props, papers, identity),
        mallory: { strategy: "eavesdrop" as const },
      };
      return { cast, states, switchOwners: { group: "alice", quantum: "mallory" }, play };
    },
  },
};
