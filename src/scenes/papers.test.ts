import { describe, expect, test } from "vitest";
import { fromHex } from "../bytes/hex.ts";
import { RsaPool } from "../crypto/pool.ts";
import { httpIn } from "../sim/issuance/httpPackets.ts";
import { artifact, artifacts, readingOf } from "../sim/lookup.ts";
import { record } from "../sim/recorder.ts";
import type { Recording, SimEvent, VerdictArtifact } from "../sim/recording.ts";
import { sealedSize } from "../sim/tls/attacks/sizes.ts";
import { loadScene } from "./catalog.ts";

type Switches = Readonly<Record<string, string>>;
type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

/** What an authority finds of Mallory's request, whether it issues, and what Alice then says to what she shows. */
const REQUESTS: readonly (readonly [
  switches: Switches,
  signature: Of<"examines">["result"] | null,
  control: Of<"examines">["result"] | null,
  issues: boolean,
  alert: string | null,
])[] = [
  [{}, "passed", "passed", true, null],
  [{ looks: "two" }, "passed", "failed", false, "unknown_ca"],
  [{ mallory: "eavesdrop" }, "passed", "failed", false, null],
  [{ mallory: "off" }, null, null, false, null],
  [{ request: "bobs" }, "failed", null, false, "unknown_ca"],
  [{ request: "bobs", "skip-proof": "on" }, "skipped", "passed", true, "decrypt_error"],
  [{ request: "bobs", "skip-proof": "on", looks: "two" }, "skipped", "failed", false, "unknown_ca"],
  [{ looks: "two", "skip-control": "on" }, "passed", "skipped", true, null],
];

describe("to whom a certificate for bob.example is given", () => {
  test.each(REQUESTS)("%o: signature %s, control %s, issued: %s, alert: %s", async (switches, ...expected) => {
    const recording = await runOf("issuance", switches);
    const [signature, control, issues, alert] = expected;
    expect(examined(recording, "signature", "mallory")?.result ?? null).toBe(signature);
    expect(examined(recording, "control", "mallory")?.result ?? null).toBe(control);
    const given = of(recording, "issues").filter(({ to }) => to === "mallory");
    expect(given).toHaveLength(issues ? 1 : 0);
    expect(verdicts(recording).find(({ accepted }) => !accepted)?.alert ?? null).toBe(alert);
    // Bob gets his in every one of them.
    expect(of(recording, "issues").filter(({ to }) => to === "bob")).toHaveLength(1);
  });

  test("an authority never holds the private half of what it certifies, and signs just what was asked for", async () => {
    const recording = await runOf("issuance", {});
    for (const { to, certificate } of of(recording, "issues")) {
      const made = artifact(recording, "certificate", certificate);
      const request = [...artifacts(recording).values()].find((one) => one.id === `request:${to}`);
      expect(request).toMatchObject({ kind: "request", key: made.key, names: made.names });
      for (const { world } of recording.steps)
        expect(world.actors.authority?.keys.some(({ key }) => key === made.key)).toBe(false);
    }
  });

  test("a second look comes by another way, and sees what Bob really says", async () => {
    const recording = await runOf("issuance", { looks: "two" });
    const answers = [...artifacts(recording).values()].filter(
      (one) => one.kind === "packet" && one.label === "finding",
    );
    const said = answers.map((one) => {
      const message = one.kind === "packet" ? httpIn(one) : null;
      return one.kind === "packet" && message?.type === "HttpResponse" ? [one.author, message.status] : null;
    });
    expect(said).toEqual([
      ["bob", 200],
      ["bob", 200],
      ["mallory", 200],
      ["bob", 404],
    ]);
    const ways = of(recording, "travels").filter(({ path }) => path[0] === "authority");
    expect(ways.map(({ path }) => path.includes("mallory"))).toEqual([true, false, true, false]);
    expect(examined(recording, "control", "mallory")?.found).toEqual(["200, it is there", "404, it is not there"]);
  });

  test("with one router, too, the second way leads past her", async () => {
    const recording = await runOf("issuance", { looks: "two" }, 1);
    expect(examined(recording, "control", "mallory")?.result).toBe("failed");
  });
});

const SITES = { "clinic.example": ["measles", "obesity", "alcohol"], "bob.example": ["savings", "pension", "arrears"] };
const PAGES = ["short", "middle", "long"];
const SIZES = Object.entries(SITES).flatMap(([site, names]) =>
  ["none", "256", "1024"].flatMap((padding) =>
    PAGES.map((page, i) => [site, page, padding, `${site}/${names[i] ?? ""}`] as const),
  ),
);

describe("what a record’s size gives away", () => {
  test.each(SIZES)("%s, %s page, padding %s", async (site, page, padding, asked) => {
    const recording = await runOf("what-still-shows", { site, page, padding });
    const [inference, ...more] = of(recording, "infers").filter(({ how }) => how === "infers");
    if (inference === undefined) throw new Error("nothing was concluded");
    expect(more).toEqual([]);
    const packet = artifact(recording, "packet", inference.packet);
    expect(inference.size).toBe(sealedSize(fromHex(packet.bytes)));
    expect(inference.candidates).toContain(asked);
    const measured = of(recording, "infers").filter(({ how }) => how === "measures");
    const alike = measured.filter(({ size }) => size === inference.size).length;
    expect(inference.candidates).toHaveLength(alike);
    if (padding === "none") expect(inference.candidates).toEqual([asked]);
    if (padding === "1024") expect(inference.candidates).toHaveLength(3);
  });

  test("is all that she has: to the end nothing of what was sealed is open to her", async () => {
    const recording = await runOf("what-still-shows", {});
    const sealed = [...artifacts(recording).values()].filter((one) => one.kind === "packet" && one.seal.as !== "paper");
    expect(sealed.length).toBeGreaterThan(8);
    for (const one of sealed) {
      if (one.kind !== "packet" || one.author === "mallory") continue;
      expect(readingOf(recording, recording.steps.length, "mallory", one).state).not.toBe("reads");
    }
  });
});

function of<T extends SimEvent["type"]>(recording: Recording, type: T): readonly Of<T>[] {
  return recording.steps.flatMap(({ event }) => (isOf(event, type) ? [event] : []));
}

function isOf<T extends SimEvent["type"]>(event: SimEvent, type: T): event is Of<T> {
  return event.type === type;
}

function examined(recording: Recording, what: "signature" | "control", applicant: string): Of<"examines"> | null {
  return of(recording, "examines").find((one) => one.what === what && one.applicant === applicant) ?? null;
}

function verdicts(recording: Recording): readonly VerdictArtifact[] {
  return of(recording, "checks").map(({ verdict }) => artifact(recording, "verdict", verdict));
}

async function runOf(id: string, switches: Switches, hops = 3): Promise<Recording> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const throws = Object.entries(switches).map(([name, value]) => ({ switch: name, value, after: null }));
  return (await record(scene.scenario, { scene: id, hops, throws, pool: new RsaPool(0) })).recording;
}
