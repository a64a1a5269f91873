import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAddress } from "../../player/address.ts";
import { addressOf, asName, hostIn, minuteOf, type Options, optionsOf, USUAL } from "./options.ts";

const options: fc.Arbitrary<Options> = fc.record({
  name: fc.string({ unit: "binary", maxLength: 100 }).map((text) => asName(text).trim()),
  purpose: fc.constantFrom("server", "client"),
  profile: fc.constantFrom("rfc5280", "webpki"),
  time: fc.option(
    fc
      .date({ min: new Date("1950-01-01T00:00Z"), max: new Date("9999-12-31T23:59Z"), noInvalidDate: true })
      .map((date) => minuteOf(date.toISOString())),
  ),
});

describe("the address of the check page", () => {
  test("is bare where nothing is chosen", () => {
    expect(addressOf(USUAL, null)).toBe("#/check");
    expect(parseAddress("#/check")).toEqual({ page: "check", scene: null, params: [], sentences: [] });
  });

  test("comes back the same", () => {
    fc.assert(
      fc.property(options, (given) => {
        const read = optionsOf(parseAddress(addressOf(given, "dark")));
        expect(read).toEqual({ options: given, sentences: [] });
      }),
    );
  });

  test("says what makes no sense, and takes the default", () => {
    const read = optionsOf(parseAddress("#/check?purpose=dog&time=noon&profile=a,b&step=3&name=bob.example"));
    expect(read.options).toEqual({ ...USUAL, name: "bob.example" });
    expect(read.sentences).toHaveLength(4);
    expect(parseAddress("#/check/x").page).toBe("start");
  });

  test("whatever it is, it is read", () => {
    fc.assert(fc.property(fc.string(), (query) => void optionsOf(parseAddress(`#/check?${query}`))));
  });
});

test.each([
  ["https://bob.example:8443/x?y#z", "bob.example"],
  ["bob.example:443", "bob.example"],
  [" bob.example ", "bob.example"],
  ["mysql://db.internal/test", "db.internal"],
  ["https://[2001:db8::1]:443/", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["10.0.0.7:3306", "10.0.0.7"],
  ["alice@example.com", "alice@example.com"],
])("the host in %s is %s", (text, host) => {
  expect(hostIn(text)).toBe(host);
});

test.each([
  ["2026-02-30T00:00", null],
  ["2026-02-28T24:00", null],
  ["1949-12-31T00:00Z", null],
  ["2026-02-28T23:59:30.5Z", "2026-02-28T23:59Z"],
  ["soon", null],
])("%s is the minute %s", (text, minute) => {
  expect(minuteOf(text)).toBe(minute);
});
