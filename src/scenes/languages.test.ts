import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Language } from "../language/language.ts";
import type { Recording } from "../sim/recording.ts";
import { SixteenPairs } from "../testing/sixteenPairs.ts";
import { cards } from "./cards.ts";
import type { Scene } from "./types.ts";

/** The same for both languages: making RSA pairs is most of the time. */
const pool = new SixteenPairs();

/** What stands in no catalogue: names, what is written on the wire, code, terms of art as RFCs write them. */
const NO_MESSAGES = [
  /`[^`]*`/g,
  /“[^”]*”/g,
  /\b(Alice|Bob|Mallory|Not-Alice|Carol|Dave)\b/g,
  // How the pseudo-language, which is none, lists things.
  / and /g,
  // Pages of a site that goes over the wire.
  /(\/|\*~*)(obesity|measles|alcohol)\b/g,
  /\b(version|P-256|signed with|serverAuth|clientAuth|digitalSignature)\b/g,
  // What the judge has put together of names and numbers.
  /[^~]*: P-256, signed with [^~]*/g,
  /[\w*-]+(\.example|\.pem)\b/g,
  /\b[0-9a-f]{4,64}\b/g,
];

describe("in accents, the scene", () => {
  const scenes = speaking(async () => (await import("../language/pseudo.ts")).accented);

  test.each(cards.map(({ id }) => id))("%s speaks in messages alone", async (id) => {
    const { scene, recording } = await scenes().run(id);
    const fixed = [
      ...Object.values(scene.opening),
      ...scene.leavesOut,
      ...scene.switches.flatMap(({ label, options }) => [label, ...options.flatMap((one) => [one.label, one.hint])]),
      ...scene.predictions.flatMap(({ question, options }) => [question, ...options.map(({ label }) => label)]),
      ...scene.predictions.flatMap(({ answer }) => answer(recording)?.because ?? []),
      scene.card.title,
      scene.card.question,
    ];
    expect([...new Set([...wordsOf(scene, recording), ...fixed])].flatMap(plainWords)).toEqual([]);
  });
});

describe("in German, the scene", () => {
  const scenes = speaking(async () => (await import("../language/german.ts")).german);

  test.each(cards.map(({ id }) => id))("%s is told, each phrase in one of its cases", async (id) => {
    const { scene, recording } = await scenes().run(id);
    expect(wordsOf(scene, recording).filter((text) => /\uE000|\{[a-z](_(acc|dat|gen))?\}/.test(text))).toEqual([]);
    expect(recording.steps.at(-1)?.id).toBe("end");
  });
});

/**
 * Loads the scenes anew, in a language: many of their messages are made on loading. So this file runs alone. Gives what
 * runs one of them, once all are there.
 */
function speaking(language: () => Promise<Language>) {
  let loaded: Awaited<ReturnType<typeof load>> | undefined;
  const load = async () => {
    vi.resetModules();
    const { speak } = await import("../language/t.ts");
    speak(await language());
    const [{ loadScene }, { record }] = await Promise.all([import("./catalog.ts"), import("../sim/recorder.ts")]);
    const run = async (id: string) => {
      const scene = await loadScene(id);
      if (scene === null) throw new Error(id);
      const { recording } = await record(scene.scenario, { scene: id, hops: scene.hops.default, throws: [], pool });
      return { scene, recording };
    };
    return { run };
  };
  beforeAll(async () => {
    loaded = await load();
  });
  return () => {
    if (loaded === undefined) throw new Error("asked for before the tests began");
    return loaded;
  };
}

function wordsOf(scene: Scene, recording: Recording): readonly string[] {
  return recording.steps.flatMap((step, i) => {
    const before = recording.steps[i - 1]?.world ?? recording.start;
    return Object.values(scene.words({ recording, index: i + 1, step, event: step.event, before, after: step.world }));
  });
}

function plainWords(text: string): readonly string[] {
  const rest = NO_MESSAGES.reduce((left, one) => left.replace(one, " "), text);
  return /(?<![\p{L}\p{N}_.-])[a-z]{3,}(?![\p{L}\p{N}_.-])/u.test(rest) ? [rest.trim()] : [];
}
