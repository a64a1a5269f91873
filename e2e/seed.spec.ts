import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { RsaPool } from "../src/crypto/pool.ts";
import { loadScene } from "../src/scenes/catalog.ts";
import { record } from "../src/sim/recorder.ts";
import { AT_LENGTH, open, openScene, recordingOf, visitScene, watch } from "./app.ts";
import { expectAccessible } from "./axe.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const SAID = "Seeded run: these keys are known to everybody who has the address.";

test("a seed gives the same run here and in Node, to the byte", async ({ page, baseURL }) => {
  const complaints = watch(page, baseURL ?? "");
  // Between them: RSA-OAEP, ECDSA, certificates and requests for them, x25519, ML-KEM, AEADs.
  for (const [id, group] of [["symmetric"], ["post-quantum", "X25519MLKEM768"], ["issuance"]] as const) {
    await visitScene(page, id, `seed=class%207b${group === undefined ? "" : `&group=${group}`}`);
    await expect(page.getByText(SAID)).toBeVisible();
    expect(digestOf(await recordingOf(page)), id).toBe(await digestInNode(id, group));
  }
  expect(complaints()).toEqual([]);
});

test("the menu gives a seed and takes it away, and the embed keeps it", async ({ page }) => {
  await openScene(page, "certificate");
  await expect(page.getByText(SAID)).toHaveCount(0);
  const before = digestOf(await recordingOf(page));
  const dialog = await seedDialog(page);
  await expectAccessible(page, "the dialog for a seed", AT_LENGTH);
  await dialog.getByLabel("Seed").fill("\u202e");
  await dialog.getByRole("button", { name: "Run with this seed" }).click();
  await expect(dialog.getByRole("status")).toHaveText(/1 to 64 characters/);
  await dialog.getByLabel("Seed").fill("  class\u00a07b ");
  await dialog.getByLabel("Seed").press("Enter");
  await expect(page.getByText(SAID)).toBeVisible();
  await expect(page).toHaveURL(/seed=class%207b/);
  const seeded = digestOf(await recordingOf(page));
  expect(seeded).not.toBe(before);
  await page.getByRole("button", { name: "Restart with the same keys" }).click();
  expect(digestOf(await recordingOf(page))).toBe(seeded);
  const address = new URL(page.url()).hash;
  await (await seedDialog(page)).getByRole("button", { name: "Run without a seed" }).click();
  await expect(page.getByText(SAID)).toHaveCount(0);
  await expect(page).not.toHaveURL(/seed=/);
  await open(page, address.replace("#/scene/", "#/embed/"));
  await expect(page.getByText(SAID)).toBeVisible();
  await page.getByRole("button", { name: "What is that?" }).click();
  await expect(page.getByRole("dialog")).toContainText("class 7b");
  await expectAccessible(page, "what a seed is", AT_LENGTH);
});

test("the lab takes a seed too, and what is none gets a sentence and no seed", async ({ page }) => {
  await open(page, "#/lab?seed=class%207b");
  await expect(page.getByText(SAID)).toBeVisible();
  await expect(page).toHaveURL(/#\/lab\?seed=class%207b$/);
  for (const bad of ["", "%E2%80%8B", "x".repeat(65), "a,b"]) {
    await visitScene(page, "direct", `seed=${bad}`);
    await expect(page.getByRole("status").filter({ hasText: /seed/i })).toHaveCount(1);
    await expect(page.getByText(SAID)).toHaveCount(0);
  }
});

async function seedDialog(page: Page) {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Same keys for everybody…" }).click();
  const dialog = page.getByRole("dialog", { name: "The same keys for everybody" });
  await expect(dialog.getByLabel("Seed")).toBeVisible();
  return dialog;
}

async function digestInNode(id: string, group: string | undefined): Promise<string> {
  const scene = await loadScene(id);
  if (scene === null) throw new Error(`there is no scene ${id}`);
  const throws = group === undefined ? [] : [{ switch: "group", value: group, after: null }];
  const setup = { scene: id, hops: scene.hops.default, throws, pool: new RsaPool(0), seed: "class 7b" };
  return digestOf((await record(scene.scenario, setup)).recording);
}

function digestOf(recording: unknown): string {
  return createHash("sha256").update(JSON.stringify(recording)).digest("hex");
}
