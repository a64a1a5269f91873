import { utf8 } from "../../bytes/text.ts";
import type { ClientConfig, ServerConfig, Session, TicketState, TicketStore, VerifyPeer } from "../config.ts";
import { fixedChance } from "./chance.ts";
import { believing, makePeople, type Person, TIME } from "./world.ts";

type Bytes = Uint8Array<ArrayBuffer>;
export type Role = "client" | "server";

/** What an end does of its own accord; all else is answers. */
export type Act =
  | Readonly<{ by: Role; act: "start" | "close" }>
  | Readonly<{ by: Role; act: "write"; data: Bytes }>
  | Readonly<{ by: Role; act: "updateKeys"; request: boolean }>;

/** Two ends and what they do, each act once the answers to the one before are in. Configurations are made anew each time. */
export type Scenario = Readonly<{
  name: string;
  /** What is dear to run is mutated less thoroughly: all bytes, but in fewer ways. */
  dear: boolean;
  client: () => ClientConfig;
  server: () => ServerConfig;
  acts: readonly Act[];
}>;

type Given = Readonly<{
  client?: Partial<ClientConfig>;
  server?: () => Partial<ServerConfig>;
  acts?: readonly Act[];
  dear?: boolean;
}>;

const hello: Bytes = utf8("hello from the client");
const welcome: Bytes = utf8("welcome from the server");

const START: Act = { by: "client", act: "start" };
const TALK: readonly Act[] = [
  { by: "client", act: "write", data: hello },
  { by: "server", act: "write", data: welcome },
];
const CLOSE: readonly Act[] = [
  { by: "client", act: "close" },
  { by: "server", act: "close" },
];

const padTo = (size: number) => Math.ceil(size / 64) * 64;

/** A ticket, as both ends keep it. */
export type Kept = Readonly<{ session: Session; ticket: Bytes; state: TicketState }>;

/** Handshakes of every kind but those that resume a session. `judge` is the real judge of certificates, for one of them. */
export async function fullScenarios(judge: VerifyPeer): Promise<readonly Scenario[]> {
  const { p256, ed25519 } = await makePeople();
  const required = { clientAuthentication: "required" } as const;
  return [
    scenario("server", ed25519, {
      client: { suites: ["TLS_AES_128_GCM_SHA256"], alpn: ["h2", "http/1.1"] },
      server: () => ({ alpn: ["http/1.1"], serverNames: ["localhost"], tickets: noTickets, ticketCount: 1 }),
    }),
    scenario("mutual", ed25519, {
      client: {
        suites: ["TLS_AES_256_GCM_SHA384"],
        groups: ["secp256r1"],
        identities: [ed25519],
        recordSizeLimit: 2000,
      },
      server: () => ({ ...required, recordSizeLimit: 3000, certificateAuthorities: [utf8("0 no such name")] }),
    }),
    scenario("judged", p256, {
      dear: true,
      client: { identities: [p256], verifyPeer: judge, suites: ["TLS_AES_128_GCM_SHA256"] },
      server: () => ({ ...required, verifyPeer: judge }),
    }),
    scenario("retry", ed25519, {
      client: { suites: ["TLS_CHACHA20_POLY1305_SHA256"], groups: ["x25519", "secp256r1"] },
      server: () => ({ cookie: true, groups: ["secp256r1"] }),
    }),
    scenario("key updates", ed25519, {
      client: { compatibility: false, padTo },
      server: () => ({ padTo }),
      acts: [
        { by: "client", act: "updateKeys", request: true },
        ...TALK,
        { by: "server", act: "updateKeys", request: false },
        { by: "server", act: "updateKeys", request: true },
        ...TALK,
      ],
    }),
    scenario("hybrid", ed25519, { dear: true, client: { groups: ["X25519MLKEM768"] } }),
    scenario("optional", p256, {
      client: { groups: ["secp384r1"], fragmentSize: 90 },
      server: () => ({ clientAuthentication: "optional", fragmentSize: 90 }),
    }),
  ];
}

/** A first visit that leaves a ticket for early data. */
export async function firstVisit(keep: TicketStore["keep"]): Promise<Scenario> {
  const { ed25519 } = await makePeople();
  const server = () => ({ ...early, tickets: { ...noTickets, keep }, ticketCount: 1 });
  return scenario("first visit", ed25519, { client: { suites: ["TLS_AES_128_GCM_SHA256"] }, server });
}

/** Handshakes that resume the session which the first visit left. */
export async function resumedScenarios(kept: Kept): Promise<readonly Scenario[]> {
  const { ed25519 } = await makePeople();
  const client = { session: kept.session, earlyData: utf8("early words of the client") };
  return [
    scenario("resumed", ed25519, { client, server: () => ({ ...early, tickets: storeWith(kept) }) }),
    scenario("resumed after retry", ed25519, {
      client: { ...client, groups: ["x25519", "secp256r1"] },
      server: () => ({ ...early, tickets: storeWith(kept), groups: ["secp256r1"] }),
    }),
    scenario("ticket forgotten", ed25519, { client, server: () => early }),
  ];
}

const early = { maxEarlyData: 100 };
const noTickets: TicketStore = { keep: async () => undefined, redeem: async () => null };

/** A store with this ticket in it, which it gives once. */
function storeWith({ ticket, state }: Kept): TicketStore {
  let given = false;
  return {
    keep: async () => undefined,
    redeem: async (asked) => {
      if (given || asked.length !== ticket.length || !asked.every((byte, i) => byte === ticket[i])) return null;
      given = true;
      return state;
    },
  };
}

function scenario(name: string, person: Person, { client, server, acts = TALK, dear = false }: Given): Scenario {
  const common = () => ({ chance: fixedChance(), now: () => TIME, verifyPeer: believing(person) });
  return {
    name,
    dear,
    client: () => ({ ...common(), serverName: "localhost", ...client }),
    server: () => ({ ...common(), identities: [person], ...server?.() }),
    acts: [START, ...acts, ...CLOSE],
  };
}
