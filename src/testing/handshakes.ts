import { expect } from "vitest";
import { utf8 } from "../bytes/text.ts";
import { liveChance } from "../crypto/chance.ts";
import { clientMachine } from "../tls/client/machine.ts";
import { connectClient } from "../tls/client.ts";
import { CIPHER_SUITES, type CipherSuiteName, NAMED_GROUPS, type NamedGroupName } from "../tls/codepoints.ts";
import type { ClientConfig, ServerConfig } from "../tls/config.ts";
import { connectionOf } from "../tls/connection.ts";
import { type Line, Pair, whole } from "../tls/pair.fixture.ts";
import { type Change, rogue } from "../tls/rogue.fixture.ts";
import { serverMachine } from "../tls/server/machine.ts";
import { acceptClient } from "../tls/server.ts";
import { makePeople, NOW } from "./people.ts";

/** Both ends of the engine, joined in memory, in a world where each may be believed. */

export const people = await makePeople();

export const common = { chance: liveChance, now: () => NOW, verifyPeer: people.verifyPeer };
export const SUITES = Object.keys(CIPHER_SUITES).filter((name): name is CipherSuiteName => name in CIPHER_SUITES);
export const GROUPS = Object.keys(NAMED_GROUPS).filter((name): name is NamedGroupName => name in NAMED_GROUPS);

export function clientConfig(changes: Partial<ClientConfig> = {}): ClientConfig {
  return { ...common, serverName: "localhost", ...changes };
}

export function serverConfig(changes: Partial<ServerConfig> = {}): ServerConfig {
  return { ...common, identities: [people.identities["P-256"]], ...changes };
}

export function pair(client: Partial<ClientConfig> = {}, server: Partial<ServerConfig> = {}, line: Line = whole): Pair {
  return new Pair(connectClient(clientConfig(client)), acceptClient(serverConfig(server)), line);
}

/** A client, and a server that sends other messages than it should. */
export function pairWithRogueServer(
  change: Change,
  client: Partial<ClientConfig> = {},
  server: Partial<ServerConfig> = {},
): Pair {
  const config = serverConfig(server);
  return new Pair(connectClient(clientConfig(client)), connectionOf(rogue(serverMachine(config), change), config));
}

/** A server, and a client that sends other messages than it should. */
export function pairWithRogueClient(
  change: Change,
  client: Partial<ClientConfig> = {},
  server: Partial<ServerConfig> = {},
): Pair {
  const config = clientConfig(client);
  return new Pair(connectionOf(rogue(clientMachine(config), change), config), acceptClient(serverConfig(server)));
}

/** Both ends are connected and agree on everything, and data goes both ways. */
export async function expectWorking(two: Pair): Promise<void> {
  expect(two.failures).toEqual({ client: null, server: null });
  expect([two.client.state, two.server.state]).toEqual(["CONNECTED", "CONNECTED"]);
  const before = { client: two.data("client").length, server: two.data("server").length };
  await two.write("client", utf8("to the server"));
  await two.write("server", utf8("to the client"));
  expect(two.data("server").subarray(before.server)).toEqual(utf8("to the server"));
  expect(two.data("client").subarray(before.client)).toEqual(utf8("to the client"));
  const [ours, theirs] = [two.client.negotiated, two.server.negotiated];
  for (const key of ["suite", "group", "alpn", "serverName", "resumed", "retried"] as const) {
    expect([key, theirs?.[key]]).toEqual([key, ours?.[key]]);
  }
  expect(theirs?.peerScheme).toEqual(ours?.ownScheme);
  expect(ours?.peerScheme).toEqual(theirs?.ownScheme);
  const context = utf8("context");
  expect(two.client.exportKey("label", context, 40)).toEqual(two.server.exportKey("label", context, 40));
}
