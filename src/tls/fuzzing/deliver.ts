import type { Output } from "../output.ts";
import type { Case } from "./case.ts";
import type { Frame } from "./edits.ts";
import { type End, joinOutputs } from "./end.ts";
import type { Hand } from "./hand.ts";

/**
 * Makes records of frames and gives them to an end. A peer that goes by the end's own account of its keys makes those
 * under new keys once the end has read what comes before them; others know all keys, and give everything at once.
 */
export async function deliver(frames: readonly Frame[], end: End, hand: Hand, one: Case): Promise<Output> {
  const knowsAll = one.attacker === "wire" || one.attacker === "replay";
  const outputs: Output[] = [];
  let from = 0;
  for (const [i, frame] of frames.entries()) {
    const next = frames[i + 1];
    const isSame = next?.epoch === frame.epoch && next.generation === frame.generation;
    if (next !== undefined && (isSame || knowsAll)) continue;
    outputs.push(await end.receive(await hand.write(frames.slice(from, i + 1)), one));
    from = i + 1;
  }
  return joinOutputs(outputs);
}
