import { isIP } from "node:net";
import { visible } from "../pki/visible.ts";
import type { TlsEvent } from "../tls/events.ts";
import { addressOf, BOB_USAGE, type BobOptions, bobIdentity, bobOptions, bobSettings } from "./bobOptions.ts";
import { type KeyLogger, openKeyLog } from "./keyLogFile.ts";
import { isNetworkError, networkError } from "./network.ts";
import type { Report } from "./report.ts";
import { serve, type Visit } from "./serve.ts";
import { DONE, print, REFUSED, say, sayFault, whenOutputFails, withUsage } from "./terminal.ts";
import { toldToStop } from "./toldToStop.ts";

/** Runs Bob until he is told to stop; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  return withUsage("bob", async () => {
    const options = bobOptions(args);
    if (options === null) {
      whenOutputFails(() => process.exit(REFUSED));
      process.stdout.write(BOB_USAGE);
      return DONE;
    }
    return run(options);
  });
}

async function run(options: BobOptions): Promise<number> {
  const now = () => Date.now();
  const { identity, own } = await bobIdentity(options, now());
  try {
    const { host, port, maxConnections } = options;
    const tls = bobSettings(options, identity, now);
    const onEvent = options.keylog === null ? null : logging(options.keylog);
    const onReport = (report: Report, _: number, visit: Visit) => {
      print(options.json ? JSON.stringify({ ...report, ...visit }) : lineOf(report, visit));
    };
    const code = toldToStop();
    survive();
    const bob = await serve({
      tls,
      host,
      port,
      maxConnections,
      onReport,
      ...(onEvent && { onEvent }),
      onFault: sayFault,
    });
    greet(options, bob.port, own?.ca ?? null);
    const ending = await code;
    await bob.close();
    return ending;
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    say(`Bob can't listen on ${options.host}, port ${options.port}: ${networkError(error)}`);
    return REFUSED;
  } finally {
    own?.remove();
  }
}

function greet({ host }: BobOptions, port: number, ca: string | null): void {
  const lines = [`Bob listens on ${host}, port ${port}.`];
  if (!isLoopback(host)) lines.unshift(`Careful: Bob listens on ${host}; others than this machine can reach him.`);
  const url = `https://${addressOf(host)}:${port}/`;
  if (ca !== null) {
    lines.push(`His own authority: ${ca}`);
    lines.push(`Try: npm run --silent alice -- ${url} --ca ${ca}`, ` or: curl --cacert ${ca} ${url}`);
  }
  say(lines.join("\n"));
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** Each connection has a log of its own, as secrets are named by its ClientHello. */
function logging(path: string): (event: TlsEvent, connection: number) => void {
  const log = openKeyLog(path);
  const loggers = new Map<number, KeyLogger>();
  return (event, connection) => {
    const logger = loggers.get(connection) ?? log.forConnection();
    loggers.set(connection, logger);
    logger(event);
    // All that the format has a label for is known when the connection stands.
    if (event.type === "connected" || event.type === "failed") loggers.delete(connection);
  };
}

/** How a connection went, for people. */
function lineOf(report: Report, { address, serverName, resumed, earlyData }: Visit): string {
  const { version, suite, group, alpn, clientSubject, alertSent, alertReceived, error } = report;
  // A sentence about an alert that came names it already.
  const isTold = alertReceived === null || error?.includes(alertReceived) === true;
  const parts = [
    [version, suite, group].filter((part) => part !== null).join(" ") || "no handshake",
    serverName === null ? null : `for ${serverName}`,
    alpn === null ? null : `ALPN ${alpn}`,
    clientSubject === null ? null : `client ${clientSubject}`,
    resumed === true ? "resumed" : null,
    earlyData === null || earlyData === "none" ? null : `0-RTT ${earlyData}`,
    alertSent === null ? null : `alert sent: ${alertSent}`,
    isTold ? null : `alert received: ${alertReceived}`,
    error ?? "done",
  ];
  return visible(`${address ?? "somebody"}: ${parts.filter((part) => part !== null).join("; ")}`);
}

/** Whatever we get wrong for one connection, the others go on. */
function survive(): void {
  process.on("uncaughtException", sayFault);
  process.on("unhandledRejection", sayFault);
}
