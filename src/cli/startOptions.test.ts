import { describe, expect, test } from "vitest";
import { UsageError } from "./files.ts";
import { START_USAGE, startOptions } from "./startOptions.ts";

describe("npm start", () => {
  test.each([[[]], [["--port", "3000"]], [["--host"]], [["--open", "/#/scene/mitm"]]])("%j is Vite's", (args) => {
    expect(startOptions(args)).toBeNull();
  });

  test("Bob on a port, and where the page stands", () => {
    expect(startOptions(["--bob", "8443"])).toEqual({ bob: 8443, alice: null, port: null, open: true });
    expect(startOptions(["--bob=0", "--no-open", "--port", "5000"])).toEqual({
      ...{ bob: 0, alice: null, port: 5000, open: false },
    });
  });

  test.each([
    ["https://localhost:8443/", { host: "localhost", port: 8443, path: "/", ca: null }],
    ["https://127.0.0.1/a?b=c", { host: "127.0.0.1", port: 443, path: "/a?b=c", ca: null }],
    ["https://[::1]:9/", { host: "::1", port: 9, path: "/", ca: null }],
  ])("Alice may call %s", (url, alice) => {
    expect(startOptions(["--alice", url])).toMatchObject({ bob: null, alice });
  });

  test.each([
    ["https://example.com/"],
    ["https://127.0.0.1.example.com/"],
    ["https://10.0.0.1/"],
    ["https://0.0.0.0/"],
    ["http://localhost/"],
    ["https://user@localhost/"],
    ["localhost:8443"],
  ])("but not %s", (url) => {
    expect(() => startOptions(["--alice", url])).toThrow(UsageError);
  });

  test.each([
    [["--bob"]],
    [["--bob", "x"]],
    [["--bob", "65536"]],
    [["--bob", "1", "--host", "0.0.0.0"]],
    [["--bob", "1", "more"]],
    [["--bob", "1", "--ca", "x.pem"]],
    [["--alice", "https://localhost/", "--ca", "/no/such/file"]],
  ])("%j is no command line", (args) => {
    expect(() => startOptions(args)).toThrow(UsageError);
  });

  test("help says all there is", () => {
    expect(startOptions(["--help"])).toBe("help");
    for (const flag of ["--bob", "--alice", "--ca", "--port", "--no-open"]) expect(START_USAGE).toContain(flag);
  });
});
