import { utf8 } from "../../bytes/text.ts";
import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import type { PacketArtifact } from "../../sim/recording.ts";
import { replayer } from "../../sim/tls/attacks/replay.ts";
import { accountedTickets } from "../../sim/tls/tickets.ts";
import type { Session } from "../../tls/config.ts";
import { cardOf } from "../cards.ts";
import { AUTHORITY, castOf, MALLORY } from "../cast.ts";
import { AN_HOUR, FIRST_PAYMENT, MOST_EARLY_DATA, passing, stopsToReplay } from "../kits/again.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { atHome, bobsIdentity, serverAuthority } from "../kits/papers.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls, tlsJudgeOfServers } from "../kits/tls.ts";
import { talkTls } from "../kits/tlsWire.ts";
import { tellTls } from "../phrases/tls/tell.ts";
import { choice, defaultsOf, strategySwitch, whatIf } from "../switches.ts";
import { PAYMENT } from "../tales.ts";
import type { Scene } from "../types.ts";
import { beats, leavesOut, opening, predictions } from "./words.ts";

/** Less than the ten seconds by which a ticket’s age may be off (RFC 8446 §8.3). */
const A_MOMENT = 2000;

const switches = [
  strategySwitch("replay", "off", "eavesdrop", "replay"),
  choice(
    "early",
    t`The second letter`,
    { value: "on", label: t`early`, hint: t`It goes out with the hello: 0-RTT.` },
    { value: "off", label: t`in its turn`, hint: t`It waits until the handshake is complete.` },
  ),
  whatIf("no-account", t`Bob keeps no account`, t`Two Bobs answer, and don’t tell each other which tickets were used.`),
];

export const scene: Scene = {
  card: cardOf("resumption"),
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
      const replay = replayer(person(props, MALLORY), "alice", () => props.switches().mallory === "replay");
      let session: Session | null = null;
      const alice = aliceOverTls(props, ends, {
        text: (connection) => (connection === 1 ? FIRST_PAYMENT : PAYMENT),
        judge: tlsJudgeOfServers(person(props, "alice"), () => [papers.root], false),
        keepSession: (one) => {
          session = one;
        },
        wishes: () => ({ session, earlyData: props.switches().early === "on" ? utf8(PAYMENT) : null }),
      });
      const tickets = accountedTickets(() => props.switches()["no-account"] !== "on");
      let served = 0;
      const server = bobOverTls(props, ends, {
        identity: carries(bob),
        inFlights: true,
        gone: () => replay.gone() || ends.gone("alice", "mallory")(),
        wishes: () => {
          served += 1;
          return { tickets, ticketCount: served === 1 ? 1 : 0, maxEarlyData: MOST_EARLY_DATA };
        },
      });
      const mallory = malloryOverTls(props, ends, { identity: carries(null), attacks: { replay: replay.attack } });
      const endpoints = { alice, bob: server };
      const states = atHome(props, papers, bob);
      const keeping = async (at: string, packet: PacketArtifact): Promise<void> => {
        if (at === MALLORY) replay.see(packet);
      };
      const wire = { cast, endpoints, mallory: stopsToReplay(mallory, replay), passing: keeping };
      const switchOwners = { mallory: "mallory", early: "alice", "no-account": "bob" };
      async function* play(): Acting {
        yield* talkTls(wire, alice, "alice");
        yield passing(props, "alice", AN_HOUR);
        yield* talkTls(wire, alice, "alice");
        if (mallory.strategy() !== "replay") return;
        yield passing(props, MALLORY, A_MOMENT);
        yield* talkTls(wire, replay, MALLORY);
      }
      return { cast, states, switchOwners, play };
    },
  },
};
