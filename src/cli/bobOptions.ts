import { isIP } from "node:net";
import { fromHex } from "../bytes/hex.ts";
import type { Identity } from "../tls/config.ts";
import { memoryTickets } from "../tls/tickets.ts";
import { certificateName } from "./certificateName.ts";
import { readCertificates, UsageError } from "./files.ts";
import { COMMON_FLAGS, commonSettings, type Flags, flagTable, type Given, readFlags } from "./flags.ts";
import { loadIdentity, readCertificate } from "./keys.ts";
import { LOCAL_NAMES, makeAuthority, type OwnAuthority } from "./ownAuthority.ts";
import { MAX_CONNECTIONS, type ServerSettings } from "./serve.ts";
import { trustNobody, verifierOf } from "./verify.ts";

const LOOPBACK = "127.0.0.1";
const EVERY_ADDRESS = ["0.0.0.0", "::"];

/** Tickets that Bob remembers. */
const MAX_TICKETS = 4096;

export const BOB_FLAGS: Flags = {
  port: { value: "N", says: "port to listen on; 0 takes any free one (default 8443)" },
  host: { value: "ADDRESS", says: "address to listen on (default 127.0.0.1: this machine alone)" },
  name: {
    value: "NAME",
    says: "a name for Bob's own certificate, may be given often; only without --cert",
    many: true,
  },
  "client-ca": { value: "FILE", says: "ask clients for a certificate of these authorities, in PEM" },
  "require-client-cert": { value: null, says: "refuse clients that have none" },
  tickets: { value: "N", says: "tickets sent after a handshake, 0 to 16 (default 2)" },
  "early-data": { value: "BYTES", says: "0-RTT data taken from resumed clients (default 0: none)" },
  cookie: { value: null, says: "ask every client to come again with a cookie (HelloRetryRequest)" },
  "max-connections": { value: "N", says: `connections at once (default ${MAX_CONNECTIONS})` },
  ...COMMON_FLAGS,
};

export const BOB_USAGE = `Usage: npm run --silent bob -- [--port N] [--cert chain.pem --key key.pem] [more flags]

Bob is a TLS 1.3 server. He answers GET / with what was negotiated and who the client proved to be, GET /bytes/<n> with
n bytes, and PUT or POST with the SHA-256 of what came. Without --cert he makes an authority and a certificate of his
own, and says on standard error where ca.pem lies. Each connection gives a line on standard output when it ends.

${flagTable(BOB_FLAGS)}
Ends with 0 when told to stop (SIGINT, SIGTERM), 1 where he can't listen or his output can't be written, 2 where the
command line is wrong. Ctrl-C also ends npm, for which the shell then shows 130.
`;

export type BobOptions = Readonly<{
  host: string;
  port: number;
  maxConnections: number;
  json: boolean;
  keylog: string | null;
  /** Certificates of the authorities that clients are asked for, DER. */
  clientAuthorities: readonly Uint8Array<ArrayBuffer>[];
  /** The files of --cert and --key; null: Bob makes his own, for these names. */
  files: Readonly<{ cert: string; key: string }> | null;
  names: readonly string[];
  given: Given;
}>;

/** Reads Bob's command line; null where only help was asked for. Throws UsageError. */
export function bobOptions(args: readonly string[]): BobOptions | null {
  const given = readFlags(args, BOB_FLAGS);
  if (given.has("help")) return null;
  const [extra] = given.positionals;
  if (extra !== undefined) throw new UsageError(`${extra}: every option begins with --`);
  const files = filesOf(given);
  const ca = given.text("client-ca");
  if (ca === null && given.has("require-client-cert")) throw new UsageError("--require-client-cert wants --client-ca");
  if (files !== null && given.has("name")) throw new UsageError("--name is for Bob's own certificate, without --cert");
  const host = given.text("host") ?? "127.0.0.1";
  if (host.trim() === "") throw new UsageError("--host wants an address to listen on, such as 127.0.0.1");
  return {
    host,
    port: given.number("port", 0, 65_535) ?? 8443,
    maxConnections: given.number("max-connections", 1, 65_536) ?? MAX_CONNECTIONS,
    json: given.has("json"),
    keylog: given.text("keylog"),
    clientAuthorities: ca === null ? [] : readCertificates(ca, "--client-ca"),
    files,
    names: [...new Set([...LOCAL_NAMES, ...ownNames(host), ...given.all("name").map(demandName)])],
    given,
  };
}

/** What stands for `host` in an address that a client on this machine can ask for. */
export function addressOf(host: string): string {
  const [name = "localhost"] = host === LOOPBACK ? [] : ownNames(host);
  return isIP(name) === 6 ? `[${name}]` : name;
}

/** The name under which clients find who listens there; none where that is every address. */
function ownNames(host: string): readonly string[] {
  const name = EVERY_ADDRESS.includes(host) ? null : certificateName(host);
  return name === null ? [] : [name];
}

function demandName(text: string): string {
  const name = certificateName(text);
  if (name === null) throw new UsageError(`--name wants a DNS name or an IP address, not ${JSON.stringify(text)}`);
  return name;
}

/** The files of --cert and --key, which come together or not at all. */
export function filesOf(given: Given): Readonly<{ cert: string; key: string }> | null {
  const cert = given.text("cert");
  const key = given.text("key");
  if (cert === null && key === null) return null;
  if (cert === null || key === null) throw new UsageError("--cert and --key belong together");
  return { cert, key };
}

/** Who Bob is, and the authority that he made where no files say it. */
export async function bobIdentity(
  { files, names }: BobOptions,
  now: number,
): Promise<Readonly<{ identity: Identity; own: OwnAuthority | null }>> {
  if (files !== null) return { identity: await loadIdentity(files.cert, files.key), own: null };
  const own = await makeAuthority(names, now);
  return { identity: own.identity, own };
}

/** What Bob asks of the engine. */
export function bobSettings(
  { given, clientAuthorities }: BobOptions,
  identity: Identity,
  now: () => number,
): ServerSettings {
  const asks = clientAuthorities.length > 0;
  const tickets = given.number("tickets", 0, 16) ?? 2;
  const wanted = given.has("require-client-cert") ? "required" : "optional";
  const certificateAuthorities = clientAuthorities.map((der) => {
    return fromHex(readCertificate(der, "--client-ca: a certificate").subjectName);
  });
  return {
    ...commonSettings(given),
    identities: [identity],
    verifyPeer: asks ? verifierOf({ anchors: clientAuthorities, name: null, now }) : trustNobody,
    clientAuthentication: asks ? wanted : "none",
    ...(asks ? { certificateAuthorities } : {}),
    tickets: tickets === 0 ? null : memoryTickets(MAX_TICKETS),
    ticketCount: tickets,
    maxEarlyData: given.number("early-data", 0, 2 ** 31) ?? 0,
    cookie: given.has("cookie"),
  };
}
