import { HANDSHAKE_TYPES } from "../codepoints.ts";
import type { Case } from "./case.ts";
import type { Frame } from "./edits.ts";
import type { Recording, Unit } from "./recording.ts";
import type { Role } from "./scenarios.ts";

const HANDSHAKE = 22;

/**
 * What comes to the end that is attacked, before it is edited, the same list each time: of the wire, records; of a liar,
 * the handshake messages that its machine says; of others, all units.
 */
export function framesOf(recording: Recording, { to, attacker }: Pick<Case, "to" | "attacker">): readonly Frame[] {
  const lists = made.get(recording) ?? new Map<string, readonly Frame[]>();
  made.set(recording, lists);
  const kind = attacker === "wire" || attacker === "liar" ? attacker : "units";
  const frames = lists.get(`${to} ${kind}`) ?? makeFrames(recording, to, kind);
  lists.set(`${to} ${kind}`, frames);
  return frames;
}

const made = new WeakMap<Recording, Map<string, readonly Frame[]>>();

function makeFrames({ turns }: Recording, to: Role, kind: "wire" | "liar" | "units"): readonly Frame[] {
  return turns[to].flatMap((turn, i): readonly Frame[] => {
    if ("act" in turn) return [];
    if (kind === "wire")
      return turn.records.map((content) => ({ ...frameOf({ ...RECORD, content }, i), isRecord: true }));
    const units = kind === "units" ? turn.units : turn.units.filter(isSaid);
    return units.map((unit) => frameOf(unit, i));
  });
}

/** KeyUpdates are not the machine's: the connection sees to them. */
function isSaid({ type, content }: Unit): boolean {
  return type === HANDSHAKE && content[0] !== HANDSHAKE_TYPES.key_update;
}

const RECORD = { epoch: "initial", generation: 0, type: HANDSHAKE, padding: 0 } as const;

/** A unit as it should be sent. */
export function frameOf(unit: Unit, turn: number): Frame {
  return { ...unit, turn, isRecord: false, split: 2 ** 14, joined: false, header: [], spoilt: [] };
}
