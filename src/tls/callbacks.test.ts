import { describe, expect, test } from "vitest";
import { utf8 } from "../bytes/text.ts";
import { pair, serverConfig } from "../testing/handshakes.ts";
import type { ClientConfig } from "./config.ts";

describe("callbacks that throw", () => {
  test.each<[string, Partial<ClientConfig>]>([
    ["the verifier", { verifyPeer: () => Promise.reject(new Error("no verifier")) }],
    ["chance", { chance: { ...pairChance(), share: () => Promise.reject(new Error("no chance")) } }],
    [
      "the clock",
      {
        now: () => {
          throw new Error("no clock");
        },
      },
    ],
  ])("%s: internal_error, as a value", async (what, change) => {
    const two = pair(change);
    await two.start();
    expect(two.client.failure).toMatchObject({
      code: "internal",
      why: expect.stringContaining(what.split(" ").at(-1) ?? ""),
    });
    expect(two.alerts("client")).toEqual(["internal_error"]);
    expect(await two.client.write(utf8("x"))).toMatchObject({ bytes: new Uint8Array(), events: [] });
  });
});

test("padding that can’t be made is a failure, as a value, of whichever call met it", async () => {
  const padTo = () => {
    throw new Error("no padding");
  };
  const two = pair({ padTo });
  await two.start();
  expect(two.client.failure).toMatchObject({ code: "internal", why: "no padding" });
  const other = pair({}, { padTo });
  await other.start();
  expect(other.server.failure).toMatchObject({ code: "internal", why: "no padding" });
  expect(other.seen("server", "failed")).toHaveLength(1);
});

function pairChance() {
  return serverConfig().chance;
}
