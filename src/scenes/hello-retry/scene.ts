import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { downgrade } from "../../sim/tls/attacks/downgrade.ts";
import type { NamedGroupName } from "../../tls/codepoints.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, bobsIdentity, serverAuthority } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

/** What Alice can do, the best liked first. */
const OFFERED: readonly NamedGroupName[] = ["x25519", "secp256r1"];

/** What Bob takes, by the values of the switch. */
const TAKEN: ReadonlyMap<string, readonly NamedGroupName[]> = new Map([
  ["secp256r1", ["secp256r1"]],
  ["both", OFFERED],
  ["neither", ["secp384r1"]],
]);

const switches = [
  strategySwitch("off", "off", "eavesdrop", "downgrade"),
  choice(
    "takes",
    t`Bob takes`,
    { value: "secp256r1", label: "P-256", hint: t`Halves of the kind P-256, and no others.` },
    { value: "both", label: t`both`, hint: t`X25519 rather than P-256, but either.` },
    { value: "neither", label: t`neither`, hint: t`Only P-384, which Alice has not learnt.` },
  ),
  choice(
    "halves",
    t`Alice sends`,
    { value: "one", label: t`one half`, hint: t`Of X25519; that she can do P-256 she only says.` },
    { value: "two", label: t`two halves`, hint: t`Of X25519 and of P-256.` },
  ),
  choice(
    "cookie",
    t`Bob’s cookie`,
    { value: "off", label: t`off`, hint: t`He answers the first hello if he can.` },
    { value: "on", label: t`on`, hint: t`He has every caller come twice, with a number that he gave.` },
  ),
  choice(
    "weakens",
    t`Weaken`,
    { value: "out", label: t`take out X25519`, hint: t`Out of what Alice offers, with its half.` },
    { value: "retry", label: t`ask for P-256`, hint: t`In Bob’s name, before he has heard of Alice.` },
  ),
];

export const scene: Scene = {
  card: cardOf("hello-retry"),
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
      const bob = await bobsIdentity(props, papers);
      const cast = castOf(hops, true, AUTHORITY);
      const ends = new Ends();
      const alice = aliceOverTls(props, ends, {
        judge: tlsJudgeOfServers(person(props, "alice"), () => [papers.root], false),
        wishes: () => ({ groups: OFFERED, shares: props.switches().halves === "two" ? OFFERED : ["x25519"] }),
      });
      const server = bobOverTls(props, ends, {
        identity: carries(bob),
        wishes: () => ({
          groups: TAKEN.get(props.switches().takes ?? "") ?? OFFERED,
          cookie: props.switches().cookie === "on",
        }),
      });
      const weaken = downgrade(person(props, "mallory"), {
        how: () => (props.switches().weakens === "retry" ? "retry" : "out"),
        groups: ["x25519"],
        suites: [],
        instead: "secp256r1",
      });
      const mallory = malloryOverTls(props, ends, { identity: carries(null), attacks: { downgrade: weaken } });
      const endpoints = { alice, bob: server };
      const states = atHome(props, papers, bob);
      const switchOwners = { mallory: "mallory", takes: "bob", halves: "alice", cookie: "bob", weakens: "mallory" };
      const play = (): Acting => talkTls({ cast, endpoints, mallory }, alice, "alice");
      return { cast, states, switchOwners, play };
    },
  },
};
