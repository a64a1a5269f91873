import type { RealServer } from "./bridge/bridge.ts";
import { LOOPBACK_HOSTS } from "./bridge/sockets.ts";
import { readCertificates, readText, UsageError } from "./files.ts";
import { type Flags, readFlags } from "./flags.ts";

/** The flags that put somebody real on stage; without one of the first two, all flags are Vite's. */
const LIVE_FLAGS = ["bob", "alice", "help"];

const START_FLAGS: Flags = {
  bob: { value: "PORT", says: "" },
  alice: { value: "URL", says: "" },
  ca: { value: "FILE", says: "" },
  port: { value: "N", says: "" },
  "no-open": { value: null, says: "" },
  help: { value: null, says: "" },
};

export const START_USAGE = `Usage: npm start [-- --bob PORT] [--alice URL [--ca FILE]] [--port N] [--no-open]

Opens the app on a local server. With --bob or --alice, somebody on stage is real:

  --bob PORT    Bob listens on 127.0.0.1, and whoever calls (openssl, curl, a browser) appears on stage; 0 takes any
                free port
  --alice URL   Alice can call this server on this machine (https://localhost:8443/)
  --ca FILE     what she then trusts: certificates in PEM
  --port N      port of the local server (default: 5173, or the next free one)
  --no-open     opens no browser: go to the address that is printed
  --help        print this; so does -h

The server then listens on 127.0.0.1 alone, and takes the bridge's calls only from the page with the token that stands in
the printed address. Without --bob and --alice, all flags are Vite's.
`;

/** Who is to be real, and where the page stands. */
export type StartOptions = Readonly<{
  bob: number | null;
  alice: RealServer | null;
  port: number | null;
  open: boolean;
}>;

/** Reads the command line; null: nobody is to be real, all is for Vite; "help": only help was asked for. Throws UsageError. */
export function startOptions(args: readonly string[]): StartOptions | "help" | null {
  const isLive = args.some((arg) => arg === "-h" || LIVE_FLAGS.some((flag) => new RegExp(`^--${flag}(=|$)`).test(arg)));
  if (!isLive) return null;
  const given = readFlags(args, START_FLAGS);
  if (given.has("help")) return "help";
  const [extra] = given.positionals;
  if (extra !== undefined) throw new UsageError(`${extra}: every option begins with --`);
  const url = given.text("alice");
  const ca = given.text("ca");
  if (url === null && ca !== null) throw new UsageError("--ca is for --alice");
  return {
    bob: given.number("bob", 0, 65_535),
    alice: url === null ? null : realServer(url, ca),
    port: given.number("port", 1, 65_535),
    open: !given.has("no-open"),
  };
}

function realServer(text: string, ca: string | null): RealServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "" || url.hash !== "") {
    throw new UsageError(`--alice wants an address such as https://localhost:8443/, not ${text}`);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (!LOOPBACK_HOSTS.includes(host)) {
    throw new UsageError(`--alice: ${host} is not this machine; she calls ${LOOPBACK_HOSTS.join(", ")} only`);
  }
  if (ca !== null) readCertificates(ca, "--ca");
  return {
    host,
    port: url.port === "" ? 443 : Number(url.port),
    path: `${url.pathname}${url.search}`,
    ca: ca === null ? null : readText(ca, "--ca"),
  };
}
