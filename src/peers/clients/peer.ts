import { readFileSync, writeFileSync } from "node:fs";
import { connect, serve } from "../../cli/socket.ts";
import { verifierOf } from "../../cli/verify.ts";
import { loadSigningKey } from "../../crypto/signatures.ts";
import { fromPem } from "../../pki/pem.ts";
import { ALERTS } from "../../tls/codepoints.ts";
import type { Identity as EngineIdentity } from "../../tls/config.ts";
import type { TlsEvent } from "../../tls/events.ts";
import type { Bench } from "../harness/bench.ts";
import { alertIn } from "./alerts.ts";
import type { Identity } from "./program.ts";

/** The other end of each case: openssl, which shows the alerts that it gets, or the engine, which dares to lie. */

export type Alerts = Readonly<{ received: number | null; sent: number | null }>;

export type Peer = Readonly<{
  port: number;
  /** The alert that ended the connection, as the peer got or sent it, when all is over. */
  alerts: () => Promise<Alerts>;
  log: () => string;
}>;

const SETTLE_MS = 150;
const LATE_MS = 900;
/** Weak keys and hashes too: it is not for the peer to refuse them. */
const LENIENT = ["-cipher", "DEFAULT:@SECLEVEL=0"];

export type PeerWish = Readonly<{
  identity: Identity;
  ocsp?: string | null;
  /** Asks for a client's certificate, and insists on one that leads to this authority. */
  clientCa?: string;
  crls?: string | null;
}>;

/** `openssl s_server`, answering HTTP; TLS 1.3 only. */
export async function opensslServer(
  bench: Bench,
  { identity, ocsp = null, clientCa, crls = null }: PeerWish,
): Promise<Peer> {
  const verify =
    clientCa === undefined ? [] : ["-Verify", "5", "-verify_return_error", "-CAfile", withLists(clientCa, crls)];
  const server = bench.start("openssl", [
    ...["s_server", "-accept", "127.0.0.1:0", "-www", "-msg", "-tls1_3", ...LENIENT],
    ...["-cert", identity.leaf, "-key", identity.key],
    ...(readFileSync(identity.issuers).length > 0 ? ["-cert_chain", identity.issuers] : []),
    ...(ocsp === null ? [] : ["-status_file", ocsp]),
    ...verify,
    ...(crls === null ? [] : ["-crl_check_all"]),
  ]);
  const [, port] = await server.until(/ACCEPT \S+:(\d+)/);
  return {
    port: Number(port),
    log: () => server.log,
    alerts: async () => {
      const alerts = (): Alerts => ({ received: alertIn(server.log, "received"), sent: alertIn(server.log, "sent") });
      return soon(alerts, ({ received, sent }) => received !== null || sent !== null);
    },
  };
}

/** One file of authorities and their lists, as openssl's -CRL reads only the first list of a file. */
export function withLists(ca: string, crls: string | null): string {
  if (crls === null) return ca;
  const file = `${crls}.ca`;
  writeFileSync(file, readFileSync(ca, "utf8") + readFileSync(crls, "utf8"));
  return file;
}

export type Presenting = Readonly<{
  port: number;
  name: string;
  ca: string;
  identity: Identity | null;
  startTls?: string;
}>;

/** `openssl s_client`, presenting a certificate, or none. Gives the alert that it received. */
export async function opensslClient(
  bench: Bench,
  wish: Presenting,
): Promise<Readonly<{ received: number | null; log: string }>> {
  const { port, name, ca, identity, startTls } = wish;
  const client = bench.start("openssl", [
    ...["s_client", "-connect", `127.0.0.1:${port}`, "-servername", name, "-CAfile", ca, "-msg", "-tls1_3", "-ign_eof"],
    ...LENIENT,
    ...(identity === null ? [] : ["-cert", identity.leaf, "-key", identity.key]),
    ...(identity !== null && readFileSync(identity.issuers).length > 0 ? ["-cert_chain", identity.issuers] : []),
    ...(startTls === undefined ? [] : ["-starttls", startTls]),
  ]);
  if (startTls === undefined) await client.say(`GET / HTTP/1.0\r\nHost: ${name}\r\n\r\n`);
  else setTimeout(() => client.endInput(), SETTLE_MS);
  const timer = startTls === undefined ? null : setTimeout(() => void client.stop(), 10 * SETTLE_MS);
  const { log } = await client.done();
  if (timer !== null) clearTimeout(timer);
  return { received: alertIn(log, "received"), log };
}

/** The engine as a server that signs with a key which its certificate does not hold. */
export async function engineServer(bench: Bench, identity: Identity): Promise<Peer> {
  let received: number | null = null;
  const { port, close } = await serve({
    port: 0,
    tls: { identities: [await engineIdentity(identity)], verifyPeer: verifierOf({ anchors: [], name: null, now }) },
    onEvent: (event) => {
      received ??= alertOf(event);
    },
    onFault: (error) => bench.fault(error),
  });
  bench.atEnd(close);
  const alerts = (): Promise<Alerts> =>
    soon(
      () => ({ received, sent: null }),
      (found) => found.received !== null,
    );
  return { port, alerts, log: () => "" };
}

/** The engine as a client that signs with a key which its certificate does not hold. */
export async function engineClient(
  bench: Bench,
  wish: Presenting,
): Promise<Readonly<{ received: number | null; log: string }>> {
  const { port, name, ca, identity } = wish;
  let received: number | null = null;
  const anchors = fromPem(readFileSync(ca, "utf8"));
  const channel = connect({
    host: "127.0.0.1",
    port,
    tls: {
      serverName: name,
      verifyPeer: verifierOf({ anchors, name, now }),
      identities: identity === null ? [] : [await engineIdentity(identity)],
    },
    onEvent: (event) => {
      received ??= alertOf(event);
    },
    onFault: (error) => bench.fault(error),
  });
  bench.atEnd(() => channel.stop("the case is over"));
  await Promise.race([channel.finished, pause(10 * SETTLE_MS)]);
  return { received, log: "" };
}

async function engineIdentity({ chain, key }: Identity): Promise<EngineIdentity> {
  const [pkcs8 = new Uint8Array()] = fromPem(readFileSync(key, "utf8"), "PRIVATE KEY");
  const signing = await loadSigningKey(pkcs8);
  if (signing === null) throw new Error(`${key} is of a kind that the engine does not sign with`);
  return { path: fromPem(readFileSync(chain, "utf8")), key: signing };
}

function alertOf(event: TlsEvent): number | null {
  if (event.type !== "alert" || event.direction !== "received") return null;
  const { number } = event;
  return number === ALERTS.close_notify || number === ALERTS.user_canceled ? null : number;
}

/** What there is as soon as it is what is waited for, or in the end: what comes late is not known to come at all. */
async function soon<T>(look: () => T, isIt: (found: T) => boolean): Promise<T> {
  for (let waited = 0; waited < LATE_MS; waited += SETTLE_MS) {
    await pause(SETTLE_MS);
    const found = look();
    if (isIt(found)) return found;
  }
  return look();
}

function now(): number {
  return Date.now();
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
