import * as v from "valibot";
import { inQuotes, t } from "../../language/t.ts";
import type { Recording, SwitchValues } from "../../sim/recording.ts";
import { FIELDS, type Field, fieldOf } from "./fields.ts";
import { DEFAULT_SETUP, type LabSetup, normal, setupSchema } from "./setup.ts";

/**
 * A set-up in an address: `#/lab?bob-shows=expired&mallory=tamper&record=3`, defaults left out, lists with commas. Of a
 * switch, what is thrown later in the run stands behind the start (`mallory=off,tamper@alice.seals.request`), as in the
 * address of any scene: that is not part of the set-up, and is given back. Old links stay good because parameters and
 * values have names that are never given another meaning; what has gone is said in a sentence.
 */

/** As the grammar of addresses has it (player/address.ts). */
export type Item = Readonly<{ value: string; after: string | null }>;
export type Param = Readonly<{ name: string; items: readonly Item[] }>;

export type Decoded = Readonly<{
  setup: LabSetup;
  /** What is no part of the set-up: the view, and switches that are thrown later. */
  rest: readonly Param[];
  /** One plain sentence for everything that made no sense. */
  sentences: readonly string[];
}>;

/** Stands for a list with nothing in it. */
const NOTHING = "none";

/** Reads a set-up out of parameters. Total: what makes no sense is replaced by the default and said in a sentence. */
export function decodeSetup(params: readonly Param[]): Decoded {
  const read = params.map((param) => readParam(param, isThrownFrom(params, param)));
  const given = Object.fromEntries(read.flatMap(({ entry }) => (entry === null ? [] : [entry])));
  const asked = v.parse(setupSchema, { ...DEFAULT_SETUP, ...given });
  // Where no shares are named, there is one of the first group.
  const setup = normal("aliceShares" in given ? asked : { ...asked, aliceShares: asked.aliceGroups.slice(0, 1) });
  const sentences = read.flatMap(({ sentence }) => sentence ?? []);
  if ("aliceShares" in given && setup.aliceShares.length < asked.aliceShares.length)
    sentences.push(t`Alice can send shares of her own groups only, so the others were left out.`);
  return { setup, rest: read.flatMap(({ rest }) => rest ?? []), sentences };
}

/** The parameters that say a set-up, without defaults: the same for equal set-ups. The inverse of `decodeSetup`. */
export function encodeSetup(setup: LabSetup): readonly Param[] {
  const usual = { ...DEFAULT_SETUP, aliceShares: setup.aliceGroups.slice(0, 1) };
  return FIELDS.flatMap((field) => {
    const values = valuesOf(setup[field.key]);
    if (values.join() === valuesOf(usual[field.key]).join()) return [];
    return [{ name: field.param, items: values.map((value) => ({ value, after: null })) }];
  });
}

/**
 * The parameters of a whole address: a set-up, and what the player says of a view of its scene. What the view says of a
 * start counts for more: it was changed there. The inverse of `decodeSetup` up to the view.
 */
export function withSetup(setup: LabSetup, view: readonly Param[]): readonly Param[] {
  const later = longForm(view);
  const own = encodeSetup(setup);
  const names = new Set(own.map(({ name }) => name));
  const starts = own.map(({ name, items }) => {
    const more = later.find((param) => param.name === name)?.items ?? [];
    return { name, items: more.some(({ after }) => after === null) ? more : [...items, ...more] };
  });
  return [...starts, ...later.filter(({ name }) => !names.has(name))];
}

/** `mallory=<strategy>&from=<step>` as any other switch has it: the strategy with its step. */
function longForm(params: readonly Param[]): readonly Param[] {
  const after = params.find(({ name }) => name === "from")?.items[0]?.value;
  if (after === undefined) return params;
  return params.flatMap((param) => {
    if (param.name === "from") return [];
    return param.name === "mallory"
      ? [{ name: "mallory", items: param.items.map(({ value }) => ({ value, after })) }]
      : [param];
  });
}

/** A set-up as the values of switches, whole: so a recording says of itself with what it began. */
export function switchesOf(setup: LabSetup): SwitchValues {
  return Object.fromEntries(FIELDS.map(({ key, param }) => [param, valuesOf(setup[key]).join(",")]));
}

/** The set-up with which a recording of the lab began; what it does not say, or says wrongly, is as usual. */
export function setupIn(recording: Recording): LabSetup {
  const values = { ...recording.start.switches, hops: String(recording.hops) };
  const params = Object.entries(values).map(([name, value]) => ({
    name,
    items: value.split(",").map((one) => ({ value: one, after: null })),
  }));
  return decodeSetup(params).setup;
}

function valuesOf(value: LabSetup[keyof LabSetup]): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return value.length === 0 ? [NOTHING] : value;
}

/** `mallory=<strategy>&from=<step>` is the short form of a strategy that is thrown later. */
function isThrownFrom(params: readonly Param[], { name }: Param): boolean {
  return name === "mallory" && params.some((param) => param.name === "from");
}

type Read = Readonly<{
  entry: readonly [key: keyof LabSetup, value: unknown] | null;
  rest: Param | null;
  sentence: string | null;
}>;

function readParam(param: Param, later: boolean): Read {
  const field = fieldOf(param.name);
  if (field === null || later) return { entry: null, rest: param, sentence: null };
  const now = param.items.filter(({ after }) => after === null).map(({ value }) => value);
  const thrown = param.items.filter(({ after }) => after !== null);
  const rest = field.kind === "switch" && thrown.length > 0 ? { name: param.name, items: thrown } : null;
  if (field.kind !== "switch" && thrown.length > 0)
    return { entry: null, rest, sentence: t`${field.label}: that can’t change during a run, so the default is used.` };
  if (now.length === 0) return { entry: null, rest, sentence: null };
  const result = v.safeParse(setupSchema.entries[field.key], meant(field, now));
  if (result.success) return { entry: [field.key, result.output], rest, sentence: null };
  return {
    entry: null,
    rest,
    sentence: t`${field.label}: the lab does not know ${shown(now)}, so the default is used.`,
  };
}

/** What the texts of a parameter stand for; the schema says whether it makes sense. */
function meant(field: Field, texts: readonly string[]): unknown {
  const [first = "", ...more] = texts;
  if (field.kind === "list") return first === NOTHING && more.length === 0 ? [] : texts;
  if (more.length > 0) return texts;
  return field.kind === "number" ? (/^\d{1,2}$/.test(first) ? Number(first) : Number.NaN) : first;
}

/** Values as they can stand in a sentence: short, and without characters that would reorder or break the line. */
function shown(texts: readonly string[]): string {
  const plain = texts.join(",").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  const [...letters] = plain;
  return inQuotes(letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : plain);
}
