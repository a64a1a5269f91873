import { expect, test } from "vitest";
import { allClientWords } from "../clientWords.ts";
import { otherError } from "./otherErrors.ts";

test.each<readonly [string, string]>([
  ["<head><title>400 The SSL certificate error</title></head>", "error log"],
  ["client SSL certificate verify error: (3:unable to get certificate CRL) while reading client request", "ssl_crl"],
  ["remote error: tls: bad certificate", "its log"],
  ["error 12 at 0 depth lookup: CRL has expired", "ssl_crl"],
  ["client SSL certificate verify error: (22:certificate chain too long)", "ssl_verify_depth"],
  ["curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number", "speaks TLS"],
  ["400 The plain HTTP request was sent to HTTPS port", "speaks TLS"],
  ["curl: (35) OpenSSL/3.0.19: error:0A00042E:SSL routines::tlsv1 alert protocol version", "version of TLS"],
  ["javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure", "version of TLS"],
  ["Could not read certificate from server.key", "no certificate in PEM"],
])("%s is not told by its words alone", (text, part) => {
  expect(otherError(text)).toContain(part);
});

test("nothing that was heard of a certificate's faults is taken for it, by whoever judged", async () => {
  const known = (await allClientWords()).filter(
    ({ fault, accepted, by }) => fault !== "none" && !accepted && by === "judge",
  );
  const taken = new Set(known.map(({ text }) => text).filter((text) => otherError(text) !== null));
  expect([...taken].filter((text) => !text.includes("The SSL certificate error"))).toEqual([]);
});

test("long text is looked at in little time", () => {
  const start = performance.now();
  expect(otherError("the ssl \n".repeat(1_000_000))).toBeNull();
  expect(performance.now() - start).toBeLessThan(1000);
});
