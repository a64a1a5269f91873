import { answerRequests } from "../../cli/answers.ts";
import { readCertificates } from "../../cli/files.ts";
import { loadIdentity } from "../../cli/keys.ts";
import {
  type Answer,
  type ClientSettings,
  connect,
  type RequestOptions,
  request,
  type ServerSettings,
  serve,
} from "../../cli/socket.ts";
import { verifierOf } from "../../cli/verify.ts";
import type { Identity, VerifyPeer } from "../../tls/config.ts";
import { memoryTickets } from "../../tls/tickets.ts";
import type { Bench } from "./bench.ts";
import { type Files, SERVER_NAME } from "./certificates.ts";
import { readLab } from "./lab.ts";
import { Talk } from "./talk.ts";

/** The engine at our end, on real sockets: as `bob` and `alice` use it, with every event in reach. */

const { certificates } = readLab();

/** What a case says of our server; the rest is the same for all. */
export type OurServer = Partial<Omit<ServerSettings, "identities">> &
  Readonly<{
    /** Default: a certificate for P-256. */
    identity?: Files;
    /** Others, should that one not do. */
    otherIdentities?: readonly Files[];
    /** An OCSP response about the first, DER, for clients that ask for one. */
    staple?: Uint8Array<ArrayBuffer>;
    /** What to do with a connection; default: answer HTTP, as Bob does. */
    talkWith?: (talk: Talk) => Promise<void>;
  }>;

/** What a case says of our client. */
export type OurClient = Partial<Omit<ClientSettings, "identities">> &
  Readonly<{ identity?: Files; otherIdentities?: readonly Files[] }>;

export type Serving = Readonly<{
  port: number;
  /** The talk with the n-th client (from 1), which may be still to come. */
  talk: (n?: number) => Talk;
}>;

/** Our server, on a free port of the loopback. */
export async function serveOurs(bench: Bench, wish: OurServer = {}): Promise<Serving> {
  const { identity = certificates.servers["P-256"], otherIdentities = [], staple = null, talkWith, ...tls } = wish;
  const talks = new Map<number, Talk>();
  const talk = (n = 1): Talk => {
    const found = talks.get(n) ?? new Talk();
    talks.set(n, found);
    return found;
  };
  let count = 0;
  const { port, close } = await serve({
    port: 0,
    tls: {
      identities: [
        { ...(await identityOf(identity)), staple },
        ...(await Promise.all(otherIdentities.map(identityOf))),
      ],
      verifyPeer: trusted(null),
      tickets: memoryTickets(100),
      ...tls,
    },
    serve: async (channel) => {
      count += 1;
      const current = talk(count);
      current.use(channel);
      await (talkWith === undefined ? answerRequests(channel) : talkWith(current));
    },
    onEvent: (event, connection) => talk(connection).hear(event),
    onFault: (error) => bench.fault(error),
  });
  bench.atEnd(close);
  return { port, talk };
}

/** A connection of our client. */
export async function connectOurs(bench: Bench, port: number, client: OurClient = {}): Promise<Talk> {
  const talk = new Talk();
  const channel = connect({ ...(await optionsFor(bench, port, client)), onEvent: (event) => talk.hear(event) });
  talk.use(channel);
  bench.atEnd(() => channel.stop("the case is over"));
  return talk;
}

type Request = Readonly<Pick<RequestOptions, "path" | "upload" | "early" | "onBody">>;

/** A request of our client, as Alice makes it, and what became of it. */
export async function requestOurs(
  bench: Bench,
  port: number,
  client: OurClient = {},
  what: Request = {},
): Promise<Readonly<{ answer: Answer; text: string; talk: Talk }>> {
  const talk = new Talk();
  const options = await optionsFor(bench, port, client);
  const answer = await request({ ...options, ...what, onEvent: (event) => talk.hear(event) });
  talk.use(answer.channel);
  return { answer, text: Buffer.from(answer.body).toString("latin1"), talk };
}

async function optionsFor(bench: Bench, port: number, { identity, otherIdentities = [], ...tls }: OurClient) {
  const files = identity === undefined ? otherIdentities : [identity, ...otherIdentities];
  return {
    host: "127.0.0.1",
    port,
    tls: {
      serverName: SERVER_NAME,
      verifyPeer: trusted(SERVER_NAME),
      identities: await Promise.all(files.map(identityOf)),
      ...tls,
    },
    onFault: (error: unknown) => bench.fault(error),
  };
}

/** The judge, with the authorities that everybody trusts here. */
function trusted(name: string | null): VerifyPeer {
  return verifierOf({ anchors: readCertificates(certificates.ca, "ca"), name, now: () => Date.now() });
}

const loaded = new Map<string, Promise<Identity>>();

function identityOf({ chain, key }: Files): Promise<Identity> {
  const known = loaded.get(chain) ?? loadIdentity(chain, key);
  loaded.set(chain, known);
  return known;
}
