import { expect } from "vitest";
import type { Answer } from "../../cli/socket.ts";
import { type ClientPeer, clientOf, type ServerPeer, serverOf } from "../drivers/contenders.ts";
import type { Asked, ClientWish, Serving as PeerServing, ServerWish } from "../drivers/driver.ts";
import type { Bench } from "./bench.ts";
import { SERVER_NAME } from "./certificates.ts";
import { type OurClient, type OurServer, requestOurs, serveOurs } from "./engine.ts";
import type { Found } from "./found.ts";
import { readLab } from "./lab.ts";
import type { Talk } from "./talk.ts";

/** One connection between us and a peer: a request and its answer, in either direction. */

const { certificates } = readLab();

export type Meeting = Readonly<{ asked: Asked; talk: Talk }>;

/** A peer's client comes to our server and asks for `/`. */
export async function comeToUs(
  bench: Bench,
  peer: ClientPeer,
  found: Found,
  ours: OurServer,
  theirs: Partial<ClientWish> = {},
): Promise<Meeting> {
  const { port, talk } = await serveOurs(bench, ours);
  const wish = { port, name: SERVER_NAME, ca: certificates.ca, ...theirs };
  return { asked: await clientOf(peer, found)(bench, wish), talk: talk() };
}

export type Visit = Readonly<{ answer: Answer; text: string; talk: Talk; serving: PeerServing }>;

/** Our client goes to a peer's server and asks for `/`. */
export async function goToThem(
  bench: Bench,
  peer: ServerPeer,
  found: Found,
  ours: OurClient,
  theirs: Partial<ServerWish> = {},
): Promise<Visit> {
  const wish = { identity: certificates.servers["P-256"], ca: certificates.ca, ...theirs };
  const serving = await serverOf(peer, found)(bench, wish);
  return { ...(await requestOurs(bench, serving.port, ours)), serving };
}

/** The peer had its answer, and neither end complains. */
export async function endsWell(talk: Talk, asked: Asked): Promise<void> {
  expect(asked.log).toContain("Hello from Bob.");
  expect(asked.alert).toBeNull();
  expect(await talk.ended()).toMatchObject({ error: null, alertSent: null, alertReceived: null });
}

/** We had our answer, and neither end complains. */
export function isAnswered({ answer, text, talk }: Visit): void {
  expect(answer.report, `${talk}`).toMatchObject({ error: null, alertSent: null, alertReceived: null });
  expect(answer.status, text).toBe(200);
}
