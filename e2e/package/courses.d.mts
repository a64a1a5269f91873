export type Act = Readonly<{ number: number; numeral: string; title: string; about: string }>;
export type Standard = "scorm12" | "scorm2004" | "cmi5";
export const STANDARDS: readonly Standard[];
export function allActs(): Promise<readonly Act[]>;
export function courseFiles(
  html: string,
  act: Act,
  standard: Standard,
  options: Readonly<{ pass: number; lms?: string }>,
): ReadonlyMap<string, string | Buffer>;
