export type Chromium = { executablePath: string | undefined };
export const chromiumArgs: string[];
export function findChromium(): Chromium | null;
export function ensureChromium(): Chromium;
