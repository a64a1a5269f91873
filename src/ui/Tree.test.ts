import { describe, expect, test } from "vitest";
import { moved, rowsOf, type TreeItem, type TreeRow, withShown } from "./treeRows.ts";

const items: readonly TreeItem[] = [
  { id: "a", children: [{ id: "a.b", children: [{ id: "a.b.c", children: [{ id: "a.b.c.d", children: [] }] }] }] },
  { id: "z", children: [] },
];

describe("rowsOf", () => {
  test("opens what is above the depth and nothing more", () => {
    expect(ids(rowsOf(items, new Map(), 2))).toEqual(["a", "a.b", "a.b.c", "z"]);
    expect(ids(rowsOf(items, new Map(), 0))).toEqual(["a", "z"]);
  });

  test("what the user did goes first", () => {
    expect(ids(rowsOf(items, new Map([["a", false]]), 2))).toEqual(["a", "z"]);
    expect(ids(rowsOf(items, new Map([["a.b.c", true]]), 2))).toContain("a.b.c.d");
  });

  test("tells place and number of siblings", () => {
    expect(rowsOf(items, new Map(), 0)[1]).toMatchObject({ position: 2, siblings: 2, open: null, depth: 0 });
  });
});

describe("withShown", () => {
  test("opens every parent", () => {
    expect(ids(rowsOf(items, withShown(items, new Map(), 0, "a.b.c.d"), 0))).toContain("a.b.c.d");
  });

  test("changes nothing where the row is seen already", () => {
    const open = new Map<string, boolean>();
    expect(withShown(items, open, 2, "a.b.c")).toBe(open);
  });
});

describe("moved", () => {
  const rows = rowsOf(items, new Map(), 1);

  test.each([
    ["a", "ArrowDown", { to: "a.b", open: null }],
    ["a", "ArrowUp", { to: "a", open: null }],
    ["a", "ArrowLeft", { to: "a", open: false }],
    ["a", "ArrowRight", { to: "a.b", open: null }],
    ["a.b", "ArrowRight", { to: "a.b", open: true }],
    ["a.b", "ArrowLeft", { to: "a", open: null }],
    ["z", "ArrowLeft", { to: "z", open: null }],
    ["a", "End", { to: "z", open: null }],
    ["z", "Home", { to: "a", open: null }],
    ["a.b", "Enter", { to: "a.b", open: true }],
  ])("%s, %s", (id, key, expected) => {
    const row = rows.find((r) => r.id === id);
    expect(row && moved(rows, row, key)).toEqual(expected);
  });

  test("leaves other keys alone", () => {
    const [row] = rows;
    expect(row && moved(rows, row, "x")).toBeNull();
  });
});

function ids(rows: readonly TreeRow[]): readonly string[] {
  return rows.map((row) => row.id);
}
