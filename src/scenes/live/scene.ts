import { fromHex } from "../../bytes/hex.ts";
import { t } from "../../language/t.ts";
import { parseCertificate } from "../../pki/parse.ts";
import type { Acting } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import type { Self } from "../../sim/actors/letters.ts";
import { type Outside, outside } from "../../sim/live/outside.ts";
import { liveServer } from "../../sim/live/server.ts";
import { webServer } from "../../sim/live/web.ts";
import type { LiveWire } from "../../sim/live/wire.ts";
import { converse } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, PacketArtifact } from "../../sim/recording.ts";
import type { Scenario } from "../../sim/scenario.ts";
import { AUTHORITY, BOB, routers } from "../cast.ts";
import { forgersDesk, SERVER_FORGERIES } from "../kits/forgeries.ts";
import { person } from "../kits/line.ts";
import { authorityDesk, deskOf, showing } from "../kits/papers.ts";
import { Ends, malloryOverTls, tlsJudgeOfClients } from "../kits/tls.ts";
import { choice, defaultsOf, strategySwitch } from "../switches.ts";
import type { Scene, SwitchSpec } from "../types.ts";
import { liePage, pageOf } from "./pages.ts";
import { type LivePapers, notedIn } from "./papers.ts";
import { leavesOut, opening, words } from "./words.ts";

const CALLER: Actor = {
  id: "alice",
  role: "client",
  name: t`A real client`,
  host: null,
  canTurn: false,
  outside: true,
};

/** What can be switched: each holds from the next connection on. */
export const liveSwitches: readonly SwitchSpec[] = [
  strategySwitch("off", "off", "eavesdrop", "impersonate", "relay"),
  choice("forgery", t`She shows`, ...SERVER_FORGERIES, {
    value: "genuine",
    label: t`a genuine one`,
    hint: t`Made with the stolen key of Bob’s own authority: nothing is wrong with it.`,
  }),
];

/** Whether Bob asks who calls. */
export const bobSwitches: readonly SwitchSpec[] = [
  choice(
    "asks",
    t`Bob asks for a certificate`,
    { value: "none", label: t`no`, hint: t`Whoever calls is answered.` },
    { value: "ask", label: t`yes`, hint: t`Who shows none is answered all the same.` },
    { value: "require", label: t`and insists`, hint: t`Who shows none is refused.` },
  ),
];

/** The page of a connection that was real. Its future can't change, so it has nothing to switch. */
export const liveScene: Scene = {
  card: {
    id: "live",
    act: 5,
    title: t`A real client`,
    question: t`What do the programs on this machine really say?`,
  },
  hops: { min: 1, max: 1, default: 1 },
  switches: [],
  predictions: [],
  opening,
  words,
  leavesOut,
  breaks: [],
  // A socket can't be played a second time: runs are made by `callScenario`, one for each connection.
  scenario: {
    time: "2026-06-01T12:00:00.000Z",
    defaults: defaultsOf(liveSwitches),
    prepare: async () => {
      throw new Error("a live connection is recorded once");
    },
  },
};

export type Call = Readonly<{ wire: LiveWire; live: LivePapers; now: Date }>;

/** One connection of a real client, with Bob on stage at the other end and a router between them. */
export function callScenario({ wire, live, now }: Call): Scenario {
  return {
    time: now.toISOString(),
    defaults: defaultsOf([...liveSwitches, ...bobSwitches]),
    prepare: async (props, { hops }) => {
      await notedIn(props, live);
      const { papers, bob, forgeries, clients } = live;
      const cast = [CALLER, ...routers(hops, true), BOB, AUTHORITY];
      const ends = new Ends();
      const caller = ends.put("alice", outside(props, { id: "alice", role: "client", peer: "bob", wire }));
      const server = liveServer(person(props, "bob"), {
        client: "alice",
        believes: CALLER.name,
        identity: carries(bob),
        clientAuth: () => askedOf(props.switches().asks ?? "none"),
        judge: tlsJudgeOfClients(person(props, "bob"), () => [clients], false),
        wishes: () => ({ certificateAuthorities: [fromHex(parseCertificate(clients.der).subjectName)] }),
        gone: ends.gone("alice", "mallory"),
        page: pageOf,
      });
      ends.put("bob", server);
      const mallory = malloryOn(props, ends, live, { client: CALLER.name, server: "Bob" }, "bob.example");
      const endpoints = { alice: caller, bob: server };
      const states = {
        bob: { ...deskOf(props, bob), trust: [clients.certificate] },
        mallory: forgersDesk(props, forgeries),
        authority: authorityDesk(props, false, papers.root, papers.office),
      };
      const wired = { cast, endpoints, interceptor: mallory, passing: async () => {}, hopByHop: false, watch: null };
      const deliver = (packet: PacketArtifact): Acting => converse(wired, packet.author, [packet]);
      return {
        cast,
        states,
        switchOwners: { mallory: "mallory", forgery: "mallory", asks: "bob" },
        play: () => speakOut(caller, deliver),
      };
    },
  };
}

function askedOf(value: string): "none" | "ask" | "require" {
  return value === "ask" || value === "require" ? value : "none";
}

async function* speakOut(caller: Outside, deliver: (packet: PacketArtifact) => Acting): Acting {
  yield* caller.speak(deliver);
}

/** Mallory between the two: `names`, as she calls them; `asksFor`, the name for which she calls the server. */
export function malloryOn(
  props: Props,
  ends: Ends,
  live: LivePapers,
  names: Readonly<{ client: string; server: string }>,
  asksFor: string,
) {
  const self = person(props, "mallory");
  const chosen = () => props.switches().forgery ?? "self-signed";
  return malloryOverTls(props, ends, {
    names,
    serverName: asksFor,
    identity: () => shownBy(self, live, chosen()),
    answer: webServer({ ...self, as: "bob" }, { reader: "alice", honest: false, page: liePage }),
    rewrite: () => null,
  });
}

/** Takes out what she shows; for a genuine certificate she has stolen the authority's key before. */
async function* shownBy(self: Self, live: LivePapers, kind: string): Acting<Identity | null> {
  if (kind === "genuine") {
    yield { type: "steals", actor: self.id, from: "authority", key: self.props.key(live.papers.office.key) };
  }
  return yield* showing(
    self,
    () => live.forgeries.get(kind) ?? null,
    () => kind === "stolen",
  )();
}
