import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { type Address, parseAddress } from "../../player/address.ts";
import { createRuns, recorderOf } from "../../player/runs.ts";
import { createPlayer } from "../../player/store.ts";
import { FIELDS } from "../../scenes/lab/fields.ts";
import { hiddenIn } from "../../scenes/lab/hidden.ts";
import { HANDFUL, labRun } from "../../scenes/lab/runs.fixture.ts";
import { labScene } from "../../scenes/lab/scene.ts";
import { DEFAULT_SETUP, type LabSetup, normal } from "../../scenes/lab/setup.ts";
import { setups } from "../../scenes/lab/setups.fixture.ts";
import { foundIn, symptomIn } from "./found.ts";
import { labAddress, readLab, setupAddress } from "./labAddress.ts";
import { PART_IDS, PARTS, usuallyHidden } from "./puzzle/parts.ts";
import { puzzleLink, readPuzzle } from "./puzzle/puzzleAddress.ts";
import { GROUPS_OF_ROWS } from "./rows.ts";
import { changesIn, differences, sameSetup, withSetting } from "./settings.ts";

const setupOf = (part: Partial<LabSetup>) => normal({ ...DEFAULT_SETUP, ...part });

describe("what came of a run, in one line", () => {
  const LINES: readonly (readonly [part: Partial<LabSetup>, kind: string, words: string])[] = [
    [{}, "safe", "Connected: `TLS_AES_128_GCM_SHA256`, `x25519`"],
    [{ aliceAlpn: ["h2"], bobAlpn: ["h2"] }, "safe", "Connected: `TLS_AES_128_GCM_SHA256`, `x25519`, `h2`"],
    [{ mallory: "eavesdrop" }, "safe", "Connected: `TLS_AES_128_GCM_SHA256`, `x25519`; Mallory reads nothing of it"],
    [{ bobShows: "expired" }, "refused", "Alice refuses the certificate: `certificate_expired`"],
    [{ bobShows: "key-not-held" }, "refused", "Alice refuses the signature: `decrypt_error`"],
    [{ bobShows: "certificate-missing" }, "refused", "Alice gets no certificate: `decode_error`"],
    [
      { bobAsks: "require", aliceShows: "certificate-missing" },
      "refused",
      "Bob gets no certificate: `certificate_required`, and Alice was connected already",
    ],
    [{ aliceGroups: ["x25519"], bobGroups: ["p384"] }, "refused", "Bob hangs up: `handshake_failure`"],
    [{ mallory: "drop" }, "broken", "Alice waits in vain, and gives up"],
    [
      { mallory: "truncate" },
      "broken",
      "Connected: `TLS_AES_128_GCM_SHA256`, `x25519`; the end is cut off, and that is noticed",
    ],
    [
      { mallory: "tamper", record: "9" },
      "broken",
      "Connected: `TLS_AES_128_GCM_SHA256`, `x25519`; then Alice hangs up: `bad_record_mac`",
    ],
    [
      { sessions: "early", mallory: "replay" },
      "safe",
      "Connected: `TLS_AES_128_GCM_SHA256`, `x25519`; what Mallory sends again comes to nothing",
    ],
    [
      { sessions: "early", mallory: "replay", noAccount: "on" },
      "fooled",
      "Bob takes in “Please pay Carol 10 coins” once more than it was written",
    ],
    [
      { mallory: "impersonate", malloryShows: "bobs-and-key" },
      "fooled",
      "Mallory reads what Alice wrote; Alice believes what Bob never wrote",
    ],
    [
      { mallory: "relay", malloryShows: "bobs-and-key", change: "on" },
      "fooled",
      "Mallory reads what Alice and Bob wrote; Alice and Bob believe what the other never wrote",
    ],
  ];

  test.each(LINES)("%j: %s", async (part, kind, words) => {
    expect(foundIn(await labRun(part))).toMatchObject({ kind, words });
  });

  test("names a step of the run in which it is seen, and tells of a hidden run what both ends know", async () => {
    for (const part of HANDFUL) {
      const recording = await labRun(part);
      const { index } = foundIn(recording);
      expect(index === null || (index > 0 && index <= recording.steps.length)).toBe(true);
      expect(symptomIn(hiddenIn(recording)).words).not.toMatch(/Mallory/);
    }
  });
});

describe("an address of the lab", () => {
  test("holds any set-up, and switches that are thrown later", async () => {
    const pool = new RsaPool(0);
    await fc.assert(
      fc.asyncProperty(setups, async (setup) => {
        expect(sameSetup(readLab(parseAddress(setupAddress(setup))).setup, setup)).toBe(true);
      }),
    );
    const setup = setupOf({ mallory: "relay", bobShows: "expired" });
    const scene = labScene(setup);
    const runs = createRuns(scene, recorderOf(scene, pool));
    const throws = [{ switch: "mallory", value: "off", after: "alice.writes.clientHello" }];
    const { recording } = await runs.settle({ hops: setup.hops, throws });
    const player = createPlayer({ scene, recording, live: true, runs, start: { index: 3, depth: "bytes" } });
    const hash = labAddress(setup, player.store.getState(), "dark");
    const { setup: again, view } = readLab(parseAddress(hash));
    expect(again).toEqual(setup);
    expect(view.sentences).toEqual([]);
    expect(view.params.map(({ name }) => name).sort()).toEqual(["depth", "mallory", "step", "theme"]);
    expect(view.params.find(({ name }) => name === "mallory")?.items).toEqual([
      { value: "off", after: "alice.writes.clientHello" },
    ]);
    player.dispose();
  });

  test("holds any puzzle, with any question that has room in it", () => {
    const puzzles = fc.record({
      setup: setups,
      hidden: fc.subarray([...PART_IDS], { minLength: 1 }),
      question: fc.option(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 })),
    });
    fc.assert(
      fc.property(puzzles, (puzzle) => {
        const read = readPuzzle(parseAddress(puzzleLink(puzzle)));
        expect(read).toMatchObject({ ok: true, puzzle, view: { params: [], sentences: [] } });
      }),
    );
  });

  test.each([
    ["#/lab?bob-shows=expired", null],
    ["#/lab?puzzle=AYEcncX", { ok: false, sentence: expect.stringMatching(/damaged/) }],
    [
      `${puzzleLink({ setup: DEFAULT_SETUP, hidden: ["papers"], question: null })},cats&bob-shows=expired`,
      { ok: true, view: { sentences: [expect.stringMatching(/cats/), expect.stringMatching(/left out/)] } },
    ],
  ])("%s", (hash, expected) => {
    const read = readPuzzle(parseAddress(hash));
    if (expected === null) expect(read).toBeNull();
    else expect(read).toMatchObject(expected);
  });

  test("is told in a sentence where it makes no sense", () => {
    const address: Address = parseAddress("#/lab?bob-shows=purple&alice-suites=aes128,aes128&hops=99");
    const { setup, view } = readLab(address);
    expect(setup).toEqual(DEFAULT_SETUP);
    expect(view.sentences).toHaveLength(3);
  });
});

describe("a set-up", () => {
  test("changes in one part, and in the shares that follow from it", () => {
    expect(withSetting(DEFAULT_SETUP, "bobShows", "expired")).toEqual({ ...DEFAULT_SETUP, bobShows: "expired" });
    expect(withSetting(DEFAULT_SETUP, "bobShows", "purple")).toBeNull();
    expect(withSetting(DEFAULT_SETUP, "aliceSuites", [])).toBeNull();
    expect(withSetting(DEFAULT_SETUP, "aliceGroups", ["p384", "x25519"])?.aliceShares).toEqual(["p384"]);
    const none = setupOf({ aliceShares: [] });
    expect(withSetting(none, "aliceGroups", ["p384"])?.aliceShares).toEqual([]);
  });

  test("can be changed in each of its parts: there is a control for it", () => {
    const rows = GROUPS_OF_ROWS.flatMap((group) => [...group.rows, ...group.folds.flatMap((fold) => fold.rows)]);
    const controls = ["hops", ...rows.map(({ key }) => key)].sort();
    expect(controls).toEqual(FIELDS.map(({ key }) => key).sort());
    for (const row of rows) {
      const values = row.as === "choice" ? row.options : row.as === "list" ? row.items : ["off", "on"];
      expect(values.length).toBeGreaterThan(1);
    }
  });

  test("knows in which parts it is not as usual", () => {
    expect(changesIn(DEFAULT_SETUP)).toEqual([]);
    expect(changesIn(setupOf({ bobShows: "expired", hops: 1 })).map(({ key }) => key)).toEqual(["hops", "bobShows"]);
    expect(differences(DEFAULT_SETUP, setupOf({ hops: 1 })).map(({ param }) => param)).toEqual(["hops"]);
  });

  test("can be hidden in all its parts but the routers, what Bob asks for and how often they talk, each in one part", () => {
    const keys = PARTS.flatMap((part) => part.keys);
    expect(new Set(keys).size).toBe(keys.length);
    const open = Object.keys(DEFAULT_SETUP).filter((key) => !keys.some((one) => one === key));
    expect(open.sort()).toEqual(["bobAsks", "hops", "sessions"]);
    expect(usuallyHidden(DEFAULT_SETUP)).toEqual(["papers", "mallory"]);
    expect(usuallyHidden(setupOf({ skipName: "on" }))).toEqual(["papers", "mallory", "checks"]);
  });
});
