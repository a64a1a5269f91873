import { describe, expect, test } from "vitest";
import { ipBytes } from "../../altNames.ts";
import type { GeneralName } from "../../generalNames.ts";
import { isWithin, sameForm } from "./subtrees.ts";

/** RFC 5280 §4.2.1.10, form by form. Null: nobody can tell, so that it is neither permitted nor safe from exclusion. */

type Rows = readonly (readonly [name: string | null, subtree: string, within: boolean | null])[];

const TEXTS: readonly (readonly ["dns" | "email" | "uri", Rows])[] = [
  [
    "dns",
    [
      ["example.com", "example.com", true],
      ["www.example.com", "example.com", true],
      ["a.b.example.com", "example.com", true],
      ["WWW.EXAMPLE.COM", "example.com", true],
      ["badexample.com", "example.com", false],
      ["example.org", "example.com", false],
      ["com", "example.com", false],
      ["example.com", "", true],
      ["*.example.com", "example.com", true],
      ["*.example.com", "www.example.com", null],
      ["*.example.com", "a.www.example.com", false],
      ["*.com", "example.com", null],
      ["example.com.", "example.com", null],
      ["exa mple.com", "com", null],
      ["www.example.com", ".example.com", null],
      ["www.example.com", "*.example.com", null],
      [null, "example.com", null],
    ],
  ],
  [
    "email",
    [
      ["alice@example.com", "alice@example.com", true],
      ["alice@EXAMPLE.com", "alice@example.com", true],
      ["Alice@example.com", "alice@example.com", false],
      ["alice@example.com", "example.com", true],
      ["alice@mail.example.com", "example.com", false],
      ["alice@mail.example.com", ".example.com", true],
      ["alice@example.com", ".example.com", false],
      ["*@example.com", "*@example.com", true],
      ["alice@example.com", "*@example.com", false],
      ["alice", "example.com", null],
      ["@example.com", "example.com", null],
      ["a b@example.com", "example.com", null],
      ["a@b@example.com", "example.com", null],
    ],
  ],
  [
    "uri",
    [
      ["https://example.com/a", "example.com", true],
      ["https://alice@example.com:8443/a?b", "example.com", true],
      ["https://www.example.com/", "example.com", false],
      ["https://www.example.com/", ".example.com", true],
      ["https://example.com/", ".example.com", false],
      ["https://example.com@mallory.example/", "example.com", false],
      ["https://10.0.0.1/", "example.com", null],
      ["https://[::1]/", "example.com", null],
      ["urn:example:com", "example.com", null],
      ["mailto:alice@example.com", "example.com", null],
    ],
  ],
];

describe.each(TEXTS)("%s", (type, rows) => {
  test.each(rows)("%s within %s: %s", (name, subtree, within) => {
    expect(isWithin({ type, value: name }, { type, value: subtree })).toBe(within);
  });
});

const ip = (...texts: readonly string[]): GeneralName => ({
  type: "ip",
  bytes: Uint8Array.from(texts.flatMap((text) => [...(ipBytes(text) ?? [])])),
});

test.each([
  ["10.1.2.3", ["10.0.0.0", "255.0.0.0"], true],
  ["11.1.2.3", ["10.0.0.0", "255.0.0.0"], false],
  ["10.1.2.3", ["0.0.0.0", "0.0.0.0"], true],
  ["10.1.2.3", ["10.1.2.3", "255.255.255.255"], true],
  ["2001:db8::1", ["2001:db8::", "ffff:ffff::"], true],
  ["2001:db9::1", ["2001:db8::", "ffff:ffff::"], false],
  ["2001:db8::1", ["10.0.0.0", "255.0.0.0"], false],
  ["10.1.2.3", ["10.0.0.0", "255.0.255.0"], null],
  ["10.1.2.3", ["10.0.0.0"], null],
])("the address %s within %s: %s", (address, range, within) => {
  expect(isWithin(ip(address), ip(...range))).toBe(within);
});

test("an address of no length that there is passes nothing", () => {
  expect(isWithin({ type: "ip", bytes: new Uint8Array(5) }, ip("10.0.0.0", "255.0.0.0"))).toBe(null);
});

test("forms that can't be compared are of one form with themselves only", () => {
  const other = (kind: string): GeneralName => ({ type: "other", kind });
  expect(sameForm(other("otherName 1.2"), other("otherName 1.2"))).toBe(true);
  expect(sameForm(other("otherName 1.2"), other("otherName 1.3"))).toBe(false);
  expect(sameForm(other("otherName 1.2"), ip("10.0.0.0"))).toBe(false);
  expect(isWithin(other("otherName 1.2"), other("otherName 1.2"))).toBe(null);
});
