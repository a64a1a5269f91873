import { describe, expect, test } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { outScenario } from "../../scenes/live/outScene.ts";
import { makeLivePapers } from "../../scenes/live/papers.ts";
import { people, serverConfig } from "../../testing/handshakes.ts";
import { acceptClient } from "../../tls/server.ts";
import { record } from "../recorder.ts";
import type { LiveWire } from "./wire.ts";

/** A server that shakes hands well, but shows bytes that are no certificate. */
function strangeServer(...path: readonly Uint8Array<ArrayBuffer>[]): LiveWire {
  const server = acceptClient(serverConfig({ identities: [{ ...people.identities["P-256"], path }] }));
  const heard: Uint8Array<ArrayBuffer>[] = [];
  return {
    next: async () => {
      const bytes = heard.shift();
      if (bytes === undefined) return null;
      const answer = (await server.receive(bytes)).bytes;
      return answer.length > 0 ? answer : null;
    },
    send: (bytes) => void heard.push(bytes),
    end: () => {},
  };
}

const CUT_OFF = people.identities["P-256"].path[0]?.slice(0, 300) ?? new Uint8Array();

describe.each(["off", "relay"])("Mallory: %s; a server whose certificate is none", (mallory) => {
  test.each([
    ["text", utf8("I am Bob")],
    ["a certificate that is cut off", CUT_OFF],
  ])("%s is refused by whoever calls it, and is no fault of ours", async (_, der) => {
    const live = await makeLivePapers(new Date());
    const server = { name: "localhost", port: 443, path: "/", ca: live.pem };
    const scenario = outScenario({ wire: strangeServer(der), live, now: new Date(), server });
    // Alice takes whatever Mallory shows her, so that Mallory goes on to the server.
    const switches = { mallory, forgery: "genuine" };
    const throws = Object.entries(switches).map(([id, value]) => ({ switch: id, value, after: null }));
    const { recording } = await record(scenario, { scene: "live-server", hops: 1, throws, pool: new RsaPool(0) });
    const made = recording.steps.flatMap((step) => step.made);
    const failed = made.flatMap((one) => (one.kind === "connection" && one.failure !== null ? [one] : []));
    expect(failed.map(({ actor, failure }) => [actor, failure?.code])).toContainEqual([
      mallory === "off" ? "alice" : "mallory",
      "certificate-refused",
    ]);
  });
});
