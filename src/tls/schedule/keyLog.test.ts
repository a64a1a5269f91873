import { describe, expect, it } from "vitest";
import { keyLogLine } from "./keyLog.ts";

const random = new Uint8Array(32).fill(0xab);
const secret = Uint8Array.of(0, 1, 0xfe);

describe("the key log (RFC 9850 §2.1)", () => {
  it.each([
    ["client_early_traffic_secret", "CLIENT_EARLY_TRAFFIC_SECRET"],
    ["early_exporter_master_secret", "EARLY_EXPORTER_SECRET"],
    ["client_handshake_traffic_secret", "CLIENT_HANDSHAKE_TRAFFIC_SECRET"],
    ["server_handshake_traffic_secret", "SERVER_HANDSHAKE_TRAFFIC_SECRET"],
    ["client_application_traffic_secret", "CLIENT_TRAFFIC_SECRET_0"],
    ["server_application_traffic_secret", "SERVER_TRAFFIC_SECRET_0"],
    ["exporter_master_secret", "EXPORTER_SECRET"],
  ] as const)("writes %s as %s", (name, label) => {
    expect(keyLogLine(random, { name, generation: 0, secret })).toBe(`${label} ${"ab".repeat(32)} 0001fe`);
  });

  it.each(["early_secret", "binder_key", "handshake_secret", "master_secret", "resumption_master_secret"] as const)(
    "has no line for %s",
    (name) => {
      expect(keyLogLine(random, { name, generation: 0, secret })).toBeNull();
    },
  );

  it("has no line for what a KeyUpdate made: readers derive it", () => {
    expect(keyLogLine(random, { name: "client_application_traffic_secret", generation: 1, secret })).toBeNull();
  });
});
