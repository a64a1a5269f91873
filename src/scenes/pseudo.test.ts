import { expect, test } from "vitest";
import { accented } from "../language/pseudo.ts";
import { speak } from "../language/t.ts";
import { SixteenPairs } from "../testing/sixteenPairs.ts";

// Before the scenes load: many of their messages are made on loading. So this file runs alone.
speak(accented);
const { cards, loadScene } = await import("./catalog.ts");
const { record } = await import("../sim/recorder.ts");
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

test.each(cards.map(({ id }) => id))("%s speaks in messages alone", async (id) => {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(id);
  const { recording } = await record(scene.scenario, { scene: id, hops: scene.hops.default, throws: [], pool });
  const words = recording.steps.flatMap((step, i) => {
    const before = recording.steps[i - 1]?.world ?? recording.start;
    return Object.values(scene.words({ recording, index: i + 1, step, event: step.event, before, after: step.world }));
  });
  const fixed = [
    ...Object.values(scene.opening),
    ...scene.leavesOut,
    ...scene.switches.flatMap(({ label, options }) => [label, ...options.flatMap((one) => [one.label, one.hint])]),
    ...scene.predictions.flatMap(({ question, options }) => [question, ...options.map(({ label }) => label)]),
    ...scene.predictions.flatMap(({ answer }) => answer(recording)?.because ?? []),
    scene.card.title,
    scene.card.question,
  ];
  expect([...new Set([...words, ...fixed])].flatMap(plainWords)).toEqual([]);
});

function plainWords(text: string): readonly string[] {
  const rest = NO_MESSAGES.reduce((left, one) => left.replace(one, " "), text);
  return /(?<![\p{L}\p{N}_.-])[a-z]{3,}(?![\p{L}\p{N}_.-])/u.test(rest) ? [rest.trim()] : [];
}
