import { test } from "vitest";
import { RsaPool } from "./crypto/pool.ts";
import { loadScene } from "./scenes/catalog.ts";
import { artifact, artifacts } from "./sim/lookup.ts";
import { record } from "./sim/recorder.ts";

test("x", async () => {
  for (const [id, sw, v] of [
    ["forward-secrecy", "keeps", "off"],
    ["forward-secrecy", "keeps", "on"],
    ["post-quantum", "group", "x25519"],
    ["post-quantum", "group", "X25519MLKEM768"],
  ] as const) {
    const scene = await loadScene(id);
    const t0 = performance.now();
    const r = (
      await record(scene!.scenario, {
        scene: id,
        hops: 3,
        throws: [{ switch: sw, value: v, after: null }],
        pool: new RsaPool(0),
      })
    ).recording;
    console.log(
      id,
      v,
      r.steps.length,
      [...artifacts(r).values()].length,
      Math.round(performance.now() - t0),
      JSON.stringify(r).length,
      r.steps.map((s) => s.id).join(" "),
    );
    for (const s of r.steps)
      if (s.event.actor === "mallory") {
        const e = s.event;
        console.log(
          s.id,
          JSON.stringify({ ...e }),
          e.type === "fails"
            ? JSON.stringify(
                e.attempts.map((a) => {
                  const x = artifact(r, "attempt", a);
                  return [x.key, x.part, x.method, x.error];
                }),
              )
            : "",
        );
      }
    for (const s of r.steps)
      if (s.event.type === "travels" && /Hello/.test(s.id))
        console.log(s.id, artifact(r, "packet", s.event.packet).bytes.length / 2);
    const last = r.steps.at(-1)!.event;
    if (last.type === "ends") console.log(JSON.stringify(last.outcome));
  }
});
