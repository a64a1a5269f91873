import type { Acting, Endpoint } from "../../sim/acting.ts";
import { peerJudgeFor } from "../../sim/identity.ts";
import { converse, type Interceptor } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, PacketArtifact } from "../../sim/recording.ts";
import type { Stage } from "../../sim/scenario.ts";
import { RecordCount } from "../../sim/tls/attacks/count.ts";
import { drop } from "../../sim/tls/attacks/drop.ts";
import { tamper, tamperWith } from "../../sim/tls/attacks/tamper.ts";
import { couldBeGoodbye, truncate } from "../../sim/tls/attacks/truncate.ts";
import type { Attack } from "../../sim/tls/mallory.ts";
import { AUTHORITY, castOf, MALLORY } from "../cast.ts";
import { SKIPS } from "../kits/checks.ts";
import { person, SCENE_TIME } from "../kits/line.ts";
import { aliceOverTls, bobOverTls, Ends, malloryOverTls } from "../kits/tls.ts";
import type { Scene } from "../types.ts";
import { switchesOf } from "./address.ts";
import { labSwitches, OWNERS } from "./choices.ts";
import { type Desks, desksOf } from "./desks.ts";
import { HOPS, type LabSetup } from "./setup.ts";
import { wishesOf } from "./wishes.ts";
import { labWords, leavesOut, openingOf } from "./words.ts";

const CLIENTS: Actor = {
  id: "clients",
  role: "authority",
  name: "Clients’ authority",
  host: null,
  canTurn: false,
};

/** What the lab is called, by a recording, an address and the start page. */
export const LAB = {
  id: "lab",
  act: 5,
  title: "The lab",
  question: "Choose everything yourself: what will happen?",
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

async function stageOf(props: Props, setup: LabSetup, cast: readonly Actor[]): Promise<Stage> {
  const desks = await desksOf(props, setup);
  const ends = new Ends();
  const alice = aliceOf(props, ends, desks, setup);
  const bob = bobOf(props, ends, desks, setup);
  const count = new RecordCount();
  const mallory = malloryOf(props, ends, desks, setup, count);
  const endpoints = new Map<string, Endpoint>([
    ["alice", alice],
    ["bob", bob],
  ]);
  const { states, trustBySwitch } = desks;
  async function* play(): Acting {
    yield* converse(wireOf(cast, endpoints, mallory, count), "alice", yield* alice.begin());
    // Nothing more is under way: whoever was not told goodbye notices now.
    yield* alice.cut();
    yield* bob.cut();
  }
  return { cast, states, switchOwners: OWNERS, trustBySwitch, play };
}

function wireOf(
  cast: readonly Actor[],
  endpoints: ReadonlyMap<string, Endpoint>,
  interceptor: Interceptor,
  count: RecordCount,
) {
  const passing = async (at: string, packet: PacketArtifact) => {
    if (at === MALLORY) count.passes(packet);
  };
  return { cast, endpoints, interceptor, hopByHop: false, passing, watch: null };
}

function aliceOf(props: Props, ends: Ends, desks: Desks, setup: LabSetup) {
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
  return aliceOverTls(props, ends, { judge, identity, wishes: () => wishesOf(setup, "alice") });
}

function bobOf(props: Props, ends: Ends, desks: Desks, setup: LabSetup) {
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
  return bobOverTls(props, ends, {
    identity: () => desks.bob.take(),
    clientAuth,
    judge,
    wishes: () => wishesOf(setup, "bob"),
  });
}

function malloryOf(props: Props, ends: Ends, desks: Desks, setup: LabSetup, count: RecordCount) {
  return malloryOverTls(props, ends, {
    identity: desks.mallory,
    callerIdentity: desks.malloryCalls,
    asks: setup.bobAsks !== "none",
    // She does as the one whom she poses as.
    wishes: () => ({ front: wishesOf(setup, "bob"), back: wishesOf(setup, "alice") }),
    attacks: attacksOf(props, count),
  });
}

/** What she does on the way, to the record that is chosen. */
function attacksOf(props: Props, count: RecordCount) {
  const self = person(props, MALLORY);
  const chosen = () => {
    const record = props.switches().record ?? "auto";
    return record === "auto" ? null : Number(record);
  };
  const asSuits = tamper(self);
  const asChosen = tamperWith(self, (packet) => count.find(packet, chosen() ?? 0));
  const spoil: Attack = (packet) => (chosen() === null ? asSuits : asChosen)(packet);
  return {
    tamper: spoil,
    drop: drop(self, (packet) => {
      const number = chosen();
      return number === null || count.find(packet, number) !== null;
    }),
    truncate: truncate(self, (packet) => {
      const number = chosen();
      return number === null ? couldBeGoodbye(packet) : count.reaches(packet, number);
    }),
  };
}
