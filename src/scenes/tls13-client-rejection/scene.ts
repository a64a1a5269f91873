import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { tlsClient } from "../../sim/tls/actors.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, CLINIC, castOf, NOT_ALICE } from "../cast.ts";
import { BOB_WHAT_IFS } from "../kits/checks.ts";
import { CLIENT_FORGERIES, clientForgeries, forgersDesk } from "../kits/forgeries.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { mutualPapers } from "../kits/mutual.ts";
import { showing } from "../kits/papers.ts";
import { Ends, tlsJudgeOfServers } from "../kits/tls.ts";
import { clinicOverTls } from "../kits/tlsMutual.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf } from "../switches.ts";
import { FALSE_READING } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

/** A TLS stack that asks for certificates always checks CertificateVerify: that one can’t be left out. */
const WHAT_IFS = BOB_WHAT_IFS.filter(({ id }) => id !== "skip-signature");
const switches = [choice("forgery", t`Not-Alice shows`, ...CLIENT_FORGERIES), ...WHAT_IFS];

export const scene: Scene = {
  card: cardOf("tls13-client-rejection"),
  hops: { min: 1, max: 16, default: 3 },
  switches,
  predictions,
  opening,
  words: tellTls(beats),
  leavesOut,
  breaks: ["M6", "M10", "M11"],
  scenario: {
    time: SCENE_TIME,
    defaults: defaultsOf(switches),
    prepare: async (props, { hops }) => {
      const mutual = await mutualPapers(props);
      const forgeries = await clientForgeries(props, mutual.clinic, mutual.alice);
      const cast = castOf(hops, false, NOT_ALICE, AUTHORITY, CLINIC);
      const ends = new Ends();
      const self = person(props, "notAlice");
      const shown = () => props.switches().forgery ?? "none";
      const notAlice = ends.put(
        "notAlice",
        tlsClient(self, {
          peer: "bob",
          believes: "Bob",
          serverName: () => "bob.example",
          text: FALSE_READING,
          // Not-Alice wants the real Bob, and checks him as Alice would; the what-ifs are about Bob's checks.
          judge: tlsJudgeOfServers(self, () => [mutual.papers.root], false),
          identity: showing(
            self,
            () => forgeries.get(shown()) ?? null,
            () => shown() === "stolen",
          ),
          honest: false,
          gone: ends.gone("bob"),
        }),
      );
      const endpoints = { notAlice, bob: clinicOverTls(props, ends, mutual, true) };
      const states = {
        ...mutual.states,
        notAlice: { ...forgersDesk(props, forgeries), trust: [mutual.papers.root.certificate] },
      };
      const whatIfs = Object.fromEntries(WHAT_IFS.map((s) => [s.id, "bob"]));
      const switchOwners = { forgery: "notAlice", ...whatIfs };
      const play = (): Acting => talkTls({ cast, endpoints, mallory: null }, notAlice, "notAlice");
      return { cast, states, switchOwners, play };
    },
  },
};
