import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cards } from "../../src/scenes/cards.ts";
import { dist, serveDist } from "../static-server.mjs";
import { type Check, crypto, expectNoComplaints, mallory, open, reload, walk } from "./checks.ts";
import { startChromium } from "./chromium.ts";
import { type Engine, type NotRun, type Page, reasonOf } from "./engine.ts";
import { startFirefox } from "./firefox.ts";
import { frame } from "./frame.ts";
import { type Row, table } from "./table.ts";
import { WATCH } from "./watch.ts";
import { startWebKit } from "./webkit.ts";
import { motion, postQuantum, SIZE, type WholeCheck } from "./whole.ts";

/** Acts I to IV, and of Act V what each course comes to. */
const CORE = [
  ...cards.filter(({ act }) => act < 5).map(({ id }) => id),
  ...["tls13", "tls13-rejection", "tls13-mutual", "late-rejection"],
];
const ENGINES = { chromium: startChromium, firefox: startFirefox, webkit: startWebKit };
const CHECKS: Readonly<Record<string, Check>> = { walk, mallory, reload, open, crypto };
const WHOLE: Readonly<Record<string, WholeCheck>> = { motion, "post-quantum": postQuantum, frame };

/**
 * The same checks in Chromium, Firefox and WebKit, on the built page. Gives the number of failures.
 * `--engines=firefox,webkit`, `--scenes=mitm,tls13` and `--checks=walk,motion` choose; `--no-install` installs nothing.
 */
export async function main(args: readonly string[]): Promise<number> {
  const engines = chosen(args, "engines", Object.keys(ENGINES));
  const scenes = chosen(args, "scenes", CORE);
  const checks = chosen(args, "checks", [...Object.keys(CHECKS), ...Object.keys(WHOLE)]);
  const server = await serveDist({ cors: true, pages: watchedPages() });
  const rows: Row[] = [];
  const notRun: NotRun[] = [];
  try {
    for (const [name, start] of Object.entries(ENGINES)) {
      if (!engines.includes(name)) continue;
      const engine = await start();
      if ("why" in engine) notRun.push(engine);
      if ("why" in engine) continue;
      console.log(`\n${engine.name} ${engine.version}, by ${engine.driver}`);
      rows.push(...(await inEngine(engine, server.url, scenes, checks)));
      await engine.close();
    }
  } finally {
    server.close();
  }
  console.log(table(rows, notRun));
  return rows.filter(({ failure }) => failure !== null).length;
}

/** Every check in one browser, one after the other; what fails is told at once, and the rest goes on. */
async function inEngine(
  engine: Engine,
  url: string,
  scenes: readonly string[],
  checks: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  const note = async (what: string, check: string, work: () => Promise<string | null>): Promise<boolean> => {
    const begun = performance.now();
    const row = await work().then(
      (told) => ({ told, failure: null }),
      (error: unknown) => ({ told: null, failure: reasonOf(error) }),
    );
    const seconds = (performance.now() - begun) / 1000;
    rows.push({ engine: `${engine.name} ${engine.version}`, what, check, seconds, ...row });
    if (row.failure !== null) console.log(`  FAILED  ${what}, ${check}: ${row.failure}`);
    else if (row.told !== null) console.log(`  ${what}, ${check}: ${row.told} (${seconds.toFixed(1)} s)`);
    return row.failure === null;
  };
  const opened: { page: Page | null } = { page: null };
  for (const id of scenes) {
    for (const [name, check] of Object.entries(CHECKS)) {
      if (!checks.includes(name)) continue;
      const isWell = await note(id, name, async () => {
        const page = opened.page ?? (await engine.open({ ...SIZE, still: true }));
        opened.page = page;
        const told = await check({ page, url, id });
        await expectNoComplaints(page);
        return told;
      });
      // What failed may have left anything behind.
      if (isWell) continue;
      await opened.page?.close().catch(() => undefined);
      opened.page = null;
    }
  }
  await opened.page?.close();
  for (const [name, check] of Object.entries(WHOLE)) {
    if (checks.includes(name)) await note("the browser", name, () => check(engine, url));
  }
  return rows;
}

/** In place of the worker that keeps the page for later: it would answer with its own copy, in which nothing watches. */
const NO_WORKER = "// Nothing is kept.";

/** The built page with `watch.ts` before everything else in it; nothing else is another. */
function watchedPages(): Record<string, string> {
  const html = readFileSync(join(dist, "index.html"), "utf8");
  const at = html.indexOf("<script");
  return {
    "/": `${html.slice(0, at)}<script src="./watch.js"></script>${html.slice(at)}`,
    "/watch.js": WATCH,
    "/sw.js": NO_WORKER,
  };
}

function chosen(args: readonly string[], name: string, all: readonly string[]): readonly string[] {
  const wanted = args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (wanted === undefined) return all;
  const list = wanted.split(",");
  const unknown = list.filter((one) => !all.includes(one));
  if (unknown.length > 0)
    throw new RangeError(`--${name}: there is no ${unknown.join(", ")}; there are ${all.join(", ")}`);
  return list;
}
