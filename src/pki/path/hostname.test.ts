import { expect, test } from "vitest";
import { ipBytes, ipText } from "../altNames.ts";
import { matchesDnsName } from "./hostname.ts";

test.each([
  ["bob.example", "bob.example", true],
  ["Bob.Example", "bOB.eXAMPLE", true],
  ["bob.example", "bob.example.", true],
  ["bob.example.", "bob.example", false],
  ["*.bob.example", "www.bob.example", true],
  ["*.bob.example", "bob.example", false],
  ["*.bob.example", "a.www.bob.example", false],
  ["w*.bob.example", "www.bob.example", false],
  ["*.example", "bob.example", false],
  ["*.*.example", "a.b.example", false],
  ["bob.example\0.mallory.example", "bob.example", false],
  ["b0b.example", "bob.example", false],
  ["bob.example", "www.bob.example", false],
  ["", "", false],
])("%s for %s: %s", (presented, wanted, matches) => {
  expect(matchesDnsName(presented, wanted, { wildcards: true })).toBe(matches);
});

test("no wildcard where none is wanted", () => {
  expect(matchesDnsName("*.bob.example", "www.bob.example", { wildcards: false })).toBe(false);
});

test.each([
  ["10.0.0.1", "10.0.0.1"],
  ["2001:db8::1", "2001:db8:0:0:0:0:0:1"],
  ["::", "0:0:0:0:0:0:0:0"],
  ["1::2::3", null],
  ["256.0.0.1", null],
  ["1:2:3:4:5:6:7", null],
  ["bob.example", null],
])("the address %s is %s", (text, spelt) => {
  const bytes = ipBytes(text);
  expect(bytes === null ? null : ipText(bytes)).toBe(spelt);
});
