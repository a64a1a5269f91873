import { describe, expect, test } from "vitest";
import { itemsOf, type Source, sourceOf, sourceOfText, withinLimits } from "./collect.ts";
import type { Item } from "./types.ts";

function source(id: number, size: number, items = 0): Source {
  const item: Item = { kind: "certificate", der: Uint8Array.of(id) };
  return { id, name: `file ${id}`, size, items: Array.from({ length: items }, () => item), remarks: [] };
}

describe("files", () => {
  test("that are too large are refused unread", async () => {
    const file = new File([new Uint8Array(1024 * 1024 + 1)], "large.pem");
    file.arrayBuffer = () => Promise.reject(new Error("it was read"));
    expect((await sourceOf(file, 1)).remarks[0]?.sentence).toMatch(/larger than 1 MiB/);
  });

  test("that can’t be read are said to be", async () => {
    const file = new File(["x"], "folder");
    file.arrayBuffer = () => Promise.reject(new Error("NotReadableError"));
    expect((await sourceOf(file, 1)).remarks[0]?.sentence).toMatch(/could not be read/);
  });

  test("are read, and not kept", async () => {
    const made = await sourceOf(new File(["nothing"], "a.pem"), 7);
    expect(made).toMatchObject({ id: 7, name: "a.pem", size: 7, items: [] });
    expect(JSON.stringify(sourceOfText("secret words", 8))).not.toContain("secret words");
  });
});

describe("limits", () => {
  test("4 MiB in all: what does not fit is left out, and said", () => {
    const mebibyte = 1024 * 1024;
    const more = [1, 2, 3, 4, 5].map((id) => source(id, mebibyte));
    const { sources, remarks } = withinLimits([source(0, 1)], [...more, source(6, 10)]);
    expect(sources.map(({ id }) => id)).toEqual([0, 1, 2, 3, 6]);
    expect(remarks[0]?.sentence).toMatch(/^2 files were left out/);
  });

  test("1,000 certificates: the first are looked at", () => {
    const { items, remarks } = itemsOf([], [source(1, 1, 600), source(2, 1, 600)]);
    expect(items).toHaveLength(1000);
    expect(remarks[0]?.sentence).toMatch(/^1200 certificates/);
  });
});
