import { parseAddress } from "../player/address.ts";
import { cards } from "../scenes/catalog.ts";

/** Where the reader was last, and which scenes they have seen to the end. Kept in this browser only. */
export type Visited = Readonly<{
  last: Readonly<{ scene: string /** `#/scene/…`, the whole view. */; address: string; index: number }> | null;
  done: readonly string[];
}>;

const STORED_AS = "between-alice-and-bob.visited";
const NOTHING: Visited = { last: null, done: [] };

/** What is known of earlier visits: nothing where storage is missing, refused or holds nonsense. */
export function readVisited(): Visited {
  try {
    return visitedFrom(JSON.parse(localStorage.getItem(STORED_AS) ?? "null"));
  } catch {
    return NOTHING;
  }
}

/** Notes where the reader is. `atEnd`: they have seen the scene's last step. */
export function noteVisit(scene: string, address: string, index: number, atEnd: boolean): void {
  const { done } = readVisited();
  const next: Visited = { last: { scene, address, index }, done: atEnd ? [...new Set([...done, scene])] : done };
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(next));
  } catch {
    // A sandboxed frame has no storage: nothing is kept there.
  }
}

function visitedFrom(data: unknown): Visited {
  if (!isObject(data)) return NOTHING;
  const done = Array.isArray(data.done) ? data.done.filter((id) => isScene(id)) : [];
  const { last } = data;
  if (!isObject(last) || !isScene(last.scene) || typeof last.index !== "number") return { last: null, done };
  const { scene, index, address } = last;
  const known = typeof address === "string" && isViewOf(address, scene);
  return {
    last: { scene, address: known ? address : `#/scene/${scene}`, index: Math.max(0, Math.trunc(index)) },
    done,
  };
}

function isViewOf(address: string, scene: string): boolean {
  const parsed = parseAddress(address);
  return parsed.page === "scene" && parsed.scene === scene;
}

function isScene(id: unknown): id is string {
  return cards.some((card) => card.id === id);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
