import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttps } from "node:https";
import { createServer } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, openssl, scratch } from "./world.fixture.ts";

/** The programs as people start them, with curl and openssl at the other end. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const { path, remove } = scratch();
const running: Program[] = [];

type Program = Readonly<{
  process: ChildProcessByStdio<null, Readable, Readable>;
  out: () => string;
  err: () => string;
  ended: Promise<number | null>;
}>;

function start(command: string, args: readonly string[]): Program {
  const process = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const text = { out: "", err: "" };
  process.stdout.on("data", (data) => {
    text.out += data;
  });
  process.stderr.on("data", (data) => {
    text.err += data;
  });
  const ended = new Promise<number | null>((resolve) => process.once("close", resolve));
  const program = { process, out: () => text.out, err: () => text.err, ended };
  running.push(program);
  return program;
}

/** Without npm, which takes half a second of its own; what npm does is tested once. */
const program = (name: string, ...args: readonly string[]) => start("node", ["src/cli/run.mjs", name, ...args]);
const npm = (name: string, ...args: readonly string[]) => start("npm", ["run", "--silent", name, "--", ...args]);

type Result = Readonly<{ code: number | null; out: string; err: string }>;

async function resultOf({ ended, out, err }: Program): Promise<Result> {
  return { code: await ended, out: out(), err: err() };
}

const alice = (...args: readonly string[]) => resultOf(program("alice", ...args));

function run(command: string, ...args: readonly string[]): Promise<Result> {
  return new Promise((resolve) => {
    execFile(command, args, { encoding: "utf8" }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

/** Starts Bob on a free port, and gives him, his port, and where his authority's certificate lies. */
async function bobWith(...args: readonly string[]) {
  return listening(program("bob", "--port", "0", ...args));
}

async function listening(bob: Program) {
  await eventually("Bob listens", () => / port \d+\./.test(bob.err()) || bob.process.exitCode !== null);
  const port = Number(/ port (\d+)\./.exec(bob.err())?.[1]);
  return { bob, port, ca: /authority: (.*)/.exec(bob.err())?.[1] ?? "" };
}

async function stop({ process, ended }: Program): Promise<void> {
  process.kill();
  await ended;
}

beforeAll(async () => {
  const profile =
    "[dn]\n[req]\ndistinguished_name=dn\n[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n";
  const leaf = "[leaf]\nbasicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectAltName=DNS:localhost\n";
  writeFileSync(path("cnf"), profile + leaf);
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-config", path("cnf")];
  openssl(
    "req",
    "-x509",
    ...key,
    "-extensions",
    "ca",
    "-subj",
    "/CN=Root",
    "-keyout",
    path("ca.key"),
    "-out",
    path("ca.pem"),
  );
  for (const who of ["server", "client"]) {
    const by = ["-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-extensions", "leaf", "-subj", `/CN=openssl ${who}`];
    openssl("req", "-x509", ...key, ...by, "-keyout", path(`${who}.key`), "-out", path(`${who}.pem`));
  }
  // The first start bundles; after it, starts are quick.
  await alice("--help");
});

afterAll(async () => {
  await Promise.all(running.filter(({ process }) => process.exitCode === null).map(stop));
  remove();
});

describe("Bob", () => {
  test("with his own authority answers curl, and says nothing but JSON", async () => {
    const { bob, port, ca } = await bobWith("--json");
    const curl = (...args: readonly string[]) => run("curl", "-sS", "--cacert", ca, ...args);
    const url = `https://localhost:${port}`;
    expect((await curl(`${url}/`)).out).toContain("Hello from Bob.\nversion: TLS 1.3\n");
    expect((await curl("-0", `${url}/`)).out).toContain("Hello from Bob.");
    expect(
      (
        await curl(
          "-w",
          "%{http_code} %{num_connects} ",
          `${url}/bytes/3`,
          `${url}/no`,
          "-o",
          path("a"),
          "-o",
          path("b"),
        )
      ).out,
    ).toBe("200 1 404 0 ");
    expect((await curl("-I", `${url}/bytes/7`)).out).toContain("Content-Length: 7\r\n");
    const data = Buffer.alloc(3_000_000, "between");
    writeFileSync(path("up"), data);
    const sum = createHash("sha256").update(data).digest("hex");
    expect((await curl("-T", path("up"), `${url}/`)).out).toBe(`3000000 bytes, SHA-256 ${sum}\n`);
    await eventually("all was reported", () => bob.out().split("\n").length === 6);
    const reports = bob.out().trimEnd().split("\n");
    const fine = { clientSubject: null, alertSent: null, alertReceived: null, error: null };
    for (const report of reports) {
      expect(JSON.parse(report)).toEqual({
        ...{ address: "127.0.0.1", serverName: "localhost", resumed: false, earlyData: "none" },
        ...{ time: expect.stringMatching(/^\d{4}-.*Z$/) },
        ...{ version: "TLS 1.3", suite: "TLS_AES_128_GCM_SHA256", group: "x25519", alpn: null },
        ...fine,
      });
    }
    expect(existsSync(ca)).toBe(true);
    await stop(bob);
    expect(await bob.ended).toBe(0);
    expect(existsSync(ca)).toBe(false);
  });

  test("asks for certificates, knows curl by its own, refuses strangers, and survives garbage", async () => {
    const files = ["--cert", path("server.pem"), "--key", path("server.key"), "--client-ca", path("ca.pem")];
    const { bob, port } = await bobWith(...files, "--require-client-cert", "--json", "--alpn", "http/1.1");
    const own = ["--cert", path("client.pem"), "--key", path("client.key")];
    const url = `https://localhost:${port}/`;
    expect((await run("curl", "-sS", "--cacert", path("ca.pem"), ...own, url)).out).toContain(
      "client: CN=openssl client\n",
    );
    const without = await run("curl", "-sS", "--cacert", path("ca.pem"), url);
    expect(without.code).not.toBe(0);
    expect(without.err).toMatch(/certificate required/i);
    await run("curl", "-sS", `http://localhost:${port}/`);
    expect((await alice(url, "--ca", path("ca.pem"), ...own)).out).toContain("client: CN=openssl client\n");
    await eventually("all was reported", () => bob.out().split("\n").length === 5);
    const [good, refused, garbage, last] = bob
      .out()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(good).toMatchObject({ alpn: "http/1.1", clientSubject: "CN=openssl client", error: null });
    expect(refused).toMatchObject({ alertSent: "certificate_required", clientSubject: null });
    expect(garbage).toMatchObject({ version: null, suite: null, error: "what came is not TLS (it looks like HTTP)" });
    expect(last).toMatchObject({ clientSubject: "CN=openssl client", error: null });
    await stop(bob);
  });

  test.each([
    [["--nonsense"], 2, /^Unknown option '--nonsense'\.\n`npm run --silent bob -- --help` tells more\.\n$/],
    [
      ["--cert", "nowhere.pem", "--key", "nowhere.pem"],
      2,
      /^--cert: nowhere.pem can't be read .*\.\n`npm .*--help` tells more\.\n$/,
    ],
    [["--host", "192.0.2.1"], 1, /^Bob can't listen on 192.0.2.1, port 0: this machine has no such address\n$/],
  ])("%j ends with %d and a sentence", async (args, code, says) => {
    const result = await resultOf(program("bob", "--port", "0", ...args));
    expect(result).toMatchObject({ code, out: "" });
    expect(result.err).toMatch(says);
  });

  test("warns where others than this machine can reach him", async () => {
    const { bob } = await bobWith("--host", "0.0.0.0");
    expect(bob.err()).toMatch(/^Careful: Bob listens on 0\.0\.0\.0; others than this machine can reach him\.$/m);
    await stop(bob);
  });
});

describe("Alice", () => {
  /** openssl s_server on a port that was free a moment ago. */
  async function server(...args: readonly string[]) {
    const port = await freePort();
    const own = ["-cert", path("server.pem"), "-key", path("server.key"), "-accept", `127.0.0.1:${port}`];
    const program = start("openssl", ["s_server", "-tls1_3", ...own, ...args]);
    await eventually("openssl listens", () => program.out().includes("ACCEPT"));
    return { program, place: `127.0.0.1:${port}` };
  }

  test("asks openssl s_server -www, with and without a certificate of her own, and prints the page or JSON", async () => {
    const { program, place } = await server("-www", "-verify", "1", "-CAfile", path("ca.pem"));
    const to = ["https://localhost/", "--ca", path("ca.pem"), "--connect", place];
    const page = await alice(...to);
    expect(page).toMatchObject({ code: 0, err: "" });
    expect(page.out).toMatch(/^<HTML>[\s\S]*no client certificate available/);
    const own = ["--cert", path("client.pem"), "--key", path("client.key")];
    const known = await alice(...to, ...own);
    expect(known.out).toContain("CN=openssl client");
    const { code, out } = await alice(...to, ...own, "--json", "--groups", "secp384r1", "--keylog", path("keys"));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ version: "TLS 1.3", group: "secp384r1", alpn: null, clientSubject: "CN=openssl client" },
      ...{ serverSubject: "CN=openssl server", status: 200, alertSent: null, alertReceived: null, error: null },
    });
    expect(readFileSync(path("keys"), "utf8")).toMatch(/^CLIENT_TRAFFIC_SECRET_0( [0-9a-f]{64}){2}$/m);
    await stop(program);
  });

  test("refuses a server that does not prove its name, and says who and why", async () => {
    const { program, place } = await server("-www");
    const name = await alice("https://eve.example/", "--ca", path("ca.pem"), "--connect", place, "--json");
    expect(name.code).toBe(1);
    expect(JSON.parse(name.out)).toMatchObject({ alertSent: "bad_certificate", alertReceived: null, status: null });
    expect(name.err).toMatch(
      /^Alice refused the server \(eve\.example\): .*wrong-name.*found localhost.*bad_certificate\.\n$/,
    );
    const { ca, bob } = await bobWith();
    const authority = await alice("https://localhost/", "--ca", ca, "--connect", place);
    expect(authority).toMatchObject({ code: 1, out: "" });
    expect(authority.err).toMatch(/^Alice refused .*missing-intermediate.*alert sent: unknown_ca\.\n$/);
    await Promise.all([stop(program), stop(bob)]);
  });

  test("says what the server's alert was", async () => {
    const { program, place } = await server("-www", "-Verify", "1", "-verify_return_error", "-CAfile", path("ca.pem"));
    const { code, err, out } = await alice("https://localhost/", "--ca", path("ca.pem"), "--connect", place, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ alertReceived: "certificate_required", clientSubject: null });
    expect(err).toMatch(
      /^The server \(localhost\) refused Alice: alert received: certificate_required, it wants .* --cert and --key .*\.\n$/,
    );
    await stop(program);
  });

  test("resumes a session of openssl's, from a file", async () => {
    const { program, place } = await server("-www");
    const args = ["https://localhost/", "--ca", path("ca.pem"), "--connect", place, "--session", path("s"), "--json"];
    expect(JSON.parse((await alice(...args)).out)).toMatchObject({ resumed: false, error: null });
    expect(JSON.parse((await alice(...args)).out)).toMatchObject({ resumed: true, error: null, status: 200 });
    const own = ["--cert", path("client.pem"), "--key", path("client.key")];
    // As somebody else it is a new session; each keeps its own.
    expect(JSON.parse((await alice(...args, ...own)).out)).toMatchObject({ resumed: false, error: null });
    expect(JSON.parse((await alice(...args, ...own)).out)).toMatchObject({ resumed: true, error: null });
    expect(JSON.parse((await alice(...args)).out)).toMatchObject({ resumed: true, error: null });
    await stop(program);
  });

  /** A server that answers whatever comes with this, and leaves. */
  async function saying(text: string) {
    const listener = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(text));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => listener.listen(port, "127.0.0.1", resolve));
    return { listener, url: `https://127.0.0.1:${port}/` };
  }

  test.each([
    ["HTTP/1.1 400 Bad Request\r\n\r\n", /^Nobody speaks TLS at .*: what came is not TLS \(it looks like HTTP\)\.\n$/],
    ["SSH-2.0-x\r\n", /^Nobody speaks TLS at .*: what came is not TLS \(it looks like SSH\)\.\n$/],
    ["", /^No handshake with .*: the peer closed the connection during the handshake\.\n$/],
  ])("says what a server does that answers %j", async (text, says) => {
    const { listener, url } = await saying(text);
    const { code, err } = await alice(url, "--ca", path("ca.pem"));
    expect(code).toBe(1);
    expect(err).toMatch(says);
    listener.close();
  });

  test("follows no redirect, and says where it points", async () => {
    const own = { cert: readFileSync(path("server.pem")), key: readFileSync(path("server.key")) };
    const listener = createHttps(own, (_, answer) => {
      answer.writeHead(302, { location: "https://b.example/" }).end();
    });
    const port = await freePort();
    await new Promise<void>((resolve) => listener.listen(port, "127.0.0.1", resolve));
    const { code, err } = await alice(`https://localhost:${port}/`, "--ca", path("ca.pem"));
    const says = "The server answered 302 Found and points to https://b.example/; Alice follows no redirects.\n";
    expect({ code, err }).toEqual({ code: 0, err: says });
    listener.close();
  });

  test.runIf(existsSync("/dev/full"))("says that her output can't be written", async () => {
    const { program, place } = await server("-www");
    const line = `node src/cli/run.mjs alice https://localhost/ --ca ${path("ca.pem")} --connect ${place} --json >/dev/full`;
    const { code, err } = await resultOf(start("sh", ["-c", line]));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^Standard output can't be written: .*\.\n$/),
    });
    await stop(program);
  });

  test.each([
    [["https://localhost/"], 2, /^--ca is wanted.*\.\n`npm run --silent alice -- --help` tells more\.\n$/],
    [["https://localhost/", "--insecure"], 2, /^There is no --insecure: give .*\.\n.* tells more\.\n$/],
    [["https://localhost:1/", "--ca", "CA"], 1, /^Alice can't connect to localhost, port 1: nobody listens there/],
  ])("%j ends with %d and a sentence", async (args, code, says) => {
    const result = await alice(...args.map((arg) => (arg === "CA" ? path("ca.pem") : arg)));
    expect(result).toMatchObject({ code, out: "" });
    expect(result.err).toMatch(says);
  });
});

describe("npm", () => {
  test("starts both, gives their exit codes, and takes Bob along when it ends", async () => {
    const { bob, port, ca } = await listening(npm("bob", "--port", "0", "--json"));
    const good = await resultOf(npm("alice", `https://localhost:${port}/bytes/4`, "--ca", ca));
    expect(good).toEqual({ code: 0, out: "\u0000\u0001\u0002\u0003", err: "" });
    const [refused, wrong] = await Promise.all([
      resultOf(npm("alice", `https://localhost:${port}/`, "--ca", path("ca.pem"))),
      resultOf(npm("alice", "--nonsense")),
    ]);
    expect([refused.code, wrong.code]).toEqual([1, 2]);
    expect(bob.out().split("\n")).toHaveLength(3);
    await stop(bob);
    await eventually("Bob has tidied up", () => !existsSync(ca));
  });
});

describe("start", () => {
  test("is Vite’s own server where nobody is to be real", async () => {
    const port = String(await freePort());
    const vite = program("start", "--port", port, "--strictPort", "--open", "false");
    await eventually("Vite is ready", () => /ready in/.test(vite.out()) || vite.process.exitCode !== null);
    const page = await run("curl", "-s", `http://localhost:${port}/`);
    expect(page.out).toContain('<div id="root"');
    expect((await run("curl", "-s", `http://localhost:${port}/bridge/events`)).out).not.toContain("token");
    await stop(vite);
  });

  test("with Bob, listens on 127.0.0.1 alone and wants the token; a caller without a page gets an alert", async () => {
    const port = await freePort();
    const live = program("start", "--bob", "0", "--no-open", "--port", String(port));
    await eventually("it is on stage", () => /on stage at/.test(live.err()) || live.process.exitCode !== null);
    const [, bob] = /Bob listens on 127\.0\.0\.1, port (\d+)\./.exec(live.err()) ?? [];
    const [, token] = /#\/live\?token=([\w-]{43})$/m.exec(live.err()) ?? [];
    const caller = await run("curl", "-sSk", `https://127.0.0.1:${bob}/`);
    expect([caller.code, caller.err]).toEqual([35, expect.stringContaining("alert internal error")]);
    await eventually("it is said", () => /Somebody called, but no page is open/.test(live.err()));
    const statusOf = async (...more: readonly string[]) =>
      (await run("curl", "-s", "-o", path("answer"), "-w", "%{http_code}", "--max-time", "2", ...more)).out;
    const events = `http://127.0.0.1:${port}/bridge/events`;
    const bearer = ["-H", `Authorization: Bearer ${token}`];
    expect(await statusOf(events)).toBe("401");
    expect(await statusOf(...bearer, "-H", "Host: evil.example", events)).toBe("403");
    expect(await statusOf(...bearer, "-H", "Origin: http://evil.example", events)).toBe("403");
    expect(await statusOf(...bearer, events)).toBe("200");
    expect(await statusOf(`http://[::1]:${port}/`)).toBe("000");
    await stop(live);
  });

  test("a wrong command line ends with 2 and a sentence", async () => {
    const { code, out, err } = await resultOf(program("start", "--alice", "https://example.com/"));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^--alice: example\.com is not this machine; .*\.\n`npm start -- --help` tells more\.\n$/);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const listener = createServer().listen(0, "127.0.0.1", () => {
      const address = listener.address();
      listener.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
