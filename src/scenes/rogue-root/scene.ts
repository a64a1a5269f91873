import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf } from "../cast.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { mutualPapers } from "../kits/mutual.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfClients, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import { clinic, TRUE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { makeProxy, onTheFly, proxyDesk } from "./proxy.ts";
import { tellProxy } from "./telling.ts";
import { leavesOut, opening, predictions } from "./words.ts";

const switches = [
  strategySwitch("relay", "off", "eavesdrop", "impersonate", "relay"),
  choice(
    "roots",
    t`Alice trusts`,
    {
      value: "company",
      label: t`the company’s root, too`,
      hint: t`Whoever looks after her laptop has put it on the list.`,
    },
    { value: "public", label: t`public roots only`, hint: t`Nobody has put another root on her list.` },
    {
      value: "one",
      label: t`one root for Bob`,
      hint: t`The company’s is on the list, but she remembers which one Bob’s is.`,
    },
  ),
  choice(
    "client-auth",
    "Bob",
    { value: "off", label: t`asks nobody who calls`, hint: t`As most servers do.` },
    { value: "on", label: t`wants Alice’s certificate`, hint: t`Mutual TLS: without it, no answer.` },
  ),
];

export const scene: Scene = {
  card: cardOf("rogue-root"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellProxy,
  leavesOut,
  breaks: ["M1", "M12", "M14"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const proxy = await makeProxy(props);
      const cast = castOf(hops, true, AUTHORITY, CLINIC);
      const ends = new Ends();
      const known = [mutual.papers.root];
      const anchors = () => (props.switches().roots === "company" ? [...known, proxy.root] : known);
      const alice = aliceOverTls(props, ends, {
        text: TRUE_READING,
        judge: tlsJudgeOfServers(person(props, "alice"), anchors, false),
        identity: carries(mutual.alice),
      });
      const bob = bobOverTls(props, ends, {
        identity: carries(mutual.bob),
        service: clinic,
        inFlights: true,
        clientAuth: () => (props.switches()["client-auth"] === "on" ? "require" : "none"),
        judge: tlsJudgeOfClients(person(props, "bob"), () => [mutual.clinic], false),
      });
      const mallory = malloryOverTls(props, ends, {
        identity: onTheFly(person(props, "mallory"), proxy),
        service: clinic,
        inFlights: true,
        rewrite: () => null,
      });
      const endpoints = { alice, bob };
      return {
        cast,
        states: { ...mutual.states, mallory: proxyDesk(props, proxy) },
        switchOwners: { mallory: "mallory", roots: "alice", "client-auth": "bob" },
        trustBySwitch: {
          roots: { actor: "alice", certificate: proxy.root.certificate, values: ["company", "one"] },
        },
        play: (): Acting => talkTls({ cast, endpoints, mallory }, alice, "alice"),
      };
    },
  },
};
