import { t } from "../../language/t.ts";
import { parseCertificate } from "../../pki/parse.ts";
import { fromPem } from "../../pki/pem.ts";
import type { Acting, Sending } from "../../sim/acting.ts";
import { carries } from "../../sim/actors/agreement.ts";
import { type Authority, nameCertificate, peerJudgeFor } from "../../sim/identity.ts";
import { liveClient } from "../../sim/live/client.ts";
import { outside } from "../../sim/live/outside.ts";
import type { LiveWire } from "../../sim/live/wire.ts";
import { converse } from "../../sim/network/network.ts";
import type { Props } from "../../sim/props.ts";
import type { Actor, ActorId, CertificateId } from "../../sim/recording.ts";
import type { Scenario } from "../../sim/scenario.ts";
import { ALICE, routers } from "../cast.ts";
import { ALICE_WHAT_IFS, SKIPS } from "../kits/checks.ts";
import { forgersDesk } from "../kits/forgeries.ts";
import { person } from "../kits/line.ts";
import { Ends } from "../kits/tls.ts";
import { defaultsOf } from "../switches.ts";
import type { Scene, SwitchSpec } from "../types.ts";
import { type LivePapers, notedIn } from "./papers.ts";
import { liveScene, liveSwitches, malloryOn } from "./scene.ts";
import { outLeavesOut, outOpening } from "./words.ts";

/** What Alice can leave out when she calls. */
export const aliceSwitches: readonly SwitchSpec[] = ALICE_WHAT_IFS.filter(({ id }) =>
  ["any-authority", "skip-name"].includes(id),
);

/** The page of a connection in which Alice called a real server. */
export const outScene: Scene = {
  ...liveScene,
  card: { ...liveScene.card, id: "live-server", title: t`A real server` },
  opening: outOpening,
  leavesOut: outLeavesOut,
};

/** The real server, and what Alice asks of it. */
export type Server = Readonly<{
  /** A name, or an address of IP. */
  name: string;
  port: number;
  path: string;
  /** Whom she trusts, in PEM. */
  ca: string | null;
}>;

export type OutCall = Readonly<{ wire: LiveWire; live: LivePapers; now: Date; server: Server }>;

/** One connection of Alice's with a real server, and a router between them. */
export function outScenario({ wire, live, now, server }: OutCall): Scenario {
  const callee: Actor = {
    ...{ id: "bob", role: "server", name: t`A real server`, host: server.name, canTurn: false, outside: true },
  };
  return {
    time: now.toISOString(),
    defaults: defaultsOf([...liveSwitches, ...aliceSwitches]),
    prepare: async (props, { hops }) => {
      await notedIn(props, live);
      const trusted = await trustedBy(props, server.ca);
      const cast = [ALICE, ...routers(hops, true), callee];
      const ends = new Ends();
      const self = person(props, "alice");
      const alice = liveClient(self, {
        ...{ peer: "bob", believes: callee.name, serverName: () => server.name, text: requestTo(server) },
        judge: peerJudgeFor(self, { purpose: "server", name: null, anchors: () => trusted, skips: SKIPS }),
        identity: carries(null),
        gone: ends.gone("bob", "mallory"),
      });
      ends.put("alice", alice);
      const bob = ends.put("bob", outside(props, { id: "bob", role: "server", peer: "alice", wire }));
      const mallory = malloryOn(props, ends, live, { client: "Alice", server: callee.name }, server.name);
      const endpoints = { alice, bob };
      const wired = { cast, endpoints, interceptor: mallory, passing: async () => {}, hopByHop: false, watch: null };
      async function* carry(from: ActorId, first: readonly Sending[]): Acting {
        yield* converse(wired, from, first);
        // Whether she talked to the server or to Mallory: when she is done, nobody needs the line any more.
        if (alice.finished()) wire.end();
      }
      async function* play(): Acting {
        yield* carry("alice", yield* alice.begin());
        yield* bob.speak((packet) => carry("bob", [packet]));
      }
      const states = { alice: { trust: trusted.map(({ id }) => id) }, mallory: forgersDesk(props, live.forgeries) };
      const whatIfs = Object.fromEntries(aliceSwitches.map(({ id }) => [id, "alice"]));
      return { cast, states, switchOwners: { mallory: "mallory", forgery: "mallory", ...whatIfs }, play };
    },
  };
}

type Anchor = Pick<Authority, "der"> & Readonly<{ id: CertificateId }>;

/** Whom `--ca` names, each with a name in the run; what is no certificate is passed over, as programs do. */
async function trustedBy(props: Props, ca: string | null): Promise<readonly Anchor[]> {
  const anchors: Anchor[] = [];
  for (const der of ca === null ? [] : fromPem(ca)) {
    if (isCertificate(der)) anchors.push({ der, id: await nameCertificate(props, der) });
  }
  return anchors;
}

function isCertificate(der: Uint8Array): boolean {
  try {
    parseCertificate(der);
    return true;
  } catch {
    return false;
  }
}

function requestTo({ name, port, path }: Server): string {
  const host = name.includes(":") ? `[${name}]` : name;
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}:${port}`, "User-Agent: Alice", "Connection: close"];
  return `${lines.join("\r\n")}\r\n\r\n`;
}
