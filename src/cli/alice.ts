import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { visible } from "../pki/visible.ts";
import type { Identity, VerifyPeer } from "../tls/config.ts";
import { ALICE_USAGE, type AliceOptions, aliceOptions } from "./aliceOptions.ts";
import { UsageError } from "./files.ts";
import { commonSettings } from "./flags.ts";
import { openKeyLog } from "./keyLogFile.ts";
import { loadIdentity, readCertificate } from "./keys.ts";
import { type Answer, request } from "./request.ts";
import { type KeptSession, readSessions, writeSessions } from "./sessionFile.ts";
import { DONE, print, REFUSED, say, sayFault, whenOutputFails, withUsage } from "./terminal.ts";
import { verifierOf } from "./verify.ts";
import { verdictOf } from "./words.ts";

/** Runs Alice once; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  return withUsage("alice", async () => {
    // Nobody can read what comes: nothing is left to do.
    whenOutputFails(() => process.exit(REFUSED));
    const options = aliceOptions(args);
    if (options === null) {
      process.stdout.write(ALICE_USAGE);
      return DONE;
    }
    return run(options);
  });
}

async function run(options: AliceOptions): Promise<number> {
  const { name, authority, host, port, path, given, shares, early } = options;
  const verifyPeer = verifierOf({ anchors: options.anchors, name, now: () => Date.now() });
  const identity = options.files === null ? null : await loadIdentity(options.files.cert, options.files.key);
  const log = options.keylog === null ? null : openKeyLog(options.keylog).forConnection();
  const upload = options.upload === null ? null : openUpload(options.upload);
  const own = fingerprintOf(identity);
  const kept = options.session === null ? [] : readSessions(options.session).filter(isAlive);
  const session = await sessionFor(name, own, kept, verifyPeer);
  const answer = await request({
    tls: {
      ...commonSettings(given),
      ...(shares === null ? {} : { shares }),
      serverName: name,
      status: options.status,
      verifyPeer,
      identities: identity === null ? [] : [identity],
      session,
    },
    host,
    port,
    name: authority,
    path,
    upload,
    early,
    ...(log === null ? {} : { onEvent: log }),
    onFault: sayFault,
    onBody: options.json ? () => {} : toStandardOutput,
  });
  // A ticket is for one use (RFC 8446 §C.4): the one that was offered is not kept.
  const left = kept.filter((one) => one !== session);
  if (options.session !== null) keep(options.session, [...left, ...answer.sessions.map((one) => ({ ...one, own }))]);
  return tell(options, answer);
}

/** SHA-256 of the certificate that Alice has, in hex; null where she has none. */
function fingerprintOf(identity: Identity | null): string | null {
  const [first] = identity?.path ?? [];
  return first === undefined ? null : createHash("sha256").update(first).digest("hex");
}

/** What was asked for has come or not: that its tickets can't be kept changes nothing of it. */
function keep(path: string, sessions: readonly KeptSession[]): void {
  try {
    writeSessions(path, sessions);
  } catch (error) {
    say(visible(`--session: ${path} can't be written (${error instanceof Error ? error.message : error}).`));
  }
}

/** The newest session with a server of that name, as the same client, that would be believed today; null: none. */
async function sessionFor(
  name: string,
  own: string | null,
  sessions: readonly KeptSession[],
  verifyPeer: VerifyPeer,
): Promise<KeptSession | null> {
  for (const session of sessions.toReversed()) {
    const path = session.peer?.path ?? [];
    if (session.own !== own) continue;
    if (session.serverName === name && path.length > 0 && (await verifyPeer(path, "server")).ok) return session;
  }
  return null;
}

function isAlive({ receivedAt, lifetime }: KeptSession): boolean {
  return Date.now() - receivedAt < lifetime * 1000;
}

function openUpload(path: string) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) throw new UsageError(`--upload: ${path} is no file`);
  const { size } = stats;
  return { size, body: size === 0 ? [] : createReadStream(path, { end: size - 1, highWaterMark: 128 * 1024 }) };
}

async function toStandardOutput(bytes: Uint8Array): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
}

function tell(options: AliceOptions, answer: Answer): number {
  const { report, status, reason, headers } = answer;
  if (options.json) print(JSON.stringify(resultOf(answer)));
  if (report.error !== null) {
    say(visible(refusalOf(options, answer, report.error)));
    return REFUSED;
  }
  if (status !== null && status >= 300 && status < 400) {
    const place = headers.get("location");
    const where = place === undefined ? "" : ` and points to ${place}`;
    say(visible(`The server answered ${status} ${reason ?? ""}${where}; Alice follows no redirects.`));
  }
  if (status !== null && status >= 400) say(visible(`The server answered ${status} ${reason ?? ""}.`));
  return DONE;
}

/** The report with what the answer adds to it. */
function resultOf({ report, status, size, channel }: Answer) {
  const { negotiated, ownCertificate } = channel;
  const { resumed = null, retried = null, earlyData = null } = negotiated ?? {};
  return {
    ...report,
    clientSubject: ownCertificate === null ? null : readCertificate(ownCertificate, "--cert").subject,
    serverSubject: negotiated?.peer?.subject ?? null,
    status,
    size,
    resumed,
    retried,
    earlyData,
  };
}

function refusalOf({ name, host, port }: AliceOptions, { channel }: Answer, error: string): string {
  if (!channel.reached) return `Alice can't connect to ${host}, port ${port}: ${error}.`;
  if (channel.stranger !== null) return `Nobody speaks TLS at ${host}, port ${port}: ${channel.stranger}.`;
  if (channel.failure !== null && channel.failure.code !== "truncated") {
    return verdictOf(channel.failure, "Alice", `the server (${name})`);
  }
  if (channel.negotiated === null) return `No handshake with ${host}, port ${port}: ${error}.`;
  return `Alice got no whole answer from ${name}: ${error}.`;
}
