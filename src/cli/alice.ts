import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { visible } from "../pki/visible.ts";
import type { Session, VerifyPeer } from "../tls/config.ts";
import { ALICE_USAGE, type AliceOptions, aliceOptions } from "./aliceOptions.ts";
import { UsageError } from "./files.ts";
import { commonSettings } from "./flags.ts";
import { openKeyLog } from "./keyLogFile.ts";
import { loadIdentity, readCertificate } from "./keys.ts";
import { type Answer, request } from "./request.ts";
import { readSessions, writeSessions } from "./sessionFile.ts";
import { DONE, print, REFUSED, say, sayFault, withUsage } from "./terminal.ts";
import { verifierOf } from "./verify.ts";
import { verdictOf } from "./words.ts";

/** Runs Alice once; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  return withUsage(ALICE_USAGE, async () => {
    const options = aliceOptions(args);
    if (options === null) {
      process.stdout.write(ALICE_USAGE);
      return DONE;
    }
    // Nobody reads any more (`alice … | head`): nothing is left to do.
    process.stdout.on("error", () => process.exit(REFUSED));
    return run(options);
  });
}

async function run(options: AliceOptions): Promise<number> {
  const { name, authority, host, port, path, given, shares, early } = options;
  const verifyPeer = verifierOf({ anchors: options.anchors, name, now: () => Date.now() });
  const identity = options.files === null ? null : await loadIdentity(options.files.cert, options.files.key);
  const log = options.keylog === null ? null : openKeyLog(options.keylog).forConnection();
  const upload = options.upload === null ? null : openUpload(options.upload);
  const kept = options.session === null ? [] : readSessions(options.session).filter(isAlive);
  const session = await sessionFor(name, kept, verifyPeer);
  const answer = await request({
    tls: {
      ...commonSettings(given),
      ...(shares === null ? {} : { shares }),
      serverName: name,
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
  if (options.session !== null) writeSessions(options.session, [...left, ...answer.sessions]);
  return tell(options, answer);
}

/** The newest session of a server of that name that would be believed today; null where there is none. */
async function sessionFor(name: string, sessions: readonly Session[], verifyPeer: VerifyPeer): Promise<Session | null> {
  for (const session of sessions.toReversed()) {
    const path = session.peer?.path ?? [];
    if (session.serverName === name && path.length > 0 && (await verifyPeer(path, "server")).ok) return session;
  }
  return null;
}

function isAlive({ receivedAt, lifetime }: Session): boolean {
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
  const { report, status, reason } = answer;
  if (options.json) print(JSON.stringify(resultOf(answer)));
  if (report.error !== null) {
    say(visible(refusalOf(options, answer, report.error)));
    return REFUSED;
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
  if (channel.failure !== null) return verdictOf(channel.failure, "Alice", `the server (${name})`);
  if (channel.negotiated === null) return `Alice can't connect to ${host}, port ${port}: ${error}.`;
  return `Alice got no whole answer from ${name}: ${error}.`;
}
