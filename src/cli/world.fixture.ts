import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { liveChance } from "../crypto/chance.ts";
import { generateKeyPair } from "../crypto/keys.ts";
import { signingKeyOf } from "../crypto/signatures.ts";
import { issueCertificate } from "../pki/issue/issue.ts";
import type { Identity } from "../tls/config.ts";
import type { ClientSettings } from "./connect.ts";
import type { Report } from "./report.ts";
import { type ServeOptions, type ServerSettings, type Serving, serve } from "./serve.ts";
import { trustNobody, verifierOf } from "./verify.ts";

/** People and certificates for the tests of sockets. */

type Bytes = Uint8Array<ArrayBuffer>;

export type World = Readonly<{ anchors: readonly Bytes[]; bob: Identity; alice: Identity }>;

const HOUR = 3_600_000;
const now = () => Date.now();

/** An authority, Bob who is `localhost`, and Alice. */
export async function makeWorld(): Promise<World> {
  const keys = await generateKeyPair("ECDSA P-256");
  const life = { notBefore: new Date(now() - HOUR), notAfter: new Date(now() + HOUR) };
  const serial = () => liveChance.random("serial", 16);
  const root = await issueCertificate({
    ...{ ...life, subject: "Test authority", names: [], usages: [], ca: { pathLength: null }, serial: await serial() },
    ...{ publicKey: keys.publicKey, privateKey: keys.privateKey, issuer: "self" },
  });
  const issuer = { der: root, privateKey: keys.privateKey };
  const identity = async (subject: string, usage: "serverAuth" | "clientAuth", name: string): Promise<Identity> => {
    const own = await generateKeyPair("ECDSA P-256");
    const contents = { subject, names: [name], usages: [usage], ca: false as const, publicKey: own.publicKey };
    return {
      path: [await issueCertificate({ ...life, ...contents, serial: await serial(), issuer })],
      key: signingKeyOf(own),
    };
  };
  const bob = await identity("Bob", "serverAuth", "localhost");
  return { anchors: [root], bob, alice: await identity("Alice", "clientAuth", "alice.example") };
}

/** Bob as clients find him who need no certificate. */
export function bobTls(world: World, more: Partial<ServerSettings> = {}): ServerSettings {
  return { identities: [world.bob], verifyPeer: trustNobody, clientAuthentication: "none", tickets: null, ...more };
}

/** Bob who asks for a certificate. */
export function asking(world: World, clientAuthentication: "optional" | "required"): Partial<ServerSettings> {
  return { clientAuthentication, verifyPeer: verifierOf({ anchors: world.anchors, name: null, now }) };
}

export function aliceTls(world: World, more: Partial<ClientSettings> = {}): ClientSettings {
  const verifyPeer = verifierOf({ anchors: world.anchors, name: "localhost", now });
  return { serverName: "localhost", verifyPeer, ...more };
}

export type Listening = Serving & Readonly<{ reports: readonly Report[]; faults: readonly unknown[] }>;

/** Bob, with what he reports, and whatever went wrong by our own fault. */
export async function listen(options: Omit<ServeOptions, "port">): Promise<Listening> {
  const reports: Report[] = [];
  const faults: unknown[] = [];
  const serving = await serve({
    ...options,
    port: 0,
    onReport: (report) => reports.push(report),
    onFault: (error) => faults.push(error),
  });
  return { ...serving, reports, faults };
}

/** Until something holds; fails after twenty seconds. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2000) throw new Error(`it never came true that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A TCP connection without TLS, for those who mean no good. Collects what comes. */
export async function rawSocket(port: number): Promise<Readonly<{ socket: Socket; received: () => Buffer }>> {
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, received: () => Buffer.concat(chunks) };
}

/** A directory for one file of tests. */
export function scratch(): Readonly<{ path: (name: string) => string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "cli-test-"));
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs openssl; throws with what it said where it fails. */
export function openssl(...args: readonly string[]): string {
  return execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
