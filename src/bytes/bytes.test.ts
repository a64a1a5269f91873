import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "./hex.ts";
import { DecodeError, Reader } from "./reader.ts";
import { concat, sameBytes, textOf, utf8 } from "./text.ts";
import { type ByteTree, fieldsAt, graft, leaves } from "./tree.ts";
import { Writer } from "./writer.ts";

const bytes = fc.uint8Array({ maxLength: 64 });

test("hex there and back", () => {
  fc.assert(
    fc.property(bytes, (b) => {
      expect(fromHex(toHex(b))).toEqual(new Uint8Array(b));
    }),
  );
  expect(() => fromHex("abc")).toThrow(RangeError);
  expect(() => fromHex("zz")).toThrow(RangeError);
});

test("text there and back; what is no UTF-8 is null", () => {
  fc.assert(
    fc.property(fc.string(), (t) => {
      expect(textOf(utf8(t))).toBe(t);
    }),
  );
  expect(textOf(new Uint8Array([0xff, 0xfe]))).toBeNull();
  expect(sameBytes(concat(utf8("a"), utf8("b")), utf8("ab"))).toBe(true);
});

describe("Reader and Writer", () => {
  test("what is written is read, and the tree tiles the bytes", () => {
    fc.assert(
      fc.property(fc.nat(0xffff), bytes, fc.array(bytes, { maxLength: 4 }), (number, body, list) => {
        const written = new Writer()
          .uint(2, number)
          .vector(2, body)
          .block(3, (w) => {
            for (const item of list) w.vector(1, item);
          })
          .finish();
        const reader = new Reader(written, "Thing");
        expect(reader.uint(2, "number")).toBe(number);
        expect(reader.vector(2, "body")).toEqual(new Uint8Array(body));
        const read = reader.block(3, "list", () => {
          const items: Uint8Array[] = [];
          while (reader.remaining > 0) items.push(reader.vector(1, "item"));
          return items;
        });
        expect(read).toEqual(list.map((i) => new Uint8Array(i)));
        expectTiled(reader.finish(), 0, written.length);
      }),
    );
  });

  test("bytes that do not hold the field throw DecodeError, with the field’s path", () => {
    const reader = new Reader(fromHex("0005aa"), "Thing");
    expect(() => reader.vector(2, "body")).toThrow(DecodeError);
    expect(() => new Reader(fromHex("aa"), "Thing").finish()).toThrow(/Thing/);
    const block = new Reader(fromHex("02aabb"), "Thing");
    expect(() => block.block(1, "inner", () => block.uint(1, "x"))).toThrow(/nothing after/);
  });

  test("a number that does not fit its field is a bug of ours", () => {
    expect(() => new Writer().uint(1, 256)).toThrow(RangeError);
    expect(() => new Writer().uint(2, -1)).toThrow(RangeError);
  });
});

test("fields are found by offset, outermost first; a graft moves a tree below another", () => {
  const reader = new Reader(fromHex("0001ff"), "Thing");
  reader.uint(2, "number");
  reader.fixed(1, "flag");
  const tree = reader.finish();
  expect(fieldsAt(tree, 2).map((f) => f.path)).toEqual(["Thing", "Thing.flag"]);
  expect(fieldsAt(tree, 3)).toEqual([]);
  expect(leaves(graft(tree, 10, "Outer")).map((f) => [f.path, f.start])).toEqual([
    ["Outer.Thing.number", 10],
    ["Outer.Thing.flag", 12],
  ]);
});

/** Every byte is in exactly one innermost field, and every field's children cover it whole. */
function expectTiled(tree: ByteTree, start: number, end: number): void {
  expect([tree.start, tree.end]).toEqual([start, end]);
  if (tree.children.length === 0) return;
  let at = start;
  for (const child of tree.children) {
    expect(child.start).toBe(at);
    expectTiled(child, child.start, child.end);
    at = child.end;
  }
  expect(at).toBe(end);
}
