import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "./hex.ts";
import { DecodeError, Reader } from "./reader.ts";
import { concat, sameBytes, textOf, utf8 } from "./text.ts";
import { type ByteTree, fieldsAt, graft, laterTree, leaves } from "./tree.ts";
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

  test("bounds: a vector, a block and a list hold at least and at most so many bytes", () => {
    const bounds = { min: 2, max: 3 };
    const kinds = {
      vector: (r: Reader) => r.vector(1, "body", undefined, bounds),
      block: (r: Reader) => r.block(1, "body", () => r.fixed(r.remaining, "x"), bounds),
      list: (r: Reader) => r.list(1, "body", () => r.uint(1, "x"), bounds),
    };
    for (const read of Object.values(kinds)) {
      expect(() => read(new Reader(fromHex("01aa"), "Thing"))).toThrow(/Thing.body.length at byte 1: at least 2 bytes/);
      expect(() => read(new Reader(fromHex("04aabbccdd"), "Thing"))).toThrow(/at most 3 bytes, not 4/);
      expect(Array.from(read(new Reader(fromHex("02aabb"), "Thing")))).toEqual([0xaa, 0xbb]);
    }
  });

  test("looking ahead reads nothing, and ends with the field being read", () => {
    const reader = new Reader(fromHex("02aabbcc"), "Thing");
    reader.block(1, "inner", () => {
      expect(reader.peek(2, "x")).toBe(0xaabb);
      expect(reader.ahead).toEqual(fromHex("aabb"));
      expect(() => reader.peek(3, "x")).toThrow(/Thing.inner.x at byte 1/);
      expect(reader.uint(2, "x")).toBe(0xaabb);
    });
    expect(reader.ahead).toEqual(fromHex("cc"));
  });

  test("fields within a size become children of the field around them, and fill it", () => {
    const reader = new Reader(fromHex("aabbcc"), "Thing");
    reader.within(2, () => reader.fixed(2, "x"));
    reader.fixed(1, "y");
    expect(reader.finish().children.map(({ path }) => path)).toEqual(["Thing.x", "Thing.y"]);
    const short = new Reader(fromHex("aabb"), "Thing");
    expect(() => short.within(2, () => short.uint(1, "x"))).toThrow(/Thing at byte 1: nothing after its last field/);
    expect(() => new Reader(fromHex("aa"), "Thing").within(2, () => 0)).toThrow(/2 bytes, but 1 are left/);
  });

  test("a reader without notes reads the same, and fails the same", () => {
    const good = fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 5 }).map((items) =>
      new Writer()
        .block(1, (w) => {
          for (const item of items) w.vector(1, item);
        })
        .uint(4, items.length)
        .finish(),
    );
    fc.assert(
      fc.property(fc.oneof(bytes, good), (input) => {
        const read = (reader: Reader) => {
          const items = reader.list(1, "list", () => reader.scope("item", () => reader.vector(1, "name", String)));
          reader.note(() => "noted");
          return [items, reader.uint(4, "number"), reader.groups, reader.finish()] as const;
        };
        const noted = attempt(() => read(new Reader(input, "Thing")));
        const silent = attempt(() => read(new Reader(input, "Thing", false)));
        if (noted instanceof DecodeError || silent instanceof DecodeError) {
          expect(silent).toEqual(noted);
          return;
        }
        expect(silent.slice(0, 3)).toEqual(noted.slice(0, 3));
        expect(silent[3]).toMatchObject({ name: "Thing", end: input.length, children: [] });
        expect(noted[3].value).toBe("noted");
      }),
    );
  });

  test("a tree for later is read once, when somebody looks", () => {
    let times = 0;
    const tree = laterTree("Thing", 3, () => {
      times++;
      const reader = new Reader(fromHex("0001ff"), "Thing");
      reader.uint(3, "number");
      return reader.finish();
    });
    expect([tree.name, tree.end, times]).toEqual(["Thing", 3, 0]);
    expect([fieldsAt(tree, 2).map(({ path }) => path), leaves(tree).length, times]).toEqual([
      ["Thing", "Thing.number"],
      1,
      1,
    ]);
  });

  test("a writer grows with what is written", () => {
    const large = new Uint8Array(1000).fill(7);
    const written = new Writer()
      .block(2, (w) => w.fixed(large).vector(3, large))
      .uint(4, 0xfffefdfc)
      .finish();
    expect(written.length).toBe(2 + 1000 + 3 + 1000 + 4);
    expect(toHex(written.subarray(0, 3))).toBe("07d307");
    expect(toHex(written.subarray(-5))).toBe("07fffefdfc");
    expect(() => new Writer().block(1, (w) => w.fixed(large))).toThrow(RangeError);
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

function attempt<T>(read: () => T): T | DecodeError {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
}

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
