import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";

/** The local server as it is started for real programs, seen from another page on this machine. */

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Where the app is served, and the token of the address that was printed. */
async function started(): Promise<Readonly<{ base: string; token: string }>> {
  const program = spawn(process.execPath, ["src/cli/run.mjs", "start", "--bob", "0", "--no-open"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  ends.push(() => program.kill());
  for await (const line of createInterface({ input: program.stderr })) {
    const [, base, token] = /(http:\/\/127\.0\.0\.1:\d+)\/#\/live\?token=([\w-]{43})$/.exec(line) ?? [];
    if (base !== undefined && token !== undefined) return { base, token };
  }
  throw new Error("no address was printed");
}

test("no other page may read what it serves, and its files hold no token of the bridge's", async () => {
  const { base, token } = await started();
  const headers = { Origin: "https://evil.example" };
  for (const path of ["/", "/@vite/client", "/src/main.tsx", "/bridge/events"]) {
    const answer = await fetch(base + path, { headers });
    expect([path, answer.headers.get("access-control-allow-origin")]).toEqual([path, null]);
    expect(await answer.text()).not.toContain(token);
  }
  expect((await fetch(`${base}/bridge/events`, { headers })).status).toBe(403);
  expect((await fetch(`${base}/bridge/events`)).status).toBe(401);
});
