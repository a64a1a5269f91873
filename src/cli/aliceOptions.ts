import { isIP } from "node:net";
import { NAMED_GROUPS, type NamedGroupName } from "../tls/codepoints.ts";
import { settingsOf } from "../tls/handshake/defaults.ts";
import { filesOf } from "./bobOptions.ts";
import { readCertificates, UsageError } from "./files.ts";
import { COMMON_FLAGS, commonSettings, type Flags, flagTable, type Given, namesOf, readFlags } from "./flags.ts";
import { LIVE } from "./live.ts";
import { trustNobody } from "./verify.ts";

export const ALICE_FLAGS: Flags = {
  ca: { value: "FILE", says: "the authorities that Alice trusts, in PEM; wanted" },
  connect: { value: "HOST:PORT", says: "where to connect instead; the server must still prove the address's name" },
  ...COMMON_FLAGS,
  shares: { value: "LIST", says: "those of --groups to send a key_share for at once (default: the first)" },
  session: { value: "FILE", says: "resume from FILE and keep new tickets there: it holds secrets" },
  early: { value: null, says: "send the request as 0-RTT where the session allows it; it could be replayed" },
  status: { value: null, says: "ask the server for an OCSP response with its certificate, and go by it" },
  upload: { value: "FILE", says: "PUT the file instead of GET" },
};

export const ALICE_USAGE = `Usage: npm run --silent alice -- https://name[:port]/path --ca ca.pem [more flags]

Alice is a TLS 1.3 client. She asks for the address and prints what comes; with --json, one line about the connection
and the answer instead. She takes no server that does not prove its name to the authorities in --ca, and nothing turns
that off: to talk to a server with a certificate of its own making, give that certificate as --ca.

${flagTable(ALICE_FLAGS)}
Ends with 0 when the answer came whole, 1 when either side refused or the network failed, 2 where the command line is
wrong.
`;

export type AliceOptions = Readonly<{
  /** What the server must prove to be: a DNS name, or an IP address without brackets. */
  name: string;
  /** What stands in the Host field. */
  authority: string;
  path: string;
  /** Where to connect. */
  host: string;
  port: number;
  anchors: readonly Uint8Array<ArrayBuffer>[];
  files: Readonly<{ cert: string; key: string }> | null;
  shares: readonly NamedGroupName[] | null;
  session: string | null;
  early: boolean;
  status: boolean;
  upload: string | null;
  keylog: string | null;
  json: boolean;
  given: Given;
}>;

/** Reads Alice's command line; null where only help was asked for. Throws UsageError. */
export function aliceOptions(args: readonly string[]): AliceOptions | null {
  if (args.some((arg) => arg === "--insecure" || arg === "-k")) {
    throw new UsageError("There is no --insecure: give the server's own certificate, or its authority's, as --ca");
  }
  const given = readFlags(args, ALICE_FLAGS);
  if (given.has("help")) return null;
  const [address, extra] = given.positionals;
  if (address === undefined) throw new UsageError("An address is wanted, such as https://localhost:8443/");
  if (extra !== undefined) throw new UsageError(`One address at a time: ${extra} is one too many`);
  const ca = given.text("ca");
  if (ca === null) throw new UsageError("--ca is wanted: the authorities (PEM) that may vouch for the server");
  const url = readAddress(address);
  const connect = given.text("connect");
  const { host, port } = connect === null ? { host: url.name, port: url.port } : readPlace(connect);
  if (given.has("early") && !given.has("session"))
    throw new UsageError("--early wants --session: 0-RTT needs a session");
  if (given.has("early") && given.has("upload"))
    throw new UsageError("--early is for GET: an upload must not be replayed");
  return {
    ...url,
    host,
    port,
    anchors: readCertificates(ca, "--ca"),
    files: filesOf(given),
    shares: sharesOf(given),
    session: given.text("session"),
    early: given.has("early"),
    status: given.has("status"),
    upload: given.text("upload"),
    keylog: given.text("keylog"),
    json: given.has("json"),
    given,
  };
}

/** In the order of the groups, whatever order they were given in (RFC 8446 §4.2.8). */
function sharesOf(given: Given): readonly NamedGroupName[] | null {
  const shares = given.names("shares", namesOf(NAMED_GROUPS));
  if (shares === null) return null;
  const { groups } = settingsOf({ ...LIVE, verifyPeer: trustNobody, ...commonSettings(given) });
  const foreign = shares.find((share) => !groups.includes(share));
  if (foreign !== undefined) throw new UsageError(`--shares: ${foreign} is not among --groups (${groups.join(", ")})`);
  return groups.filter((group) => shares.includes(group));
}

function readAddress(address: string) {
  const url = URL.canParse(address) ? new URL(address) : null;
  const [, digits] = /^https:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(address) ?? [];
  if (digits !== undefined && !isPort(Number(digits))) throw new UsageError(notPort(address, digits));
  if (url?.protocol !== "https:") throw new UsageError(`${address} is no address that begins with https://`);
  if (url.username !== "" || url.password !== "")
    throw new UsageError("A user name in the address is not sent; leave it out");
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  return { name, authority: url.host, path: `${url.pathname}${url.search}`, port: Number(url.port || "443") };
}

/** `host:port`, `[address]:port`. */
function readPlace(text: string): Readonly<{ host: string; port: number }> {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d+)$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  const fits = host !== undefined && (bracketed === undefined || isIP(bracketed) === 6);
  if (fits && !isPort(port)) throw new UsageError(notPort(`--connect ${text}`, digits));
  if (!fits) throw new UsageError(`--connect wants host:port, such as 127.0.0.1:8443, not ${text}`);
  return { host, port };
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

function notPort(where: string, digits = ""): string {
  return `${where}: a port is a number from 1 to 65535, not ${digits}`;
}
