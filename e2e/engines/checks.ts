import { createHash, X509Certificate } from "node:crypto";
import * as v from "valibot";
import { placeSentences, questionSentences } from "../../src/inspect/narration/narration.ts";
import { plainWords, wordsAt } from "../../src/player/words.ts";
import { loadScene } from "../../src/scenes/catalog.ts";
import type { Scene } from "../../src/scenes/types.ts";
import { artifact, artifacts, commonName } from "../../src/sim/lookup.ts";
import type { Recording } from "../../src/sim/recording.ts";
import { type Page, reasonOf } from "./engine.ts";
import { click, complaintsOf, operationsOf, savedBy, until } from "./screen.ts";

/** A scene in a browser: what a check is given. `url` is the app's, with a slash at the end. */
export type Visit = Readonly<{ page: Page; url: string; id: string }>;
/** What a check gives: a few words for the table; null: there is nothing of the kind in this scene. It throws otherwise. */
export type Check = (visit: Visit) => Promise<string | null>;

/** On a busy machine a page may be long in coming. */
const LOADING_MS = 60_000;
const KEYS_ON = ["ArrowRight", "PageDown"];

/** From the opening to the end by keyboard; at each step what is shown and what is spoken are the recording's. */
export async function walk({ page, url, id }: Visit): Promise<string> {
  await openScene(page, url, id);
  const { scene, recording } = await sceneOnStage(page, id);
  await expectTold(page, scene, recording, 0);
  const last = recording.steps.length;
  let asked = 0;
  for (let index = 1; index <= last; index++) {
    await page.press(KEYS_ON[index % 2] ?? "ArrowRight");
    const seen = await until(page, `step ${index}`, ({ position, asks }) => position === index || asks);
    if (seen.asks) {
      await expectAsked(page, scene, recording, index);
      asked++;
      await page.press("Escape");
    }
    await expectTold(page, scene, recording, index, skippedUpTo(scene, recording, index));
  }
  const skipped = skippedUpTo(scene, recording, last);
  await page.press("Home");
  await expectTold(page, scene, recording, 0, skipped);
  await page.press("End");
  await expectTold(page, scene, recording, last, skipped);
  await page.press("ArrowLeft");
  await expectTold(page, scene, recording, last - 1, skipped);
  return `${last} steps, ${asked} question${asked === 1 ? "" : "s"}`;
}

/** Mallory’s next strategy, thrown halfway: what was stays as it was, what comes is told as its recording has it. */
export async function mallory({ page, url, id }: Visit): Promise<string | null> {
  await openScene(page, url, id);
  const { scene, recording: before } = await sceneOnStage(page, id);
  if (!scene.switches.some((one) => one.kind === "strategy")) return null;
  const at = Math.floor(before.steps.length / 3);
  const step = before.steps[at - 1];
  if (step === undefined) throw new Error("a scene without steps");
  await visit(page, `#/scene/${id}?step=${step.id}`);
  const there = await until(page, `step ${at}`, ({ position, busy }) => position === at && !busy);
  // Another recording of the same scene has other keys: this is the one to compare with.
  const { recording: here } = await sceneOnStage(page, id);
  await page.press("m");
  await until(page, "the switch in the address", ({ hash, busy }) => hash !== there.hash && !busy);
  const { recording: after } = await sceneOnStage(page, id);
  same(after.throws.length, here.throws.length + 1, "throws");
  same(JSON.stringify(after.steps.slice(0, at)), JSON.stringify(here.steps.slice(0, at)), "the steps before");
  if (JSON.stringify(after.steps.slice(at)) === JSON.stringify(here.steps.slice(at)))
    throw new Error("nothing became of it");
  await page.press("End");
  await expectTold(page, scene, after, after.steps.length);
  return `at step ${at}, ${after.throws.at(-1)?.value ?? ""}`;
}

/** The page loaded anew at the address of a step in the middle stands at that step. */
export async function reload({ page, url, id }: Visit): Promise<string> {
  await openScene(page, url, id);
  const { scene, recording } = await sceneOnStage(page, id);
  const at = Math.ceil((recording.steps.length * 2) / 3);
  await page.press("End");
  await until(page, "the end", ({ position }) => position === recording.steps.length);
  for (let index = recording.steps.length - 1; index >= at; index--) await page.press("PageUp");
  const before = await until(
    page,
    `step ${at}`,
    ({ position, hash }) => position === at && hash.includes(`step=${recording.steps[at - 1]?.id}`),
  );
  await page.reload();
  await until(page, "the page again", ({ busy }) => !busy);
  const after = await until(page, `step ${at} again`, ({ position }) => position === at);
  same(after.hash, before.hash, "the address");
  const anew = await sceneOnStage(page, id);
  await expectTold(page, scene, anew.recording, at);
  if (JSON.stringify(keysIn(anew.recording)) === JSON.stringify(keysIn(recording)) && keysIn(recording).length > 0)
    throw new Error("a run after a reload has the keys of the one before");
  return `at step ${at}`;
}

/** A packet opened on the stage, down to its bytes; then a certificate, where there is one. */
export async function open({ page, url, id }: Visit): Promise<string> {
  await openScene(page, url, id);
  const first = await sceneOnStage(page, id);
  const at = first.recording.steps.findIndex(({ event }) => event.type === "travels") + 1;
  await visit(page, `#/scene/${id}?depth=bytes&step=${first.recording.steps[at - 1]?.id}`);
  const step = await until(page, `step ${at}`, ({ position, busy }) => position === at && !busy);
  const { recording } = await sceneOnStage(page, id);
  const place = recording.steps[at - 1]?.world.packet;
  if (place === undefined || place === null) throw new Error("no packet where one travels");
  const { bytes } = artifact(recording, "packet", place.id);
  await click(page, { role: "button", name: `, (paper|open|sealed).*, at ` });
  const start = bytes.slice(0, 16).replace(/(..)/g, "$1 ?");
  await until(page, "the packet’s bytes", ({ panel }) => new RegExp(start).test(panel));
  await page.press("Escape");
  await until(page, "the step again", ({ heading }) => heading === step.heading);
  const certificates = [...artifacts(recording).values()].filter((one) => one.kind === "certificate");
  if (certificates.length === 0) return "a packet";
  await page.press("End");
  await until(page, "the end", ({ position, count }) => position === count);
  await click(page, { role: "button", name: "^Own certificate: |[Tt]rusts|^(?!.*key).*, by " });
  const opened = await until(
    page,
    "a certificate",
    ({ panel }) => /Subject/.test(panel) && !panel.includes("Opening…"),
  );
  const shown = certificates.find(
    ({ subject, issuer }) => opened.panel.includes(commonName(subject)) && opened.panel.includes(commonName(issuer)),
  );
  if (shown === undefined) throw new Error(`no certificate of the run is shown: ${opened.panel.slice(0, 200)}`);
  await page.press("Escape");
  await until(page, "the step again", ({ panel }) => !/Subject/.test(panel));
  return "a packet, a certificate";
}

/** Whether what the recording says was done was done by this browser's WebCrypto, and is true to anybody else. */
export async function crypto({ page, url, id }: Visit): Promise<string | null> {
  await openScene(page, url, id);
  const { recording } = await sceneOnStage(page, id);
  const operations = await operationsOf(page);
  const all = [...artifacts(recording).values()];
  if (!all.some((one) => one.kind === "key")) return null;
  const lacking = neededBy(recording).filter(([name, how, least]) => (operations[name]?.[how] ?? 0) < least);
  if (lacking.length > 0)
    throw new Error(`WebCrypto was not asked for ${JSON.stringify(lacking)}: ${JSON.stringify(operations)}`);
  for (const key of all.filter((one) => one.kind === "key")) {
    if (key.publicPart !== null) same(hashOf(key.publicPart), key.fingerprint, `the fingerprint of ${key.id}`);
  }
  for (const verdict of all.filter((one) => one.kind === "verdict" && one.accepted)) {
    if (verdict.kind !== "verdict") continue;
    const path = verdict.path.map(
      (one) => new X509Certificate(Buffer.from(artifact(recording, "certificate", one).der, "hex")),
    );
    for (const [nth, certificate] of path.slice(0, -1).entries()) {
      const issuer = path[nth + 1];
      if (issuer === undefined || !certificate.verify(issuer.publicKey))
        throw new Error(`node: ${certificate.subject} is not signed`);
    }
  }
  const done = Object.entries(operations).filter(([, { done: times }]) => times > 0);
  return `${done.reduce((sum, [, { done: times }]) => sum + times, 0)} operations`;
}

/** What this run can't have come to without: operations of WebCrypto, how they ended, and how often at least. */
function neededBy(recording: Recording): readonly (readonly [string, "done" | "refused", number])[] {
  const all = [...artifacts(recording).values()];
  const count = (isOne: (one: (typeof all)[number]) => boolean) => all.filter(isOne).length;
  const isAes = (method: string) => method.startsWith("AES-");
  return [
    [
      "generateKey",
      "done",
      Math.min(
        1,
        count((one) => one.kind === "key" && one.publicPart !== null),
      ),
    ],
    [
      "decrypt",
      "done",
      Math.min(
        1,
        count((one) => one.kind === "attempt" && isAes(one.method) && one.error === null),
      ),
    ],
    [
      "decrypt",
      "refused",
      count(
        (one) =>
          one.kind === "attempt" &&
          isAes(one.method) &&
          artifact(recording, "packet", one.packet).records === undefined &&
          one.error !== null,
      ),
    ],
    [
      "sign",
      "done",
      Math.min(
        1,
        count((one) => one.kind === "certificate" || one.kind === "signature"),
      ),
    ],
    [
      "verify",
      "done",
      Math.min(
        1,
        count((one) => one.kind === "verdict" && one.path.length > 1),
      ),
    ],
    [
      "deriveBits",
      "done",
      Math.min(
        1,
        count((one) => one.kind === "key" && one.use === "agreement"),
      ),
    ],
  ];
}

/** That nothing was complained of since the page was loaded, by the page or to the driver. */
export async function expectNoComplaints(page: Page): Promise<void> {
  const complaints = [...(await complaintsOf(page)), ...page.complaints()];
  if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join(" · ")}`);
}

/** Loads a scene anew and waits until it can be stepped; where that never comes, says how far the page had come. */
export async function openScene(page: Page, url: string, id: string, query = ""): Promise<void> {
  await page.goto(`${url}#/scene/${id}${query}`);
  try {
    await until(page, `the scene ${id}`, ({ busy, heading }) => !busy && heading !== "", LOADING_MS);
  } catch (error) {
    const state = await page.evaluate(() => {
      const files = performance.getEntriesByType("resource").map(({ name, duration }) => `${name} ${duration | 0}`);
      const { watched } = window as unknown as { watched?: { complaints: string[] } };
      return { ready: document.readyState, body: document.body.innerText.slice(0, 200), files, watched };
    }, null);
    throw new Error(`${reasonOf(error)}; ${JSON.stringify(state)}`);
  }
}

/** The recording on stage, as the page gives it away, and the scene that tells it. */
export async function sceneOnStage(page: Page, id: string): Promise<Readonly<{ scene: Scene; recording: Recording }>> {
  const text = await savedBy(page, async () => {
    await click(page, { role: "button", name: "^More$" });
    await click(page, { role: "button", name: "^Download this recording" });
  });
  await page.press("Escape");
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`no scene ${id}`);
  const recording: Recording = JSON.parse(text);
  same(v.parse(v.string(), recording.scene), id, "the recording's scene");
  return { scene, recording };
}

/** Changes the address within the page. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
}

/** Which questions have been passed over: those that come before the steps up to `index`. */
function skippedUpTo(scene: Scene, recording: Recording, index: number): Readonly<Record<string, string>> {
  const gone = new Set(recording.steps.slice(0, index).map((step) => step.id));
  return Object.fromEntries(scene.predictions.filter((one) => gone.has(one.before)).map((one) => [one.id, "skipped"]));
}

/** Heading, story, position, address and speech of a step, as its recording has them. `guesses`: what was answered. */
async function expectTold(
  page: Page,
  scene: Scene,
  recording: Recording,
  index: number,
  guesses: Readonly<Record<string, string>> = {},
): Promise<void> {
  const words = wordsAt(scene, recording, index);
  const [title, story] = [flat(words.title), flat(words.story)];
  const spoken = placeSentences({ scene, recording, index, depth: "story", guesses }).join(" ");
  const id = recording.steps[index - 1]?.id;
  await until(page, `${scene.card.id}, step ${index}, “${spoken}”`, (screen) => {
    const isPlace = screen.position === index && (id === undefined || screen.hash.includes(`step=${id}`));
    const isShown = screen.heading === title && screen.panel.includes(story) && !screen.asks;
    return isPlace && isShown && screen.regions === 1 && screen.live === spoken;
  });
}

async function expectAsked(page: Page, scene: Scene, recording: Recording, index: number): Promise<void> {
  const step = recording.steps[index - 1]?.id;
  const prediction = scene.predictions.find((one) => one.before === step);
  if (prediction === undefined) throw new Error(`a question before step ${index}, of which the scene knows nothing`);
  const spoken = questionSentences(prediction).join(" ");
  await until(page, `“${spoken}”`, ({ panel, live }) => panel.includes(flat(prediction.question)) && live === spoken);
}

function keysIn(recording: Recording): readonly string[] {
  return [...artifacts(recording).values()].flatMap((one) => (one.kind === "key" ? [one.fingerprint] : []));
}

function hashOf(hex: string): string {
  return createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex");
}

function flat(words: string): string {
  return plainWords(words).replace(/\s+/g, " ").trim();
}

function same<T>(found: T, expected: T, what: string): void {
  if (found !== expected)
    throw new Error(`${what}: ${String(found).slice(0, 200)}, not ${String(expected).slice(0, 200)}`);
}
