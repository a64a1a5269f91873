import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratch } from "./world.fixture.ts";

/** What starts the programs, in a small project of its own. */

const { path, remove } = scratch();
const cache = path("node_modules/.cache/between-alice-and-bob");
const vite = fileURLToPath(new URL("../../node_modules/vite", import.meta.url));

beforeAll(() => {
  mkdirSync(path("src/cli"), { recursive: true });
  mkdirSync(path("node_modules"));
  symlinkSync(vite, path("node_modules/vite"));
  copyFileSync(fileURLToPath(new URL("run.mjs", import.meta.url)), path("src/cli/run.mjs"));
  writeFileSync(path("package.json"), '{"type":"module"}');
  const text = `import { answer } from "./answer.ts";
    export async function main(args: readonly string[]): Promise<number> { console.log(answer(args)); return 7; }`;
  writeFileSync(path("src/cli/hello.ts"), text);
  answers(`return ["first", ...args].join(" ");`);
});
afterAll(remove);

function answers(body: string): void {
  writeFileSync(path("src/cli/answer.ts"), `export function answer(args: readonly string[]): string {\n  ${body}\n}\n`);
}

function hello(...args: readonly string[]): Promise<Readonly<{ code: unknown; out: string; err: string }>> {
  return new Promise((resolve) => {
    execFile("node", [path("src/cli/run.mjs"), "hello", ...args], { encoding: "utf8" }, (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });
}

test("programs start, several at once, with nothing prepared", async () => {
  const wanted = { code: 7, out: "first a b\n", err: "" };
  expect(await Promise.all([1, 2, 3].map(() => hello("a", "b")))).toEqual([wanted, wanted, wanted]);
  expect(readdirSync(cache).sort()).toEqual([expect.stringMatching(/^hello-[0-9a-f]{16}\.mjs$/), "hello.json"]);
});

test("what was prepared is used until a source file changes, and made again where it is gone", async () => {
  const [bundle = ""] = readdirSync(cache);
  writeFileSync(join(cache, bundle), "export async function main() { console.log('kept'); return 0; }");
  expect(await hello()).toEqual({ code: 0, out: "kept\n", err: "" });
  answers(`return "second";`);
  expect((await hello()).out).toBe("second\n");
  for (const file of readdirSync(cache)) if (file.endsWith(".mjs")) rmSync(join(cache, file));
  expect((await hello()).out).toBe("second\n");
  writeFileSync(join(cache, "hello.json"), "{");
  expect((await hello()).out).toBe("second\n");
});

test("errors name the line of the source", async () => {
  answers(`throw new RangeError("oh");`);
  const { code, err } = await hello();
  expect(code).toBe(1);
  expect(err).toMatch(/RangeError: oh\n\s+at answer \(\S*src\/cli\/answer\.ts:2:\d+\)/);
});

test("a place that can't be written to costs time only", async () => {
  answers(`return "third";`);
  rmSync(path("node_modules/.cache"), { recursive: true });
  writeFileSync(path("node_modules/.cache"), "");
  expect(await hello()).toEqual({ code: 7, out: "third\n", err: "" });
});
