import {
  array,
  boolean,
  type InferOutput,
  integer,
  literal,
  minValue,
  nullable,
  number,
  object,
  picklist,
  pipe,
  regex,
  string,
  tuple,
} from "valibot";

/**
 * The file of what real programs said (clientWords.json, written by `npm run clients`): texts and programs stand once,
 * rows point to them.
 */

/** As measured; more, where nobody was told to look for revocation, and where a program refused its own files at start. */
export const SETTINGS = ["usual", "unasked", "start", "root-sent", "in-http"] as const;
export type Setting = (typeof SETTINGS)[number];

const index = pipe(number(), integer(), minValue(0));

const programSchema = object({
  client: string(),
  version: string(),
  /** Year and month. */
  measured: pipe(string(), regex(/^20\d\d-(0[1-9]|1[0-2])$/)),
});

/** fault, side (who judged), who said it, setting, program, accepted, text, alert's number, exit code. */
const rowSchema = tuple([
  string(),
  picklist(["client", "server"]),
  picklist(["judge", "judged"]),
  picklist(SETTINGS),
  index,
  boolean(),
  index,
  nullable(pipe(number(), integer())),
  nullable(pipe(number(), integer())),
]);

export const clientDataSchema = object({
  about: string(),
  format: literal(1),
  programs: array(programSchema),
  texts: array(string()),
  rows: array(rowSchema),
});

export type ClientData = InferOutput<typeof clientDataSchema>;
export type ClientProgram = InferOutput<typeof programSchema>;
export type ClientRow = InferOutput<typeof rowSchema>;
