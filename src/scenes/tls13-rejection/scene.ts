import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf } from "../cast.ts";
import { ALICE_WHAT_IFS } from "../kits/checks.ts";
import { forgersDesk, SERVER_FORGERIES, serverForgeries } from "../kits/forgeries.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, bobsIdentity, serverAuthority, showing } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

/** A TLS stack that is asked to check certificates always checks CertificateVerify: that one can’t be left out. */
const WHAT_IFS = ALICE_WHAT_IFS.filter(({ id }) => id !== "skip-signature");
const switches = [
  strategySwitch("impersonate", "off", "impersonate", "relay"),
  choice("forgery", t`She shows`, ...SERVER_FORGERIES),
  ...WHAT_IFS,
];

export const scene: Scene = {
  card: cardOf("tls13-rejection"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
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
      const ends = new Ends();
      const alice = aliceOverTls(props, ends, {
        judge: tlsJudgeOfServers(person(props, "alice"), () => [papers.root]),
      });
      const server = bobOverTls(props, ends, { identity: carries(bob) });
      const chosen = () => props.switches().forgery ?? "self-signed";
      const forged = showing(
        person(props, "mallory"),
        () => forgeries.get(chosen()) ?? null,
        () => chosen() === "stolen",
      );
      const mallory = malloryOverTls(props, ends, { identity: forged });
      const endpoints = { alice, bob: server };
      const states = {
        ...atHome(props, papers, bob),
        mallory: forgersDesk(props, forgeries),
      };
      const whatIfs = Object.fromEntries(WHAT_IFS.map((s) => [s.id, "alice"]));
      const switchOwners = { mallory: "mallory", forgery: "mallory", ...whatIfs };
      const play = (): Acting => talkTls({ cast, endpoints, mallory }, alice, "alice");
      return { cast, states, switchOwners, play };
    },
  },
};
