import { toHex } from "../../bytes/hex.ts";
import type { TicketState, VerifyPeer } from "../config.ts";
import { type Recording, record } from "./recording.ts";
import { firstVisit, fullScenarios, type Kept, resumedScenarios } from "./scenarios.ts";

/** All handshakes that are attacked, recorded. `judge` is the real judge of certificates, who decides in one of them. */
export async function makeLibrary(judge: VerifyPeer): Promise<readonly Recording[]> {
  const scenarios = [...(await fullScenarios(judge)), ...(await resumedScenarios(await visit()))];
  const recordings: Recording[] = [];
  for (const scenario of scenarios) recordings.push(await record(scenario));
  return recordings;
}

/** Visits a server and brings a ticket back. */
async function visit(): Promise<Kept> {
  const kept = new Map<string, TicketState>();
  const keep = async (ticket: Uint8Array, state: TicketState) => void kept.set(toHex(ticket), state);
  const { events } = await record(await firstVisit(keep));
  const told = events.client.find((event) => event.type === "session");
  const session = told?.type === "session" ? told.session : null;
  const state = session && kept.get(toHex(session.ticket));
  if (!session || !state) throw new Error("the first visit left no ticket");
  return { session, ticket: session.ticket, state };
}
