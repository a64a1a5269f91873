import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { chromiumArgs, ensureChromium } from "./browser.mjs";

/**
 * Draws the icons of the installed app, as the favicon has them: Alice, a packet on the wire, Bob. `room` is how much of the
 * square they take: of a maskable icon, systems show a circle of four fifths for sure.
 */
const icons = [
  { name: "icon-192.png", size: 192, radius: 14, room: 1 },
  { name: "icon-512.png", size: 512, radius: 14, room: 1 },
  { name: "icon-maskable-512.png", size: 512, radius: 0, room: 0.74 },
  { name: "icon-apple-180.png", size: 180, radius: 0, room: 0.88 },
];

const { executablePath } = ensureChromium();
const browser = await chromium.launch({ args: chromiumArgs, ...(executablePath ? { executablePath } : {}) });
for (const { name, size, radius, room } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>html,body{margin:0}svg{display:block}</style>${drawing(size, radius, room)}`);
  const path = fileURLToPath(new URL(`../public/${name}`, import.meta.url));
  await page.screenshot({ path, omitBackground: true });
  console.log(path);
  await page.close();
}
await browser.close();

function drawing(size, radius, room) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 64 64">
    <rect width="64" height="64" rx="${radius}" fill="#12151a" />
    <g transform="translate(32 32) scale(${room}) translate(-32 -32)">
      <path d="M16 32h32" stroke="#8c8573" stroke-width="3" />
      <circle cx="15.5" cy="32" r="10" fill="#5fd6cf" />
      <rect x="38" y="22" width="20" height="20" rx="5" fill="#f6f4ee" />
      <rect x="26.5" y="26.5" width="11" height="11" rx="1.6" fill="#ffdd78" transform="rotate(45 32 32)" />
    </g>
  </svg>`;
}
