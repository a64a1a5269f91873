import { utf8 } from "../../bytes/text.ts";
import { t } from "../../language/t.ts";
import type { Acting, Endpoint } from "../../sim/acting.ts";
import { peerJudgeFor } from "../../sim/identity.ts";
import { converse, type Interceptor } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, PacketArtifact } from "../../sim/recording.ts";
import type { Stage } from "../../sim/scenario.ts";
import { accountedTickets } from "../../sim/tls/tickets.ts";
import type { Session } from "../../tls/config.ts";
import { AUTHORITY, castOf, MALLORY } from "../cast.ts";
import { AN_HOUR, FIRST_PAYMENT, MOST_EARLY_DATA, passing, stopsToReplay } from "../kits/again.ts";
import { SKIPS } from "../kits/checks.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls } from "../kits/tls.ts";
import { PAYMENT } from "../tales.ts";
import type { Scene } from "../types.ts";
import { switchesOf } from "./address.ts";
import { type Attacks, attacksOf } from "./attacks.ts";
import { labSwitches, OWNERS } from "./choices.ts";
import { type Desks, desksOf } from "./desks.ts";
import { HOPS, type LabSetup } from "./setup.ts";
import { wishesOf } from "./wishes.ts";
import { labWords, leavesOut, openingOf } from "./words.ts";

const CLIENTS: Actor = {
  id: "clients",
  role: "authority",
  name: t`Clients’ authority`,
  host: null,
  canTurn: false,
};

/** What the lab is called, by a recording, an address and the start page. */
export const LAB = {
  id: "lab",
  act: 5,
  title: t`The lab`,
  question: t`Choose everything yourself: what will happen?`,
} as const;

/** A scene out of a set-up: what is chosen is how it begins, and what happens is up to the engine. */
export function labScene(setup: LabSetup): Scene {
  const switches = labSwitches(setup);
  return {
    card: LAB,
    hops: { min: HOPS.min, max: HOPS.max, default: setup.hops },
    switches,
    predictions: [],
    opening: openingOf(setup, switches),
    words: labWords(setup, switches),
    leavesOut,
    breaks: [],
    scenario: {
      time: SCENE_TIME,
      defaults: switchesOf(setup),
      prepare: (props, { hops }) => stageOf(props, setup, castOf(hops, true, AUTHORITY, CLIENTS)),
    },
  };
}

const A_MOMENT = 1000;

/** What everybody in a run of the lab is made of. */
type Lab = Readonly<{ props: Props; setup: LabSetup; ends: Ends; desks: Desks; attacks: Attacks; memory: Memory }>;
/** The session that Alice has kept. */
type Memory = { session: Session | null };

async function stageOf(props: Props, setup: LabSetup, cast: readonly Actor[]): Promise<Stage> {
  const desks = await desksOf(props, setup);
  const attacks = attacksOf(props, setup);
  const lab: Lab = { props, setup, ends: new Ends(), desks, attacks, memory: { session: null } };
  const [alice, bob, mallory] = [aliceOf(lab), bobOf(lab), malloryOf(lab)];
  const { replay } = attacks;
  const endpoints = { alice, bob };
  const wire = wireOf(cast, endpoints, stopsToReplay(mallory, replay), attacks);
  /** Nothing more is under way: whoever was not told goodbye notices now. */
  async function* quiet(): Acting {
    yield* alice.cut();
    yield* bob.cut();
  }
  async function* play(): Acting {
    yield* converse(wire, "alice", yield* alice.begin());
    yield* quiet();
    if (lab.memory.session !== null && props.switches().sessions !== "off") {
      yield passing(props, "alice", AN_HOUR);
      yield* converse(wire, "alice", yield* alice.begin());
      yield* quiet();
    }
    if (mallory.strategy() !== "replay") return;
    yield passing(props, MALLORY, A_MOMENT);
    yield* converse(wire, MALLORY, yield* replay.begin());
    yield* quiet();
  }
  const { states, trustBySwitch } = desks;
  return { cast, states, switchOwners: OWNERS, trustBySwitch, play };
}

function wireOf(
  cast: readonly Actor[],
  endpoints: Readonly<Record<string, Endpoint>>,
  interceptor: Interceptor,
  { count, replay }: Attacks,
) {
  const noting = async (at: string, packet: PacketArtifact) => {
    if (at !== MALLORY) return;
    count.passes(packet);
    replay.see(packet);
  };
  return { cast, endpoints, interceptor, hopByHop: false, passing: noting, watch: null };
}

function aliceOf({ props, setup, ends, desks, memory }: Lab) {
  const judge = peerJudgeFor(person(props, "alice"), {
    purpose: "server",
    name: null,
    anchors: () => desks.anchors("alice"),
    skips: SKIPS,
    heard: desks.heardByAlice,
  });
  async function* identity() {
    const shown = yield* desks.alice.take();
    // A client without a certificate has nothing to sign with, either (RFC 8446 §4.4.2).
    return shown.chain.length === 0 ? null : shown;
  }
  const sessions = () => props.switches().sessions;
  return aliceOverTls(props, ends, {
    judge,
    identity,
    text: (connection) => (connection === 1 && sessions() !== "off" ? FIRST_PAYMENT : PAYMENT),
    keepSession: (session) => {
      memory.session = session;
    },
    wishes: () => ({
      ...wishesOf(setup, "alice"),
      session: sessions() === "off" ? null : memory.session,
      earlyData: sessions() === "early" ? utf8(PAYMENT) : null,
    }),
  });
}

function bobOf({ props, setup, ends, desks, attacks }: Lab) {
  const judge = peerJudgeFor(person(props, "bob"), {
    purpose: "client",
    name: "alice.example",
    anchors: () => desks.anchors("bob"),
    skips: new Map(),
    heard: desks.heardByBob,
  });
  const clientAuth = () => {
    const asks = props.switches()["bob-asks"];
    return asks === "ask" || asks === "require" ? asks : "none";
  };
  const store = accountedTickets(() => props.switches()["no-account"] !== "on");
  let served = 0;
  return bobOverTls(props, ends, {
    identity: () => desks.bob.take(),
    clientAuth,
    judge,
    gone: () => attacks.replay.gone() || ends.gone("alice", "mallory")(),
    wishes: () => {
      served += 1;
      const tickets = props.switches().sessions === "off" ? null : store;
      // One ticket is enough for one more time.
      return { ...wishesOf(setup, "bob"), tickets, ticketCount: served === 1 ? 1 : 0, maxEarlyData: MOST_EARLY_DATA };
    },
  });
}

function malloryOf({ props, setup, ends, desks, attacks }: Lab) {
  return malloryOverTls(props, ends, {
    identity: desks.mallory,
    callerIdentity: desks.malloryCalls,
    asks: setup.bobAsks !== "none",
    // She does as the one whom she poses as.
    wishes: () => ({ front: wishesOf(setup, "bob"), back: wishesOf(setup, "alice") }),
    attacks: attacks.attacks,
  });
}
