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
 * The file of what real programs said (clientWords.json, written by `npm run clients`): what is often the same stands
 * once, and rows point to it.
 */

/**
 * unasked: nobody was told to look for revocation; start: a program refused its own files before any connection;
 * in-http: the server said it to the client, over HTTP.
 */
export const SETTINGS = ["usual", "unasked", "start", "in-http"] as const;
export type Setting = (typeof SETTINGS)[number];

const index = pipe(number(), integer(), minValue(0));
const code = pipe(number(), integer());

const programSchema = object({
  client: string(),
  version: string(),
  /** Year and month. */
  measured: pipe(string(), regex(/^20\d\d-(0[1-9]|1[0-2])$/)),
});

/** side (who judged), who said it, setting, accepted. */
const kindSchema = tuple([
  picklist(["client", "server"]),
  picklist(["judge", "judged"]),
  picklist(SETTINGS),
  boolean(),
]);

/** Places of fault, kind, program and text; the alert's number; the exit code. */
const rowSchema = tuple([index, index, index, index, nullable(code), nullable(code)]);

export const clientDataSchema = object({
  about: string(),
  format: literal(1),
  faults: array(string()),
  kinds: array(kindSchema),
  programs: array(programSchema),
  texts: array(string()),
  rows: array(rowSchema),
});

export type ClientData = InferOutput<typeof clientDataSchema>;
export type ClientProgram = InferOutput<typeof programSchema>;
export type ClientKind = InferOutput<typeof kindSchema>;
export type ClientRow = InferOutput<typeof rowSchema>;
