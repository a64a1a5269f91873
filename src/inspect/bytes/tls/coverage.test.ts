import { describe, expect, it } from "vitest";
import { type ByteTree, leaves } from "../../../bytes/tree.ts";
import { RsaPool } from "../../../crypto/pool.ts";
import { parseRecording, serializeRecording } from "../../../player/recordingFile.ts";
import { cards, loadScene } from "../../../scenes/catalog.ts";
import { HANDFUL, labRun } from "../../../scenes/lab/runs.fixture.ts";
import { artifacts } from "../../../sim/lookup.ts";
import { record } from "../../../sim/recorder.ts";
import type { PacketArtifact, Recording, Throw } from "../../../sim/recording.ts";
import { contentsOf } from "../../../sim/tls/inside.ts";
import { explained } from "../explained.ts";
import { fieldWords } from "../words.ts";
import { innerTree, recordsTree } from "./trees.ts";
import { TLS_FIELDS, tlsFieldWords } from "./words.ts";

const LAB = "lab";
const actFive = [...cards.filter(({ act }) => act === 5).map(({ id }) => id), LAB];

describe.each(actFive)("every byte of %s", (id) => {
  it("lies in exactly one field, and every field is explained", async () => {
    for (const recording of await runsOf(id)) {
      const packets = packetsOf(recording);
      // At the least a hello that is refused, and the alert.
      expect(packets.length).toBeGreaterThan(id === LAB ? 0 : 1);
      for (const made of artifacts(recording).values()) {
        const asked = made.kind === "request" ? explained(made) : null;
        if (asked !== null) expect(lapsesIn(asked.tree, asked.bytes.length, fieldWords)).toEqual([]);
      }
      for (const packet of packets) {
        // A scene may hold what was said the story’s way, before.
        if (packet.records === undefined) {
          const told = explained(packet);
          expect(told === null ? null : lapsesIn(told.tree, packet.bytes.length / 2, fieldWords)).toEqual([]);
          continue;
        }
        expect(lapsesIn(recordsTree(packet), packet.bytes.length / 2)).toEqual([]);
        for (const { span, inner } of contentsOf(recording, packet)) {
          // Whatever was sealed was opened by somebody, at least by its author.
          if (span.key === null || packet.changedFrom !== null) continue;
          expect(inner).not.toBeNull();
          if (inner !== null) expect(lapsesIn(innerTree(inner), inner.length)).toEqual([]);
        }
      }
    }
  });

  it("comes back from a file as it went in", async () => {
    for (const recording of await runsOf(id)) {
      expect(parseRecording(serializeRecording(recording))).toEqual({ ok: true, recording });
    }
  });

  it("is no private key: those stand in no recording", async () => {
    for (const recording of await runsOf(id)) expect(JSON.stringify(recording)).not.toContain("privateKey");
  });
});

it("nothing is unreadable or unknown in what the engine sends", async () => {
  const found = new Set<string>();
  for (const id of actFive) {
    for (const recording of await runsOf(id)) {
      for (const packet of packetsOf(recording)) {
        for (const { name } of leaves(recordsTree(packet))) found.add(name);
        for (const { inner } of contentsOf(recording, packet)) {
          if (inner !== null) for (const { name } of leaves(innerTree(inner))) found.add(name);
        }
      }
    }
  }
  expect([...found].filter((name) => name === "unreadable" || name === "unknown" || name === "bytes")).toEqual([]);
});

it("each meaning is a sentence, and names its section", () => {
  for (const { means, section } of Object.values(TLS_FIELDS)) {
    expect(means).toMatch(/\.$/);
    expect(section).toMatch(/^RFC \d{4,5} §[\dA-D]/);
  }
});

/** What is amiss in a tree: gaps, overlaps, children that leave something of their parent out, names without a meaning. */
function lapsesIn(tree: ByteTree, size: number, words: (path: string) => unknown = tlsFieldWords): readonly string[] {
  const lapses: string[] = [];
  let at = 0;
  for (const leaf of leaves(tree)) {
    if (leaf.start !== at) lapses.push(`${leaf.path} begins at ${leaf.start}, not ${at}`);
    at = leaf.end;
    if (words(leaf.path) === null) lapses.push(`${leaf.path} has no meaning`);
  }
  if (at !== size) lapses.push(`it ends at ${at}, not ${size}`);
  return lapses;
}

/** The packets that are made of records. */
function packetsOf(recording: Recording): readonly PacketArtifact[] {
  return [...artifacts(recording).values()].filter(
    (a): a is PacketArtifact => a.kind === "packet" && a.records !== undefined,
  );
}

const runs = new Map<string, Promise<readonly Recording[]>>();

/** The default run, and one for each value of each switch. */
function runsOf(id: string): Promise<readonly Recording[]> {
  const known = runs.get(id) ?? (id === LAB ? Promise.all(HANDFUL.map((part) => labRun(part))) : allRuns(id));
  runs.set(id, known);
  return known;
}

async function allRuns(id: string): Promise<readonly Recording[]> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws: Throw[][] = scene.switches.flatMap((s) =>
    s.options.filter((o) => o.value !== s.default).map((o) => [{ switch: s.id, value: o.value, after: null }]),
  );
  const pool = new RsaPool(0);
  const all = [[], ...throws].map((thrown) => record(scene.scenario, { scene: id, hops: 2, throws: thrown, pool }));
  return (await Promise.all(all)).map((run) => run.recording);
}
