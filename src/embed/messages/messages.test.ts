import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget } from "./budget.ts";
import { hostAround } from "./host.ts";
import { join, type Line, LONGEST_LINE } from "./line.ts";
import { NAMESPACE, VERSION } from "./protocol.ts";
import { type Command, readMessage } from "./schema.ts";

const ours = { namespace: NAMESPACE, version: VERSION };

describe("a message", () => {
  it.each([
    [{ method: "hello" }, { method: "hello", args: [] }],
    [
      { method: "seek", args: [3], id: 7 },
      { method: "seek", args: [3], id: 7 },
    ],
    [
      { method: "seek", args: ["bob.acts"], id: "a" },
      { method: "seek", args: ["bob.acts"], id: "a" },
    ],
    [
      { method: "set-switch", args: ["mallory", "off"] },
      { method: "set-switch", args: ["mallory", "off"] },
    ],
    [
      { method: "next", args: [], extra: 1 },
      { method: "next", args: [] },
    ],
  ])("%j is understood", (message, command) => {
    expect(readMessage({ ...ours, ...message })).toEqual({ ours: true, ok: true, command: { id: null, ...command } });
  });

  it.each([
    [{ method: "fly" }, "unknown-method"],
    [{ method: "constructor" }, "unknown-method"],
    [{ method: "hello", version: 2 }, "version"],
    [{ method: "hello", version: "1" }, "malformed"],
    [{ method: "hello", id: "x".repeat(65) }, "malformed"],
    [{ method: "hello", id: 1.5 }, "malformed"],
    [{}, "malformed"],
    [{ method: "hello", args: [1] }, "bad-arguments"],
    [{ method: "seek" }, "bad-arguments"],
    [{ method: "seek", args: [-1] }, "bad-arguments"],
    [{ method: "seek", args: [Number.NaN] }, "bad-arguments"],
    [{ method: "seek", args: ["x".repeat(129)] }, "bad-arguments"],
    [{ method: "set-depth", args: ["deep"] }, "bad-arguments"],
    [{ method: "set-switch", args: ["mallory"] }, "bad-arguments"],
    [{ method: "set-state", args: ["x".repeat(5000)] }, "bad-arguments"],
  ])("%j is refused", (message, code) => {
    expect(readMessage({ ...ours, ...message })).toMatchObject({ ours: true, ok: false, code });
  });

  it("of anybody else is no business of ours, and none throws", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (data) => {
        expect(readMessage(data).ours).toBe(false);
        readMessage({ ...ours, method: "seek", args: data, id: data });
      }),
    );
  });

  it("is not gone into: what it costs to read has nothing to do with its size", () => {
    const never = new Proxy(
      {},
      {
        get: () => {
          throw new Error("looked into");
        },
      },
    );
    const list = Object.assign(new Array(1_000_000), { 0: never });
    expect(readMessage({ ...ours, method: "seek", args: list, more: never })).toMatchObject({ code: "bad-arguments" });
  });
});

describe("the line", () => {
  const seek = (index: number): Command => ({ method: "seek", args: [index], id: index });
  const turn = (value: string): Command => ({ method: "set-switch", args: ["mallory", value], id: value });
  const next: Command = { method: "next", args: [], id: null };

  it("lets what sets the same thing anew take the place of the last", () => {
    const many = Array.from({ length: 1000 }, (_, i) => turn(String(i)));
    const { line, gone } = many
      .map((one) => one)
      .reduce<{ line: Line; gone: number }>(
        (so, one) => {
          const joined = join(so.line, one);
          return { line: joined.line, gone: so.gone + (joined.gone?.code === "superseded" ? 1 : 0) };
        },
        { line: [], gone: 0 },
      );
    expect(line).toEqual([turn("999")]);
    expect(gone).toBe(999);
  });

  it("keeps the order of what is done between two throws", () => {
    const line = [turn("relay"), next, turn("off"), seek(1)].reduce<Line>((so, one) => join(so, one).line, []);
    expect(line).toEqual([turn("relay"), next, turn("off"), seek(1)]);
  });

  it("never grows beyond its length", () => {
    let line: Line = [];
    for (let i = 0; i < 500; i++) line = join(line, next).line;
    expect(line).toHaveLength(LONGEST_LINE);
    expect(join(line, seek(1)).gone).toMatchObject({ code: "too-many" });
  });
});

describe("the budget", () => {
  it("gives so much at once, says once that it is over, and leaves no debt", () => {
    const take = createBudget({ burst: 10, perSecond: 10 });
    const taken = Array.from({ length: 10_000 }, () => take(0));
    expect(taken.filter((one) => one === "taken")).toHaveLength(10);
    expect(taken.filter((one) => one === "over")).toHaveLength(1);
    expect(take(100)).toBe("taken");
    expect(take(100)).toBe("still over");
    expect(Array.from({ length: 11 }, () => take(2000)).at(-1)).toBe("over");
  });
});

describe("the page around", () => {
  const around = (allowed: readonly string[] | null) => {
    const posted: string[] = [];
    const parent = { postMessage: (_: unknown, target: string) => posted.push(target) };
    const page = { parent };
    return { parent, posted, host: hostAround(page, () => allowed) };
  };

  it("is written to by name from its first message on, and nobody else is heard then", () => {
    const { host, parent, posted } = around(null);
    host?.post({});
    host?.postToAnyone({});
    expect(posted).toEqual(["*"]);
    expect(host?.isHeard({}, "https://a.example")).toBe(false);
    expect(host?.isHeard(parent, "https://a.example")).toBe(true);
    host?.remember("https://a.example");
    host?.remember("https://b.example");
    expect(host?.isHeard(parent, "https://b.example")).toBe(false);
    host?.post({});
    host?.postToAnyone({});
    expect(posted).toEqual(["*", "https://a.example", "https://a.example"]);
  });

  it("is written to, and heard, only as the list has it", () => {
    const { host, parent, posted } = around(["https://a.example", "https://b.example"]);
    host?.post({});
    expect(posted).toEqual(["https://a.example", "https://b.example"]);
    expect(host?.isHeard(parent, "https://c.example")).toBe(false);
    expect(host?.isHeard(parent, "null")).toBe(false);
    const nobody = around([]);
    nobody.host?.postToAnyone({});
    expect(nobody.posted).toEqual([]);
    expect(nobody.host?.isHeard(nobody.parent, "https://a.example")).toBe(false);
  });
});
