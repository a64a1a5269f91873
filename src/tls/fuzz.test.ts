import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { verifierOf } from "../cli/verify.ts";
import { hostileCases, hostileEdits } from "../testing/arbitraries/hostile.ts";
import { handshakeMessages } from "../testing/arbitraries/tls.ts";
import { Campaign } from "./fuzzing/campaign.ts";
import type { Case } from "./fuzzing/case.ts";
import { edited } from "./fuzzing/edits.ts";
import { frameOf, framesOf } from "./fuzzing/frames.ts";
import { encodeMessage } from "./messages/codec.ts";

/** A share of `npm run fuzz`, where all cases are run: whatever a peer sends, an alert or success comes of it. */

/** Every so many of the systematic cases. It has no small factor in common with how they are made. */
const STRIDE = 499;
const RANDOM_CASES = 250;
const ATTACKERS = ["wire", "replay", "peer", "between", "liar"] as const;
const HANDSHAKE = 22;

let campaign: Campaign;

beforeAll(async () => {
  campaign = await Campaign.prepare({
    meter: () => 0,
    clock: () => performance.now(),
    verifier: (root, time) => (path, purpose) => {
      const name = purpose === "server" ? "localhost" : null;
      return verifierOf({ anchors: [root], name, now: () => time })(path, purpose);
    },
  });
});

function undisturbed(scenario: string, to: Case["to"], attacker: Case["attacker"]): Case {
  return { scenario, to, attacker, edits: [], pieces: [3, 60], together: false };
}

test.each(ATTACKERS)("%s: what is not altered arrives, in every scenario", async (attacker) => {
  for (const name of campaign.scenarios) {
    for (const to of ["client", "server"] as const) {
      expect([name, to, await campaign.run(undisturbed(name, to, attacker))]).toEqual([name, to, "CONNECTED closed"]);
    }
  }
});

test("scenarios bring every handshake message, and are the same each time", async () => {
  const types = new Set(
    campaign.library.flatMap((recording) =>
      (["client", "server"] as const).flatMap((to) =>
        framesOf(recording, { to, attacker: "peer" }).map(({ type, content }) =>
          type === HANDSHAKE ? content[0] : null,
        ),
      ),
    ),
  );
  for (const type of [1, 2, 4, 5, 8, 11, 13, 15, 20, 24]) expect(types).toContain(type);
});

test("every 499th of the systematic cases", async () => {
  let place = 0;
  const seen = new Set<string>();
  for (const one of campaign.systematic()) {
    if (place++ % STRIDE !== 0) continue;
    seen.add(`${one.scenario} ${one.attacker}`);
    await campaign.run(one);
  }
  expect(seen.size).toBeGreaterThan(campaign.scenarios.length * 4);
});

test("attacks at random", async () => {
  const attack = fc.asyncProperty(hostileCases(campaign.scenarios), async (one) => void (await campaign.run(one)));
  await fc.assert(attack, { numRuns: RANDOM_CASES, timeout: 10_000 });
  const failures = [...campaign.ends.keys()].filter((end) => !end.includes("closed"));
  expect(failures.length).toBeGreaterThan(30);
});

describe("the decoder alone", () => {
  test("every byte of every message of the scenarios, changed", () => {
    let place = 0;
    for (const bytes of campaign.decoding()) if (place++ % 23 === 0) campaign.decode(bytes);
    expect(campaign.decoded).toBeGreaterThan(4000);
  });

  test("any messages, edited at random", () => {
    const edits = fc.array(hostileEdits, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(handshakeMessages, edits, (message, list) => {
        const unit = {
          epoch: "initial",
          generation: 0,
          type: HANDSHAKE,
          content: encodeMessage(message),
          padding: 0,
        } as const;
        for (const { content } of edited([frameOf(unit, 0)], list)) campaign.decode(content);
      }),
      { numRuns: 500 },
    );
  });
});
