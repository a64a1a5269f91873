import { describe, expect, it } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { cards, loadScene } from "../../scenes/catalog.ts";
import { packetName } from "../../scenes/labels.ts";
import { artifact } from "../../sim/lookup.ts";
import { record } from "../../sim/recorder.ts";
import type { Recording } from "../../sim/recording.ts";
import { drawLadder, HEAD, ROW, svgOf } from "./drawing.ts";
import { ladderOf } from "./rows.ts";

describe.each(cards.map(({ id }) => id))("the ladder of %s", (id) => {
  it("shows every message, in order, and leads to its step", async () => {
    const recording = await runOf(id);
    const { columns, rows } = ladderOf(recording);
    const travels = recording.steps.flatMap(({ event }, i) =>
      event.type === "travels" ? [{ index: i + 1, name: packetName(artifact(recording, "packet", event.packet)) }] : [],
    );
    const arrows = rows.filter((row) => row.to !== null);
    expect(arrows.map(({ index }) => index)).toEqual(travels.map(({ index }) => index));
    for (const [i, { words }] of arrows.entries()) expect(words.startsWith(travels[i]?.name ?? "?")).toBe(true);
    const ids = columns.map((column) => column.id);
    for (const { from, to } of rows) {
      expect(ids).toContain(from);
      if (to !== null) expect(ids).toContain(to);
    }
    expect(new Set(rows.map(({ index }) => index)).size).toBe(rows.length);
  });

  it("is drawn within its page, and is well-formed as a file", async () => {
    const ladder = ladderOf(await runOf(id));
    const drawing = drawLadder(ladder, 560);
    expect(drawing.height).toBeGreaterThanOrEqual(HEAD + ladder.rows.length * ROW);
    for (const shape of drawing.shapes) {
      const xs = shape.kind === "line" ? [shape.x1, shape.x2] : [shape.x];
      for (const x of xs) expect(x >= 0 && x <= drawing.width).toBe(true);
    }
    const svg = svgOf(drawing, "A & B <i>");
    expect(svg).toContain("<title>A &#38; B &#60;i&#62;</title>");
    expect(svg.match(/<text /g)).toHaveLength(svg.match(/<\/text>/g)?.length ?? -1);
  });
});

const runs = new Map<string, Promise<Recording>>();

function runOf(id: string): Promise<Recording> {
  const known = runs.get(id) ?? made(id);
  runs.set(id, known);
  return known;
}

async function made(id: string): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  return (await record(scene.scenario, { scene: id, hops: scene.hops.default, throws: [], pool: new RsaPool(1) }))
    .recording;
}
