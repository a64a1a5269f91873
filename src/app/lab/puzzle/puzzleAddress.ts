import { t } from "../../../language/t.ts";
import { type Address, formatParams, type Param, quoted } from "../../../player/address.ts";
import { seedOf } from "../../../player/seed.ts";
import type { PlayerState } from "../../../player/types.ts";
import { type Theme, viewParams } from "../../../player/url.ts";
import { fieldOf } from "../../../scenes/lab/fields.ts";
import { PUZZLE, unwrapPuzzle, wrapPuzzle } from "../../../scenes/lab/puzzleAddress.ts";
import type { LabSetup } from "../../../scenes/lab/setup.ts";
import { PART_IDS, type PartId } from "./parts.ts";

/** A set-up with parts of it hidden, and what is asked about it. */
export type Puzzle = Readonly<{ setup: LabSetup; hidden: readonly PartId[]; question: string | null }>;

/** What is asked where the teacher asks nothing. */
export const USUAL_QUESTION = t`Something may be wrong here. What is it?`;

const HIDDEN = "hidden";
const ASKS = "asks";
/** What an address can carry of a sentence. */
export const LONGEST_QUESTION = 120;

export type PuzzleWish =
  | Readonly<{ ok: true; puzzle: Puzzle /** The view of its run. */; view: Address }>
  /** What is wrong with the link. */
  | Readonly<{ ok: false; sentence: string }>;

/** Reads a puzzle out of an address of the lab; null where it holds none. Total. */
export function readPuzzle(address: Address): PuzzleWish | null {
  const wrapped = paramOf(address, PUZZLE);
  if (wrapped === undefined) return null;
  const unwrapped = unwrapPuzzle(wrapped);
  if (!unwrapped.ok) return unwrapped;
  const { hidden, sentences } = hiddenIn(address);
  const question = paramOf(address, ASKS)?.items[0]?.value ?? null;
  const others = address.params.filter(({ name }) => ![PUZZLE, HIDDEN, ASKS].includes(name));
  const params = others.filter(({ name }) => fieldOf(name) === null);
  const chosen = others.length - params.length;
  const set = chosen === 0 ? [] : [t`In a puzzle everything is set already, so what the address chooses was left out.`];
  return {
    ok: true,
    puzzle: { setup: unwrapped.setup, hidden, question },
    view: { ...address, params, sentences: [...address.sentences, ...sentences, ...set] },
  };
}

/** The link to a puzzle, for those who are to solve it. */
export function puzzleLink(puzzle: Puzzle): string {
  return formatParams("lab", null, paramsOf(puzzle));
}

/** The address of a puzzle and the view of its run. */
export function puzzleAddress(puzzle: Puzzle, state: PlayerState, theme: Theme | null): string {
  const { scene, recording, index, depth, eyes, speed } = state;
  const step = recording.steps[index - 1]?.id ?? null;
  const fixed = { hops: scene.hops.default, throws: [], ...seedOf(recording) };
  const view = viewParams(scene, { ...fixed, depth, eyes, speed, theme, step });
  return formatParams("lab", null, [...paramsOf(puzzle), ...view]);
}

function paramsOf({ setup, hidden, question }: Puzzle): readonly Param[] {
  const asks = question === null ? [] : [{ name: ASKS, items: [{ value: question, after: null }] }];
  const parts = { name: HIDDEN, items: hidden.map((value) => ({ value, after: null })) };
  return [wrapPuzzle(setup), parts, ...asks];
}

function hiddenIn(address: Address): Readonly<{ hidden: readonly PartId[]; sentences: readonly string[] }> {
  const items = paramOf(address, HIDDEN)?.items ?? [];
  const hidden = PART_IDS.filter((id) => items.some(({ value }) => value === id));
  const sentences = items.flatMap(({ value }) =>
    PART_IDS.some((id) => id === value) ? [] : [t`A puzzle can’t hide ${quoted(value)}, so that was left out.`],
  );
  // A puzzle that hides nothing is none.
  return { hidden: hidden.length === 0 ? PART_IDS : hidden, sentences };
}

function paramOf({ params }: Address, name: string): Param | undefined {
  return params.find((param) => param.name === name);
}
