import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { openScene, panel } from "./app.ts";
import { expectAccessible } from "./axe.ts";
import { test } from "./shared.ts";

const CERTIFICATE = "step=alice.opens.serverCertificate&depth=bytes";

test("a sealed record shows its header to everybody, and its inside to eyes that hold the key", async ({
  page,
  complaints,
}) => {
  await openScene(page, "tls13", `${CERTIFICATE}&eyes=router1`);
  const wire = panel(page).getByRole("region", { name: /^On the wire/ });
  await expect(wire.getByRole("treeitem", { name: /opaque_type.*application_data/ })).toBeVisible();
  await expect(panel(page).getByText("Router 1 holds no key that opens it")).toBeVisible();
  await expect(panel(page).getByRole("treeitem", { name: /TLSInnerPlaintext/ })).toHaveCount(0);
  await openScene(page, "tls13", `${CERTIFICATE}&eyes=alice`);
  const inside = panel(page).getByRole("region", { name: /^Inside the lock/ });
  await inside.getByRole("treeitem", { name: /TLSInnerPlaintext/ }).press("ArrowDown");
  await expect(inside.getByText("RFC 8446 §5.2").first()).toBeVisible();
  await expect(inside.getByRole("treeitem", { name: /^type.*handshake/ })).toBeVisible();
  await expectAccessible(page, "bytes of a sealed record");
  expect(complaints()).toEqual([]);
});

test("pointing at a field lights its bytes, and the bytes can be taken along", async ({ page, complaints }) => {
  await openScene(page, "tls13", "step=alice.writes.clientHello&depth=bytes");
  const wire = panel(page).getByRole("region", { name: /^On the wire/ });
  await wire
    .getByRole("treeitem", { name: /^length/ })
    .first()
    .click();
  await expect(wire.locator("[data-lit=true]")).toHaveCount(2);
  await expect(wire.getByText("How many bytes of fragment follow.")).toBeVisible();
  const saved = page.waitForEvent("download");
  await wire.getByRole("button", { name: "Download" }).click();
  const file = readFileSync(await (await saved).path());
  expect(file.subarray(0, 3)).toEqual(Buffer.from([0x16, 0x03, 0x01]));
  const size = Number(/(\d+) bytes/.exec((await wire.getByRole("heading").innerText()).toLowerCase())?.[1]);
  expect(file).toHaveLength(size);
  expect(complaints()).toEqual([]);
});

test("the key schedule grows as the handshake goes", async ({ page, complaints }) => {
  await openScene(page, "tls13", "step=alice.derives.handshakeKeys&depth=protocol");
  const schedule = panel(page).getByRole("region", { name: /^Key schedule/ });
  await expect(schedule.getByRole("listitem")).toHaveCount(4);
  await schedule.getByText("handshake_secret", { exact: true }).click();
  await expect(schedule.getByText(/here the secret comes in/)).toBeVisible();
  await expectAccessible(page, "key schedule");
  await openScene(page, "tls13", "step=alice.derives.applicationKeys&depth=protocol");
  await expect(schedule.getByRole("listitem")).toHaveCount(8);
  await schedule.getByRole("button", { name: "CertificateVerify" }).click();
  await expect(panel(page).getByRole("heading", { level: 1 })).toHaveText("CertificateVerify");
  expect(complaints()).toEqual([]);
});

test("the ladder shows the run at a glance, leads to its steps, and is saved", async ({ page, complaints }) => {
  await openScene(page, "tls13-mutual", "step=alice.checks.signature");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: /^The ladder/ }).click();
  const ladder = page.getByRole("dialog", { name: "The ladder" });
  await expect(ladder.locator("[aria-current=step]")).toHaveAccessibleName(/signature accepted/);
  await expectAccessible(page, "ladder");
  const saved = page.waitForEvent("download");
  await ladder.getByRole("button", { name: "Save as SVG" }).click();
  expect(readFileSync(await (await saved).path(), "utf8")).toContain("CertificateRequest");
  await ladder.getByRole("button", { name: /CertificateRequest.*Bob to Alice/ }).click();
  await expect(ladder).toHaveCount(0);
  await expect(panel(page).getByRole("heading", { level: 1 })).toHaveText(/CertificateRequest reaches Alice/);
  expect(complaints()).toEqual([]);
});

test("the run is taken along as a capture with its secrets, and as a key log", async ({ page, complaints }) => {
  await openScene(page, "tls13");
  const more = page.getByRole("button", { name: "More", exact: true });
  const save = async (name: string): Promise<Buffer> => {
    await more.click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return readFileSync(await (await saved).path());
  };
  const capture = await save("Download for Wireshark");
  expect(capture.subarray(0, 4)).toEqual(Buffer.from([0x0a, 0x0d, 0x0d, 0x0a]));
  const keyLog = await save("Download the key log");
  expect(keyLog.toString()).toMatch(/^SERVER_HANDSHAKE_TRAFFIC_SECRET [0-9a-f]{64} [0-9a-f]{64}\n/);
  expect(capture.includes(keyLog)).toBe(true);
  await openScene(page, "certificate");
  await more.click();
  await expect(page.getByRole("button", { name: "Download this recording" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Download for Wireshark" })).toHaveCount(0);
  expect(complaints()).toEqual([]);
});

test("a scene of the story leads to the step that does it for real", async ({ page, complaints }) => {
  await openScene(page, "certificate");
  await panel(page)
    .getByRole("link", { name: /CertificateVerify/ })
    .click();
  await expect(panel(page).getByRole("heading", { level: 1 })).toHaveText(/signs this very conversation/);
  await expect(page).toHaveURL(/tls13/);
  expect(complaints()).toEqual([]);
});
