import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "valibot";
import {
  type ClientData,
  type ClientProgram,
  type ClientRow,
  clientDataSchema,
  type Setting,
} from "../../inspect/advice/clientData.ts";

/** The data file: cells go in, each text and each program once. */

export type Cell = Readonly<{
  fault: string;
  side: "client" | "server";
  by: "judge" | "judged";
  setting: Setting;
  client: string;
  version: string;
  measured: string;
  accepted: boolean;
  text: string;
  alert: number | null;
  exitCode: number | null;
}>;

export const FILE = fileURLToPath(new URL("../../inspect/advice/clientWords.json", import.meta.url));

const ABOUT =
  "What real programs said of each fault, measured on the loopback by npm run clients. A row: fault, side that judged, who said it, setting, program, accepted, text, alert, exit code.";

/** The cells that are in the file; none where there is no file. */
export function readCells(): readonly Cell[] {
  if (!existsSync(FILE)) return [];
  const { programs, texts, rows } = parse(clientDataSchema, JSON.parse(readFileSync(FILE, "utf8")));
  return rows.flatMap(([fault, side, by, setting, program, accepted, text, alert, exitCode]) => {
    const found = programs[program];
    if (found === undefined) return [];
    return [{ fault, side, by, setting, ...found, accepted, text: texts[text] ?? "", alert, exitCode }];
  });
}

/** Writes these cells; of programs that none of them speaks of, what was in the file before stays. */
export function writeCells(cells: readonly Cell[], faults: readonly string[]): readonly Cell[] {
  const run = new Set(cells.map(({ client }) => client));
  const kept = readCells().filter(({ client, fault }) => !run.has(client) && faults.includes(fault));
  const all = [...cells, ...kept].sort(
    (a, b) =>
      faults.indexOf(a.fault) - faults.indexOf(b.fault) ||
      compare(a.side, b.side) ||
      compare(a.by, b.by) ||
      compare(a.client.toLowerCase(), b.client.toLowerCase()) ||
      compare(a.setting, b.setting),
  );
  writeFileSync(FILE, print(pack(all)));
  return all;
}

function pack(cells: readonly Cell[]): ClientData {
  const programs: ClientProgram[] = [];
  const texts: string[] = [""];
  const rows: ClientRow[] = [];
  for (const { client, version, measured, text, fault, side, by, setting, accepted, alert, exitCode } of cells) {
    let program = programs.findIndex(
      (one) => one.client === client && one.version === version && one.measured === measured,
    );
    if (program === -1) program = programs.push({ client, version, measured }) - 1;
    let place = texts.indexOf(text);
    if (place === -1) place = texts.push(text) - 1;
    rows.push([fault, side, by, setting, program, accepted, place, alert, exitCode]);
  }
  return { about: ABOUT, format: 1, programs, texts, rows };
}

/** JSON with a line for each program, text and row, so that two runs can be compared. */
function print({ about, format, programs, texts, rows }: ClientData): string {
  const list = (name: string, values: readonly unknown[]): string =>
    `  "${name}": [\n${values.map((value) => `    ${JSON.stringify(value)}`).join(",\n")}\n  ]`;
  const head = [`  "about": ${JSON.stringify(about)}`, `  "format": ${format}`];
  return `{\n${[...head, list("programs", programs), list("texts", texts), list("rows", rows)].join(",\n")}\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
