import type { Case } from "./case.ts";
import { deliver } from "./deliver.ts";
import { edited } from "./edits.ts";
import { End, type Meter } from "./end.ts";
import { framesOf } from "./frames.ts";
import { Hand } from "./hand.ts";
import { secretFor } from "./keys.ts";
import { connectionFor, type Recording } from "./recording.ts";

/** Runs a case in which one end is alone with somebody who plays its peer: attackers "wire", "replay" and "peer". */
export async function attempt(recording: Recording, one: Case, meter: Meter): Promise<End> {
  const end = new End(connectionFor(recording.scenario, one.to), meter);
  const frames = edited(framesOf(recording, one), one.edits);
  const told = one.attacker === "peer" ? end.events : [];
  const hand = new Hand((place) => secretFor(one.to, told, recording, place));
  for (const [i, turn] of recording.turns[one.to].entries()) {
    const due = frames.filter((frame) => frame.turn === i);
    await ("act" in turn ? end.act(turn.act) : deliver(due, end, hand, one));
  }
  await end.finish();
  return end;
}
