import { attempt } from "./attempt.ts";
import type { Case } from "./case.ts";
import { excessOf, misconduct } from "./conduct.ts";
import { duel } from "./duel.ts";
import type { End, Meter } from "./end.ts";
import { altered, believed, disagreement, handshakeOf, unexplained } from "./explain.ts";
import { other, type Recording } from "./recording.ts";

/**
 * What came of a case. `wrong` is what may not be; null: nothing. `end` is how it ended, and `allocated` the
 * most that one call allocated, for the statistics.
 */
export type Result = Readonly<{ wrong: string | null; end: string; allocated: number }>;

/**
 * Runs a case and judges what came of it. A peer's bytes may lead to an alert that fits the failure, is really sent and
 * is the last word (RFC 8446 §6), or to a connection that goes on; and whoever is connected read the handshake as the
 * other end meant it (§4.4.4).
 *
 * @param meter is asked around each call of the end that is attacked
 */
export function run(recording: Recording, one: Case, meter: Meter = () => 0): Promise<Result> {
  return one.attacker === "between" || one.attacker === "liar"
    ? judgeDuel(recording, one, meter)
    : judgeAttempt(recording, one, meter);
}

async function judgeAttempt(recording: Recording, one: Case, meter: Meter): Promise<Result> {
  const end = await attempt(recording, one, meter);
  const meant = handshakeOf(recording.events[one.to], "received");
  const unjust = (await misconduct(end, one.to)) ?? unexplained(end, meant);
  const wrong = unjust ?? (one.attacker === "wire" ? altered(end, one.to, recording) : null);
  return { wrong, ...endOf(end) };
}

async function judgeDuel(recording: Recording, one: Case, meter: Meter): Promise<Result> {
  const { client, server, said } = await duel(recording, one, meter);
  const attacked = one.to === "client" ? client : server;
  const opposite = one.to === "client" ? server : client;
  const wrong =
    (await misconduct(attacked, one.to)) ??
    // A liar's own end may well break by its lies.
    (one.attacker === "liar" ? null : await misconduct(opposite, other(one.to))) ??
    unexplained(client, handshakeOf(server.events, "sent")) ??
    unexplained(server, handshakeOf(client.events, "sent")) ??
    disagreement(client, server) ??
    believed(attacked, said);
  return { wrong, ...endOf(attacked) };
}

function endOf({ connection: { state, failure }, calls }: End): Omit<Result, "wrong"> {
  const allocated = Math.max(0, ...calls.map(excessOf));
  return { end: `${state} ${failure?.code ?? "closed"}`, allocated };
}
