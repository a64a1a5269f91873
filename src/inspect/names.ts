import { listed, plural, t } from "../language/t.ts";
import { artifact, nameOf, stateOf } from "../sim/lookup.ts";
import type { Actor, ActorId, KeyId, Recording, World } from "../sim/recording.ts";

export { nameOf };

/** True for whoever is on the attacker's side at this place. */
export function isHostile(recording: Recording, world: World, id: ActorId): boolean {
  const actor = recording.cast.find((a) => a.id === id);
  return actor !== undefined && (actor.role === "impostor" || hasTurned(actor, world));
}

/** True for a router that does nothing but pass packets on. */
export function isPlainRouter(recording: Recording, world: World, id: ActorId): boolean {
  const actor = recording.cast.find((a) => a.id === id);
  return actor?.role === "router" && !hasTurned(actor, world);
}

/** `Routers 1–3 and 5`, `Alice`: names as one phrase; numbered names of one kind are drawn together. */
export function joinedNames(names: readonly string[]): string {
  const numbered = names.flatMap((name) => numberOf(name) ?? []);
  if (names.length < 2 || numbered.length < names.length) return listed(names);
  return t`Routers ${listed(runsOf(numbered))}`;
}

/** How a key is called: by the first four digits of its fingerprint. */
export function keyName(recording: Recording, id: KeyId): string {
  return t`key ${artifact(recording, "key", id).fingerprint.slice(0, 4)}`;
}

/** `1 byte`, `58 bytes`. */
export function bytesText(count: number): string {
  return plural(count, { one: "# byte", other: "# bytes" });
}

function hasTurned(actor: Actor, world: World): boolean {
  return actor.canTurn && stateOf(world, actor.id).strategy !== "off";
}

function numberOf(name: string): number | null {
  const digits = /^Router (\d+)$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** `1–3`, `5`: neighbours drawn together; two neighbours too. */
function runsOf(numbers: readonly number[]): readonly string[] {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
}
