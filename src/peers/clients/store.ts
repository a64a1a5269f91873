import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "valibot";
import {
  type ClientData,
  type ClientKind,
  type ClientProgram,
  type ClientRow,
  clientDataSchema,
} from "../../inspect/advice/clientData.ts";
import { type ClientWord, wordsIn } from "../../inspect/advice/clientWords.ts";

/** The data file: cells go in, each text and each program once. */

/** A measured cell; its fault stands here as the file has it. */
export type Cell = Readonly<Omit<ClientWord, "fault"> & { fault: string }>;

export const FILE = fileURLToPath(new URL("../../inspect/advice/clientWords.json", import.meta.url));

const ABOUT =
  "What real programs said of each fault, measured on the loopback by npm run clients. A row: places of fault, kind (side that judged, who said it, setting, accepted), program and text; alert; exit code.";

/** The cells that are in the file; none where there is no file. */
export function readCells(): readonly Cell[] {
  if (!existsSync(FILE)) return [];
  return wordsIn(parse(clientDataSchema, JSON.parse(readFileSync(FILE, "utf8"))));
}

/** Writes these cells; what was in the file before stays, but of programs and faults that were `measured` anew. */
export function writeCells(
  cells: readonly Cell[],
  faults: readonly string[],
  measured: (client: string, fault: string) => boolean,
): readonly Cell[] {
  const kept = readCells().filter(({ client, fault }) => !measured(client, fault) && faults.includes(fault));
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
  const faults = placesOf((cell: Cell) => cell.fault);
  const kinds = placesOf(({ side, by, setting, accepted }: Cell): ClientKind => [side, by, setting, accepted]);
  const programs = placesOf(({ client, version, measured }: Cell): ClientProgram => ({ client, version, measured }));
  const texts = placesOf((cell: Cell) => cell.text);
  const rows = cells.map((cell): ClientRow => {
    const { alert, exitCode } = cell;
    return [faults.of(cell), kinds.of(cell), programs.of(cell), texts.of(cell), alert, exitCode];
  });
  return {
    about: ABOUT,
    format: 1,
    faults: faults.all,
    kinds: kinds.all,
    programs: programs.all,
    texts: texts.all,
    rows,
  };
}

/** A list in which each value stands once, in the order in which they come, and the place of each. */
function placesOf<T>(pick: (cell: Cell) => T): Readonly<{ all: T[]; of: (cell: Cell) => number }> {
  const all: T[] = [];
  const places = new Map<string, number>();
  const of = (cell: Cell): number => {
    const value = pick(cell);
    const key = JSON.stringify(value);
    const place = places.get(key) ?? all.push(value) - 1;
    places.set(key, place);
    return place;
  };
  return { all, of };
}

/** JSON with a line for each value, so that runs can be compared; in the shape that the linter asks for. */
function print({ about, format, ...lists }: ClientData): string {
  const head = [`  "about": ${JSON.stringify(about)}`, `  "format": ${format}`];
  const tables = Object.entries(lists).map(([name, values]) => {
    return `  "${name}": [\n${values.map((value) => `    ${line(value)}`).join(",\n")}\n  ]`;
  });
  return `{\n${[...head, ...tables].join(",\n")}\n}\n`;
}

function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => JSON.stringify(one)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`);
  return `{ ${members.join(", ")} }`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
