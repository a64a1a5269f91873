import { expect, test } from "vitest";
import type { CheckId } from "../../pki/verdict.ts";
import { arranged, foldedWords } from "./arranged.ts";

type Made = Parameters<typeof foldedWords>[0][number];

function made(id: CheckId, result: Made["result"] = "passed", skippedBy: string | null = null): Made {
  return { id, result, skippedBy };
}

test("what failed or was turned off comes first, then what the story tells of, and the rest is folded", () => {
  const checks = [
    made("chain"),
    made("form"),
    made("strength", "failed"),
    made("dates", "skipped", "dates"),
    made("policies", "skipped"),
    made("name"),
  ];
  const { first, rest } = arranged(checks);
  expect(first.map(({ id }) => id)).toEqual(["strength", "dates", "chain", "name"]);
  expect(rest.map(({ id }) => id)).toEqual(["form", "policies"]);
  expect(foldedWords(rest)).toBe("1 more passed, 1 had nothing to look at");
});

test("five or six checks that the story tells of are folded nowhere", () => {
  const told = (["chain", "signatures", "dates", "name", "usage", "possession"] as const).map((id) => made(id));
  expect(arranged(told)).toEqual({ first: told, rest: [] });
});
