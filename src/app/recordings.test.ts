import { describe, expect, test } from "vitest";
import { parseRecording, serializeRecording } from "../player/recordingFile.ts";
import { cards, loadScene } from "../scenes/catalog.ts";
import type { Scene } from "../scenes/types.ts";
import { record } from "../sim/recorder.ts";
import type { Recording, Throw } from "../sim/recording.ts";
import { SixteenPairs } from "../testing/sixteenPairs.ts";
import { withPlace } from "../testing/withPlace.ts";

/** Recordings of real TLS, with all that happens anywhere, as files: each comes back, and none does that names what it does not hold. */

const pool = new SixteenPairs();

/** The run as it begins, and one with every other value of a switch. */
async function runsOf(scene: Scene): Promise<readonly Recording[]> {
  const thrown = scene.switches.flatMap(({ id, options }) =>
    options.map(({ value }): readonly Throw[] => [{ switch: id, value, after: null }]),
  );
  const runs: Recording[] = [];
  for (const throws of [[], ...thrown]) {
    const run = await record(scene.scenario, { scene: scene.card.id, hops: 1, throws, pool });
    runs.push(run.recording);
  }
  return runs;
}

type Place = Readonly<{ path: readonly string[]; shape: string; value: string }>;

/** Texts below an event or an artifact, each with what it is a part of. */
function placesIn(value: unknown, path: readonly string[], shape: string): readonly Place[] {
  if (typeof value === "string") return [{ path, shape, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    placesIn(inner, [...path, key], Array.isArray(value) ? `${shape}[]` : `${shape}.${key}`),
  );
}

function placesOf({ made, steps }: Recording): readonly Place[] {
  return [
    ...made.flatMap((one, i) => placesIn(one, ["made", String(i)], one.kind)),
    ...steps.flatMap(({ event, made: more }, n) => [
      ...placesIn(event, ["steps", String(n), "event"], event.type),
      ...more.flatMap((one, i) => placesIn(one, ["steps", String(n), "made", String(i)], one.kind)),
    ]),
  ];
}

function idsIn({ cast, made, steps }: Recording): ReadonlySet<string> {
  const things = [made, ...steps.map((step) => step.made)].flat();
  return new Set([...cast, ...things].map(({ id }) => id));
}

/** Texts that may well be somebody's name by chance. */
const FREE = /\.(?:label|message|name|host|text|id)$/;

const tried = new Set<string>();

describe.each(cards.filter(({ act }) => act === 5).map(({ id }) => id))("%s", (id) => {
  test("comes back from its file, but not with a name of nothing in it", { timeout: 120_000 }, async () => {
    const scene = await loadScene(id);
    if (scene === null) throw new RangeError(`no scene ${id}`);
    const accepted: string[] = [];
    for (const recording of await runsOf(scene)) {
      const text = serializeRecording(recording);
      const parsed = parseRecording(text);
      expect(parsed).toMatchObject({ ok: true });
      if (recording.throws.length === 0) expect(parsed).toEqual({ ok: true, recording });
      const ids = idsIn(recording);
      for (const { path, shape, value } of placesOf(recording)) {
        if (!ids.has(value) || FREE.test(shape) || tried.has(shape)) continue;
        tried.add(shape);
        const broken = JSON.stringify(withPlace(recording, path, "nobody"));
        if (parseRecording(broken).ok) accepted.push(shape);
      }
    }
    expect(accepted).toEqual([]);
  });
});
