import { describe, expect, test } from "vitest";
import { ipBytes, ipText, shortIpText } from "../altNames.ts";
import { matchDnsName, type NameMatch } from "./hostname.ts";

function matchesDnsName(presented: string, wanted: string, { wildcards }: Readonly<{ wildcards: boolean }>): boolean {
  return matchDnsName(presented, wanted, { wildcards, publicSuffixes: false }) === "match";
}

describe("RFC 9525 §6.3", () => {
  test.each([
    ["bob.example", "bob.example", true],
    ["Bob.Example", "bOB.eXAMPLE", true],
    ["bob.example", "bob.example.", true],
    ["bob.example.", "bob.example", false],
    ["*.bob.example", "www.bob.example", true],
    ["*.bob.example", "WWW.Bob.Example", true],
    ["*.bob.example", "bob.example", false],
    ["*.bob.example", "a.www.bob.example", false],
    ["*.bob.example", ".bob.example", false],
    ["*.bob.example", "*.bob.example", false],
    ["w*.bob.example", "www.bob.example", false],
    ["*w.bob.example", "www.bob.example", false],
    ["w*w.bob.example", "www.bob.example", false],
    ["**.bob.example", "www.bob.example", false],
    ["www.*.example", "www.bob.example", false],
    ["*.*.example", "a.b.example", false],
    ["bob.*", "bob.example", false],
    ["*.example", "bob.example", false],
    ["*", "bob", false],
    ["*", "bob.example", false],
    ["*.", "bob.", false],
    ["bob.example\0.mallory.example", "bob.example", false],
    ["bob.example ", "bob.example", false],
    ["b0b.example", "bob.example", false],
    ["bob.example", "www.bob.example", false],
    ["bob-.example", "bob-.example", false],
    ["localhost", "localhost", true],
    ["host_1.example", "host_1.example", true],
    [`${"a".repeat(64)}.example`, `${"a".repeat(64)}.example`, false],
    ["", "", false],
  ])("%s for %s: %s", (presented, wanted, matches) => {
    expect(matchesDnsName(presented, wanted, { wildcards: true })).toBe(matches);
  });

  test("no wildcard where none is wanted", () => {
    expect(matchesDnsName("*.bob.example", "www.bob.example", { wildcards: false })).toBe(false);
  });
});

describe("names in other scripts, by their A-labels", () => {
  test.each([
    ["xn--bcher-kva.example", "bücher.example", true],
    ["xn--bcher-kva.example", "BÜCHER.example", true],
    ["xn--bcher-kva.example", "xn--bcher-kva.example", true],
    ["XN--BCHER-KVA.example", "bücher.example", true],
    ["*.xn--bcher-kva.example", "www.bücher.example", true],
    ["*.example", "bücher.example", false],
    ["*.bob.example", "bücher.bob.example", true],
    ["xn--*-kva.example", "bücher.example", false],
    ["bücher.example", "bücher.example", false],
    ["xn--bcher-kva.example", "bücher.example/mallory", false],
    ["xn--bcher-kva.example", "mallory@bücher.example", false],
    ["xn--bcher-kva.example", "bücher.example:443", false],
    // A Cyrillic а looks the same and is another name.
    ["paypal.example", "pаypal.example", false],
  ])("%s for %s: %s", (presented, wanted, matches) => {
    expect(matchesDnsName(presented, wanted, { wildcards: true })).toBe(matches);
  });
});

describe("wildcards over what many people share", () => {
  test.each<readonly [string, string, NameMatch, NameMatch]>([
    ["*.com", "bob.com", "wide", "wide"],
    ["*.example", "bob.example", "wide", "wide"],
    ["*", "bob.example", "wide", "wide"],
    ["*.co.uk", "bob.co.uk", "match", "wide"],
    ["*.CO.UK", "bob.co.uk", "match", "wide"],
    ["*.com.au", "bob.com.au", "match", "wide"],
    ["*.ne.jp", "bob.ne.jp", "match", "wide"],
    ["*.github.io", "bob.github.io", "match", "wide"],
    ["*.s3.amazonaws.com", "bob.s3.amazonaws.com", "match", "wide"],
    ["*.bob.co.uk", "www.bob.co.uk", "match", "match"],
    ["*.bob.com", "www.bob.com", "match", "match"],
    ["*.co.uk.example", "bob.co.uk.example", "match", "match"],
    ["*.com", "bob.example", "none", "none"],
    ["*.co.uk", "bob.org.uk", "none", "none"],
  ])("%s for %s: %s, and in the Web PKI %s", (presented, wanted, plain, web) => {
    expect(matchDnsName(presented, wanted, { wildcards: true, publicSuffixes: false })).toBe(plain);
    expect(matchDnsName(presented, wanted, { wildcards: true, publicSuffixes: true })).toBe(web);
  });
});

test.each([
  ["10.0.0.1", "10.0.0.1", "10.0.0.1"],
  ["2001:db8::1", "2001:db8:0:0:0:0:0:1", "2001:db8::1"],
  ["2001:DB8:0:0:1:0:0:1", "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ["1:0:2:0:0:3:0:4", "1:0:2:0:0:3:0:4", "1:0:2::3:0:4"],
  ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"],
  ["10:0:0::", "10:0:0:0:0:0:0:0", "10::"],
  ["::1", "0:0:0:0:0:0:0:1", "::1"],
  ["::", "0:0:0:0:0:0:0:0", "::"],
  ["1::2::3", null, null],
  ["256.0.0.1", null, null],
  ["1:2:3:4:5:6:7", null, null],
  ["bob.example", null, null],
])("the address %s is %s, in short %s", (text, spelt, short) => {
  const bytes = ipBytes(text);
  expect(bytes === null ? null : ipText(bytes)).toBe(spelt);
  expect(bytes === null ? null : shortIpText(bytes)).toBe(short);
});
