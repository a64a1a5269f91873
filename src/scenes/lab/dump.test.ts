import { test } from "vitest";
import { worldAt } from "../../sim/lookup.ts";
import { HANDFUL, labRun } from "./runs.fixture.ts";
import { labScene } from "./scene.ts";
import { DEFAULT_SETUP, normal } from "./setup.ts";

test("dump", async () => {
  const out: string[] = [];
  const seen = new Set<string>();
  for (const part of HANDFUL) {
    const setup = normal({ ...DEFAULT_SETUP, ...part });
    const scene = labScene(setup);
    const r = await labRun(part);
    out.push(`\n##### ${JSON.stringify(part)}`, `OPENING ${scene.opening.title} — ${scene.opening.story}`);
    for (const [i, step] of r.steps.entries()) {
      const w = scene.words({
        recording: r,
        index: i + 1,
        step,
        event: step.event,
        before: worldAt(r, i),
        after: step.world,
      });
      const text = `${step.id}: ${w.title} — ${w.story}`;
      const key = `${step.id}${w.title}${w.story}`;
      if (!seen.has(key)) out.push(text);
      seen.add(key);
    }
  }
  console.log(out.join("\n"));
});
