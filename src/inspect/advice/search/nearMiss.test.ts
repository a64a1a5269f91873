import { expect, test } from "vitest";
import { searchErrors } from "./searchErrors.ts";

/** Words that a program says of one fault and, but for one word, of another. */
test.each([
  ["curl: (60) SSL certificate problem: certificate has expired", "expired"],
  ["curl: (60) SSL certificate problem: certificate revoked", "revoked-by-crl"],
  ["curl: (60) SSL certificate problem: certificate is not yet valid", "not-yet-valid"],
  ["curl: (60) SSL certificate problem: self-signed certificate", "self-signed"],
  ["curl: (60) SSL: no alternative certificate subject name matches target host name 'bob.example'", "wrong-name"],
  ["Error: certificate has expired", "expired"],
  ["verify error:num=10:certificate has expired", "expired"],
  ["verify error:num=23:certificate revoked", "revoked-by-crl"],
  ["verify error:num=18:self-signed certificate", "self-signed"],
])("%s is told of %s first", async (text, fault) => {
  expect((await searchErrors(text))[0]?.fault).toBe(fault);
});
