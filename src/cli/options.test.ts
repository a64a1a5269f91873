import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toPem } from "../pki/pem.ts";
import type { TlsEvent } from "../tls/events.ts";
import { ALICE_FLAGS, ALICE_USAGE, aliceOptions } from "./aliceOptions.ts";
import { addressOf, BOB_FLAGS, BOB_USAGE, bobOptions, bobSettings } from "./bobOptions.ts";
import { UsageError } from "./files.ts";
import { commonSettings } from "./flags.ts";
import { keyLogger, openKeyLog } from "./keyLogFile.ts";
import { type KeptSession, readSessions, writeSessions } from "./sessionFile.ts";
import { makeWorld, scratch, type World } from "./world.fixture.ts";

const { path, remove } = scratch();
afterAll(remove);

let world: World;
const ca = path("ca.pem");

beforeAll(async () => {
  world = await makeWorld();
  writeFileSync(ca, world.anchors.map((der) => toPem(der)).join(""));
});

/** A command line as people type it. */
const words = (line: string) => line.split(" ").filter((word) => word !== "");

describe("Bob's command line", () => {
  test("has good defaults", () => {
    const options = bobOptions([]);
    expect(options).toMatchObject({ host: "127.0.0.1", port: 8443, maxConnections: 256, json: false, files: null });
    expect(options?.names).toEqual(["localhost", "127.0.0.1", "::1"]);
    if (options === null) throw new Error("no options");
    const settings = bobSettings(options, world.bob, () => 0);
    expect(settings).toMatchObject({ clientAuthentication: "none", ticketCount: 2, maxEarlyData: 0, cookie: false });
    expect(settings).not.toHaveProperty("suites");
    expect(settings.tickets).not.toBeNull();
  });

  test("asks the engine for what it says", () => {
    const line = `--port 0 --host ::1 --client-ca ${ca} --require-client-cert --suites TLS_CHACHA20_POLY1305_SHA256
      --groups X25519MLKEM768,secp256r1 --alpn h2,http/1.1 --tickets 0 --early-data 100 --cookie --fragment 100 --pad 64
      --record-size-limit 512 --max-connections 3 --json --keylog keys.log`;
    const options = bobOptions(words(line.replaceAll("\n", " ")));
    expect(options).toMatchObject({ host: "::1", port: 0, maxConnections: 3, json: true, keylog: "keys.log" });
    if (options === null) throw new Error("no options");
    const settings = bobSettings(options, world.bob, () => 0);
    expect(settings).toMatchObject({
      ...{
        suites: ["TLS_CHACHA20_POLY1305_SHA256"],
        groups: ["X25519MLKEM768", "secp256r1"],
        alpn: ["h2", "http/1.1"],
      },
      ...{ clientAuthentication: "required", tickets: null, maxEarlyData: 100, cookie: true, fragmentSize: 100 },
      ...{ recordSizeLimit: 512 },
    });
    expect(settings.certificateAuthorities).toHaveLength(1);
    expect([1, 64, 65].map((size) => settings.padTo?.(size))).toEqual([64, 64, 128]);
  });

  test.each([
    ["--nonsense", /Unknown option '--nonsense'/],
    ["8443", /8443: every option begins with --/],
    ["--port", /--port <value>' argument missing/],
    ["--port 65536", /--port wants a whole number from 0 to 65535, not 65536/],
    ["--port 1e3", /--port wants a whole number/],
    ["--port 1 --port 2", /--port stands there 2 times/],
    ["--json=yes", /--json' does not take an argument/],
    ["--cert a.pem", /--cert and --key belong together/],
    ["--key a.pem", /--cert and --key belong together/],
    ["--require-client-cert", /--require-client-cert wants --client-ca/],
    ["--client-ca nowhere.pem", /--client-ca: nowhere.pem can't be read/],
    ["--cert a --key b --name c", /--name is for Bob's own certificate/],
    ["--groups x25519,p999", /--groups: there is no p999; there are .*x25519/],
    ["--groups x25519,X25519", /--groups names one twice/],
    ["--suites ,", /--suites: there is no empty name/],
    ["--alpn h2,,x", /--alpn wants names/],
    ["--record-size-limit 63", /from 64 to 16385/],
    ["--fragment 0", /from 1 to 16384/],
    ["--tickets 17", /from 0 to 16/],
    ["--host=", /--host wants an address/],
    ["--name=", /--name wants a DNS name or an IP address, not ""/],
    ["--name a/b", /--name wants a DNS name/],
    ["--name 1", /--name wants a DNS name/],
    ["--name -a.example", /argument is ambiguous$/],
    ["--name a..example", /--name wants a DNS name/],
  ])("is refused with a reason of one line: %s", (line, why) => {
    const attempt = () => {
      const options = bobOptions(words(line));
      if (options !== null) bobSettings(options, world.bob, () => 0);
    };
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(why);
  });

  test("gives --name to the certificate, as often as it is there", () => {
    expect(bobOptions(words("--name bob.example --name b.example"))?.names).toContain("b.example");
    const names = bobOptions(words("--name Bücher.example --name *.b.example --name 2001:db8::1"))?.names;
    expect(names?.slice(3)).toEqual(["xn--bcher-kva.example", "*.b.example", "2001:db8::1"]);
  });

  test.each([
    ["127.0.0.1", "localhost", []],
    ["127.0.0.2", "127.0.0.2", ["127.0.0.2"]],
    ["::1", "[::1]", []],
    ["0.0.0.0", "localhost", []],
    ["::", "localhost", []],
    ["bob.example", "bob.example", ["bob.example"]],
  ])("names the address %s as clients ask for it, in the certificate too", (host, address, more) => {
    expect(addressOf(host)).toBe(address);
    expect(bobOptions(["--host", host])?.names.slice(3)).toEqual(more);
  });
});

describe("Alice's command line", () => {
  const line = (rest: string) => words(rest.includes("--ca") ? rest : `${rest} --ca ${ca}`);

  test.each([
    [
      "https://localhost:8443/",
      { name: "localhost", authority: "localhost:8443", path: "/", host: "localhost", port: 8443 },
    ],
    ["https://Bob.Example", { name: "bob.example", authority: "bob.example", host: "bob.example", port: 443 }],
    ["https://[::1]:99/a?b=c#d", { name: "::1", authority: "[::1]:99", path: "/a?b=c", host: "::1", port: 99 }],
    ["https://bob.example/ --connect 127.0.0.1:5", { name: "bob.example", host: "127.0.0.1", port: 5 }],
    ["https://bob.example/ --connect [::1]:5", { name: "bob.example", host: "::1", port: 5 }],
  ])("is understood: %s", (text, wanted) => {
    expect(aliceOptions(line(text))).toMatchObject(wanted);
  });

  test.each([
    ["", /An address is wanted/],
    ["http://localhost/", /no address that begins with https/],
    ["localhost:8443", /no address that begins with https/],
    ["https://", /no address that begins with https/],
    ["https://a:b@localhost/", /user name/],
    ["https://localhost/ https://b/", /one too many/],
    ["https://localhost/ --ca nowhere.pem", /--ca: nowhere.pem can't be read/],
    ["https://localhost/ --connect localhost", /--connect wants host:port/],
    ["https://localhost/ --connect ::1:443", /--connect wants host:port/],
    ["https://localhost/ --connect a:99999", /--connect a:99999: a port is a number from 1 to 65535, not 99999/],
    ["https://localhost:65536/", /a port is a number from 1 to 65535, not 65536/],
    ["https://localhost/ --groups x25519 --shares secp256r1", /--shares: secp256r1 is not among --groups \(x25519\)/],
    ["https://localhost/ --insecure", /There is no --insecure: give/],
    ["https://localhost/ -k", /There is no --insecure: give/],
    ["https://localhost/ --early", /--early wants --session/],
    ["https://localhost/ --early --session s --upload f", /must not be replayed/],
    ["https://localhost/ --shares x448", /--shares: there is no x448/],
  ])("is refused with a reason of one line: %s", (text, why) => {
    expect(() => aliceOptions(line(text))).toThrow(UsageError);
    expect(() => aliceOptions(line(text))).toThrow(why);
  });

  test.each([
    ["--shares secp256r1,x25519", ["x25519", "secp256r1"]],
    ["--shares secp256r1,x25519 --groups secp256r1,secp384r1,x25519", ["secp256r1", "x25519"]],
  ])("puts the shares into the order of the groups: %s", (flags, wanted) => {
    expect(aliceOptions(line(`https://localhost/ ${flags}`))?.shares).toEqual(wanted);
  });

  test("wants --ca", () => {
    expect(() => aliceOptions(["https://localhost/"])).toThrow(/--ca is wanted/);
  });
});

describe("the usage texts", () => {
  test.each([
    ["Bob", BOB_FLAGS, BOB_USAGE],
    ["Alice", ALICE_FLAGS, ALICE_USAGE],
  ] as const)("tell each of %s's flags once, in lines that a terminal holds", (_, flags, usage) => {
    for (const name of Object.keys(flags)) expect(usage.split(`\n  --${name} `)).toHaveLength(2);
    for (const text of usage.split("\n")) expect(text.length).toBeLessThanOrEqual(120);
  });

  test("are what --help asks for", () => {
    expect(bobOptions(["--help"])).toBeNull();
    expect(aliceOptions(["--help"])).toBeNull();
    expect(bobOptions(["-h"])).toBeNull();
  });

  test("nothing that is not asked for reaches the engine", () => {
    const options = bobOptions([]);
    expect(options === null ? null : commonSettings(options.given)).toEqual({});
  });
});

describe("a session file", () => {
  const session = (id: number): KeptSession => ({
    own: id === 7 ? "ab".repeat(32) : null,
    ...{
      ticket: Uint8Array.of(id, 2),
      psk: Uint8Array.of(3),
      suite: "TLS_AES_128_GCM_SHA256",
      serverName: "localhost",
    },
    ...{ alpn: null, receivedAt: 5, authenticatedAt: 5, lifetime: 7200, ageAdd: 9, maxEarlyData: 0 },
    peer: { path: world.bob.path, publicKey: Uint8Array.of(4), subject: "CN=Bob" },
  });

  test("gives back what was kept, for its owner only, and not more than a few", () => {
    const file = path("sessions");
    expect(readSessions(file)).toEqual([]);
    const many = Array.from({ length: 12 }, (_, i) => session(i));
    writeSessions(file, many);
    expect(readSessions(file)).toEqual(many.slice(-8));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("with nothing in it is new", () => {
    writeFileSync(path("empty"), "\n");
    expect(readSessions(path("empty"))).toEqual([]);
  });

  test.each(["nodir/sessions", "."])("that can't be written is refused before it is needed: %s", (name) => {
    expect(() => readSessions(path(name))).toThrow(/^--session: .* (can't be written|is no file)/);
  });

  test("leaves nothing behind where it can't be written", () => {
    mkdirSync(path("folder/sessions"), { recursive: true });
    expect(() => writeSessions(path("folder/sessions"), [])).toThrow();
    expect(readdirSync(path("folder"))).toEqual(["sessions"]);
  });

  test.each(["{}", "[1]", "PRIVATE", '{"format":"between-alice-and-bob sessions 2","sessions":[{}]}'])(
    "that holds something else is left alone: %j",
    (text) => {
      const file = path("other");
      writeFileSync(file, text);
      expect(() => readSessions(file)).toThrow(/holds no sessions of Alice's/);
      expect(readFileSync(file, "utf8")).toBe(text);
    },
  );
});

describe("a key log", () => {
  const random = Uint8Array.from({ length: 32 }, (_, i) => i);
  const secret = (name: "client_early_traffic_secret" | "handshake_secret"): TlsEvent => {
    return { type: "secret", name, generation: 0, secret: Uint8Array.of(0xab), transcriptHash: null };
  };
  const hello: TlsEvent = {
    ...{ type: "message", direction: "sent", epoch: "initial", bytes: new Uint8Array() },
    tree: { name: "ClientHello", path: "ClientHello", start: 0, end: 0, value: null, children: [] },
    message: {
      ...{ type: "client_hello", legacyVersion: 0x0303, random, legacySessionId: new Uint8Array() },
      ...{ cipherSuites: [], legacyCompressionMethods: new Uint8Array(), extensions: [] },
    },
  };

  test("waits for the ClientHello that names the connection, and leaves out what has no label", () => {
    const lines: string[] = [];
    const log = keyLogger((line) => lines.push(line));
    log(secret("client_early_traffic_secret"));
    expect(lines).toEqual([]);
    log(hello);
    log(secret("handshake_secret"));
    expect(lines).toEqual([`CLIENT_EARLY_TRAFFIC_SECRET ${Buffer.from(random).toString("hex")} ab`]);
  });

  test("is appended to, and new ones are for their owner only", () => {
    const file = path("keys.log");
    for (let i = 0; i < 2; i++) {
      const log = openKeyLog(file).forConnection();
      log(hello);
      log(secret("client_early_traffic_secret"));
    }
    expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(() => openKeyLog(path("nowhere/keys.log"))).toThrow(UsageError);
    expect(existsSync(path("nowhere"))).toBe(false);
  });
});
