import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { authority, type Holder, issue } from "../pki/path/world.fixture.ts";
import { toPem } from "../pki/pem.ts";
import { readVectors } from "../testing/vectorFile.ts";
import { answerLine } from "./judgeAnswer.ts";
import { readCase } from "./judgeCase.ts";
import { type Line, linesOf, MAX_LINE } from "./judgeLines.ts";

/** The judge as a program: lines in, lines out, and whatever a line holds, the others get their answers. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const TIME = "2026-06-01T12:00:00Z";
let anchor: Holder;
let middle: Holder;
let bob: Holder;

beforeAll(async () => {
  anchor = await authority("Example Root");
  middle = await authority("Example Issuing CA", anchor, 0);
  bob = await issue("bob.example", middle);
});

const pem = ({ der }: Holder) => toPem(der);

function caseOf(id: unknown, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const paths = { peer: pem(bob), intermediates: [pem(middle)], roots: [pem(anchor)], crls: [] };
  return { id, purpose: "server", time: TIME, name: "bob.example", ...paths, ...more };
}

type Result = Readonly<{ code: number | null; out: string; err: string }>;

function run(args: readonly string[], input: string | Uint8Array, command = ["node", "src/cli/run.mjs", "judge"]) {
  const [program = "", ...first] = command;
  const child = spawn(program, [...first, ...args], { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  const text = { out: "", err: "" };
  child.stdout.on("data", (data) => {
    text.out += data;
  });
  child.stderr.on("data", (data) => {
    text.err += data;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise<Result>((resolve) => child.once("close", (code) => resolve({ code, ...text })));
}

async function answers(lines: readonly string[]) {
  const { code, out, err } = await run(["--json"], lines.join("\n"));
  expect([code, err]).toEqual([0, ""]);
  return out
    .trimEnd()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
}

async function judged(line: Line) {
  const faults: unknown[] = [];
  const answer = await answerLine(line, { now: Date.parse(TIME), onFault: (error) => faults.push(error) });
  expect(faults).toEqual([]);
  return answer;
}

describe("the program", { timeout: 60_000 }, () => {
  test("answers each case with just four fields, in order, whatever stands between them", async () => {
    const found = await answers([
      JSON.stringify(caseOf("good")),
      "",
      "no JSON",
      JSON.stringify(caseOf("wrong name", { name: "carol.example" })),
      JSON.stringify({ id: "half", purpose: "server" }),
      "[1, 2]\r",
      JSON.stringify(caseOf(7, { intermediates: [] })),
      JSON.stringify(caseOf(null, { profile: "rfc5280" })),
    ]);
    expect(found.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
      ["good", "accept", null],
      [null, "reject", "invalid-case"],
      ["wrong name", "reject", "wrong-name"],
      ["half", "reject", "invalid-case"],
      [null, "reject", "invalid-case"],
      [7, "reject", "missing-intermediate"],
      [null, "accept", null],
    ]);
    for (const answer of found) {
      expect(Object.keys(answer)).toEqual(["id", "verdict", "reason", "detail"]);
      expect(answer.detail).toMatch(/\.$/);
    }
  });

  test("says every check in words without --json", async () => {
    const { code, out } = await run([], JSON.stringify(caseOf("one", { name: "carol.example" })));
    expect(code).toBe(0);
    expect(out).toMatch(/^one: reject, wrong-name \(alert bad_certificate\)$/m);
    expect(out).toMatch(/^ {2}\+ signatures {2}2 of 2 verify$/m);
    expect(out).toMatch(/^ {2}! name {8}bob\.example; wanted carol\.example \(RFC 9525 §6\.3\)$/m);
  });

  test("ends with 0 for no case at all, and for nothing but refusals", async () => {
    expect(await run(["--json"], "")).toEqual({ code: 0, out: "", err: "" });
    expect((await run(["--json"], "x\ny\n")).code).toBe(0);
  });

  test("ends with 2 where the command line is wrong", async () => {
    expect(await run(["--jsn"], "")).toMatchObject({ code: 2, out: "" });
    const extra = await run(["cases.jsonl"], "");
    expect(extra).toMatchObject({ code: 2, out: "" });
    expect(extra.err).toMatch(/Cases come on standard input: cases\.jsonl is one too many/);
  });

  test("is `npm run --silent judge`, and tells how to use it", async () => {
    const { code, out } = await run(["--help"], "", ["npm", "run", "--silent", "judge", "--"]);
    expect(code).toBe(0);
    for (const word of ["--json", "purpose", "invalid-case", "Ends with 0"]) expect(out).toContain(word);
  });

  test("answers while it is asked: the first answer comes before the second case", async () => {
    const child = spawn("node", ["src/cli/run.mjs", "judge", "--json"], {
      cwd: root,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const next = () => new Promise<string>((resolve) => child.stdout.once("data", (data) => resolve(String(data))));
    for (const id of ["first", "second"]) {
      const answer = next();
      child.stdin.write(`${JSON.stringify(caseOf(id))}\n`);
      expect(JSON.parse(await answer)).toMatchObject({ id, verdict: "accept" });
    }
    child.stdin.end();
    await new Promise((resolve) => child.once("close", resolve));
  });

  test("judges all of PKITS as NIST does, lists and policies included", async () => {
    type Pkits = Readonly<{ time: string; ders: readonly string[]; cases: readonly Record<string, unknown>[] }>;
    const { time, ders, cases } = readVectors<Pkits>("pkits");
    const text = (label: string) => (place: number) => toPem(Buffer.from(ders[place] ?? "", "base64"), label);
    const places = (value: unknown): readonly number[] => [value].flat().map(Number);
    const certificates = (value: unknown) => places(value).map(text("CERTIFICATE"));
    const lines = cases.map(({ title, leaf, intermediates, roots, crls, policies }) =>
      JSON.stringify({
        ...{ id: title, purpose: "server", profile: "rfc5280", time, name: null, policies },
        ...{ peer: certificates(leaf)[0], intermediates: certificates(intermediates), roots: certificates(roots) },
        crls: places(crls).map(text("X509 CRL")),
      }),
    );
    const found = await answers(lines);
    expect(found.map(({ verdict }) => verdict)).toEqual(
      cases.map(({ expected }) => (expected === true ? "accept" : "reject")),
    );
  });
});

describe("a case", () => {
  test.each([
    ["peer", { peer: undefined }, /^No case to judge: peer: /],
    ["purpose", { purpose: "mail" }, /^No case to judge: purpose: /],
    ["profile", { profile: "strict" }, /^No case to judge: profile: /],
    ["time", { time: "yesterday" }, /^No case to judge: time: .*ISO 8601/],
    ["a day that is none", { time: "2026-13-01T00:00:00Z" }, /^No case to judge: .*time/],
    ["name", { name: 7 }, /^No case to judge: name: /],
    ["an empty name", { name: "" }, /^No case to judge: name: /],
    ["intermediates", { intermediates: "-----BEGIN" }, /^No case to judge: intermediates: /],
    ["too many intermediates", { intermediates: Array(1001).fill("") }, /^No case to judge: intermediates: /],
    ["a root that is none", { roots: ["garbage"] }, /^No case to judge: .*roots\.0 holds no certificate/],
    ["ocsp that is no base64", { ocsp: ["%"] }, /^No case to judge: ocsp\.0: /],
    ["policies", { policies: { explicit: "yes" } }, /^No case to judge: policies\.explicit: /],
  ])("with a wrong %s is rejected with its id", async (_name, more, detail) => {
    const answer = await judged(JSON.stringify(caseOf("mine", more)));
    expect(answer).toMatchObject({ id: "mine", verdict: "reject", reason: "invalid-case" });
    expect(answer?.detail).toMatch(detail);
  });

  test("defaults: the Web PKI, now, any name, nothing else at hand", async () => {
    const read = readCase(JSON.stringify({ purpose: "client", peer: pem(bob), roots: [] }), Date.parse(TIME));
    expect(read).toMatchObject({
      id: null,
      request: { profile: "webpki", name: null, at: new Date(TIME), strict: true },
    });
    expect(read).toMatchObject({ request: { purpose: "client", anchors: [], crls: [], ocsp: [] } });
  });

  test("a peer that is no certificate is a malformed certificate", async () => {
    expect(await judged(JSON.stringify(caseOf(1, { peer: "garbage" })))).toMatchObject({ reason: "malformed" });
    expect(await judged(JSON.stringify(caseOf(1, { peer: toPem(Uint8Array.of(1, 2)) })))).toMatchObject({
      reason: "malformed",
    });
  });

  test("junk among the intermediates is as if it had not come", async () => {
    const broken = "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n";
    const intermediates = ["garbage", broken, toPem(Uint8Array.of(1, 2)), "x".repeat(2_000_000), pem(middle)];
    expect(await judged(JSON.stringify(caseOf(1, { intermediates })))).toMatchObject({ verdict: "accept" });
  });

  test("a whole chain may stand in peer", async () => {
    const peer = `${pem(bob)}${pem(middle)}`;
    expect(await judged(JSON.stringify(caseOf(1, { peer, intermediates: [] })))).toMatchObject({ verdict: "accept" });
  });

  test("lists that are none still ask for good ones", async () => {
    const answer = await judged(JSON.stringify(caseOf(1, { crls: ["garbage"] })));
    expect(answer).toMatchObject({ verdict: "reject", reason: "revocation-unknown" });
  });

  test("hostile lines are answered", async () => {
    const deep = "[".repeat(200_000);
    expect(await judged(deep)).toMatchObject({ reason: "invalid-case" });
    expect(await judged('{"__proto__": {"id": 1}, "id": {"a": 1}}')).toMatchObject({
      id: null,
      reason: "invalid-case",
    });
    expect(await judged(JSON.stringify({ id: "x".repeat(5000) }))).toMatchObject({ id: null, reason: "invalid-case" });
    expect(await judged(null)).toMatchObject({ reason: "invalid-case" });
    expect(await judged("  ")).toBe(null);
  });
});

describe("lines", () => {
  async function all(...chunks: readonly (string | Uint8Array)[]): Promise<readonly Line[]> {
    const found: Line[] = [];
    for await (const line of linesOf(Readable.from(chunks))) found.push(line);
    return found;
  }

  test("come whole, however they were cut", async () => {
    expect(await all("a\nb", "c\n\nd")).toEqual(["a", "bc", "", "d"]);
    const bytes = new TextEncoder().encode("ä\nö");
    expect(await all(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(["ä", "ö"]);
    expect(await all()).toEqual([]);
    expect(await all("a\n")).toEqual(["a"]);
  });

  test("that are too long are not kept, and those after them are", async () => {
    const part = "x".repeat(MAX_LINE / 2 + 1);
    expect(await all("a\n", part, part, part, "\nb")).toEqual(["a", null, "b"]);
    expect(await all("x".repeat(MAX_LINE))).toHaveLength(1);
  });
});
