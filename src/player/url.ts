import { plural, t } from "../language/t.ts";
import type { Scene, SwitchSpec } from "../scenes/types.ts";
import type { Recording, StepId, Throw } from "../sim/recording.ts";
import { type Address, formatParams, type Page, type Param, quoted } from "./address.ts";
import type { Depth, Eyes, Speed } from "./types.ts";

export type Theme = "light" | "dark" | "auto";

const DEPTHS: readonly Depth[] = ["story", "protocol", "bytes"];
const THEMES: readonly Theme[] = ["light", "dark", "auto"];
const SPEEDS: readonly Speed[] = [0.5, 1, 2, 4];
/** The switch that has a short form: `mallory=<strategy>&from=<step id>`. */
const MALLORY = "mallory";

/** What an address says of a scene. */
export type View = Readonly<{
  hops: number;
  throws: readonly Throw[];
  /** What all chance of the run comes from. Left out: what nobody had before. */
  seed?: string;
  depth: Depth;
  eyes: Eyes;
  speed: Speed;
  /** null: whatever this reader prefers. */
  theme: Theme | null;
  /** The step last begun; null before the first. */
  step: StepId | null;
}>;

/** A view whose step, eyes and throws are still to be compared with a recording; of a seed, `session.ts` knows. */
export type Wish = Readonly<{ view: View; sentences: readonly string[] }>;

/** Resolves an address against a scene: all that can be known before the scene is recorded. Total. */
export function resolveWish(address: Address, scene: Scene): Wish {
  const sentences = [...address.sentences];
  const find = (name: string): Param | undefined => address.params.find((p) => p.name === name);
  const single = (name: string): string | null => {
    const items = find(name)?.items;
    if (items === undefined) return null;
    const [item, ...more] = items;
    if (item !== undefined && item.after === null && more.length === 0) return item.value;
    sentences.push(t`${quoted(name)} takes one value, so its default is used.`);
    return null;
  };
  const view = {
    hops: hopsOf(single("hops"), scene, sentences),
    throws: throwsOf(scene, find, sentences),
    depth: oneOf("depth", single("depth"), DEPTHS, "story", sentences),
    eyes: single("eyes") ?? "all",
    speed: oneOf("speed", single("speed"), SPEEDS, 1, sentences),
    theme: oneOf<Theme | null>("theme", single("theme"), THEMES, null, sentences),
    step: single("step"),
  };
  sentences.push(...unknownParams(address, scene));
  return { view, sentences };
}

/**
 * Resolves what is left against the recording made of the wish. `dropped` are the throws that the recording has no
 * place for. Gives the index of the step, the eyes, and all sentences. Total.
 */
export function resolveView(wish: Wish, recording: Recording, dropped: readonly Throw[]) {
  const sentences = [...wish.sentences];
  for (const { after, switch: id } of dropped) {
    sentences.push(
      t`This run has no step ${quoted(after ?? "")} from which ${quoted(id)} could be switched, so that was left out.`,
    );
  }
  const { step, eyes } = wish.view;
  const found = recording.steps.findIndex((s) => s.id === step);
  if (step !== null && found < 0) sentences.push(t`This run has no step ${quoted(step)}, so it begins at the start.`);
  const known = eyes === "all" || recording.cast.some((actor) => actor.id === eyes);
  if (!known) sentences.push(t`Nobody called ${quoted(eyes)} is on stage, so you look with everybody’s eyes.`);
  const { depth, speed } = wish.view;
  return { index: found + 1, eyes: known ? eyes : "all", depth, speed, sentences };
}

/** The theme that any page's address asks for; null where it asks for none. */
export function themeOf(address: Address): Theme | null {
  const value = address.params.find((p) => p.name === "theme")?.items[0]?.value;
  return THEMES.find((theme) => theme === value) ?? null;
}

/** The canonical address of a view: the same for equal views, without defaults. */
export function formatAddress(page: Page, scene: Scene, view: View): string {
  return formatParams(page, scene.card.id, viewParams(scene, view));
}

/** The parameters that say a view of a scene, without defaults. */
export function viewParams(scene: Scene, view: View): readonly Param[] {
  const params: Param[] = [];
  const add = (name: string, value: string | null): void => {
    if (value !== null) params.push({ name, items: [{ value, after: null }] });
  };
  add("step", view.step);
  add("depth", view.depth === "story" ? null : view.depth);
  add("eyes", view.eyes === "all" ? null : view.eyes);
  const specs = [...scene.switches].sort((a, b) => Number(b.id === MALLORY) - Number(a.id === MALLORY));
  for (const { id } of specs) params.push(...throwParams(id, view.throws));
  add("hops", view.hops === scene.hops.default ? null : String(view.hops));
  add("seed", view.seed ?? null);
  add("theme", view.theme);
  add("speed", view.speed === 1 ? null : String(view.speed));
  return params;
}

function throwParams(id: string, throws: readonly Throw[]): readonly Param[] {
  const items = throws.filter((t) => t.switch === id).map(({ value, after }) => ({ value, after }));
  const [first, ...more] = items;
  if (first === undefined) return [];
  if (id !== MALLORY || first.after === null || more.length > 0) return [{ name: id, items }];
  return [
    { name: id, items: [{ value: first.value, after: null }] },
    { name: "from", items: [{ value: first.after, after: null }] },
  ];
}

function throwsOf(scene: Scene, find: (name: string) => Param | undefined, sentences: string[]): readonly Throw[] {
  return scene.switches.flatMap((spec) => {
    const param = find(spec.id);
    const from = spec.id === MALLORY ? find("from") : undefined;
    const items = param === undefined ? [] : param.items;
    if (from === undefined) return items.flatMap((item) => thrown(spec, item.value, item.after, sentences));
    const [item, ...more] = items;
    const [place, ...others] = from.items;
    if (item === undefined || item.after !== null || more.length > 0 || place?.after !== null || others.length > 0) {
      sentences.push(t`“from” needs one value of “mallory” and one step, so it was left out.`);
      return items.flatMap((one) => thrown(spec, one.value, one.after, sentences));
    }
    return thrown(spec, item.value, place.value, sentences);
  });
}

function thrown(spec: SwitchSpec, value: string, after: StepId | null, sentences: string[]): readonly Throw[] {
  if (spec.options.some((option) => option.value === value)) return [{ switch: spec.id, value, after }];
  sentences.push(t`“${spec.label}” has no setting ${quoted(value)}, so that was left out.`);
  return [];
}

function hopsOf(value: string | null, scene: Scene, sentences: string[]): number {
  const { min, max, default: usual } = scene.hops;
  if (value === null) return usual;
  const hops = /^\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
  if (hops >= min && hops <= max) return hops;
  const range =
    min === max
      ? plural(max, { one: "This scene has # router.", other: "This scene has # routers." })
      : t`This scene has ${min} to ${max} routers.`;
  sentences.push(`${range} ${t`It can’t have ${quoted(value)}, so it keeps ${usual}.`}`);
  return usual;
}

function oneOf<T extends string | number | null>(
  name: string,
  value: string | null,
  values: readonly T[],
  usual: T,
  sentences: string[],
): T {
  if (value === null) return usual;
  const found = values.find((one) => String(one) === value);
  if (found !== undefined) return found;
  sentences.push(t`${quoted(value)} is not a ${name}, so the default is used.`);
  return usual;
}

function unknownParams(address: Address, scene: Scene): readonly string[] {
  const known = new Set([
    "step",
    "depth",
    "eyes",
    "hops",
    "seed",
    "theme",
    "speed",
    ...scene.switches.map((spec) => spec.id),
  ]);
  if (known.has(MALLORY)) known.add("from");
  return address.params
    .filter((p) => !known.has(p.name))
    .map((p) => t`This scene knows no ${quoted(p.name)}, so it was left out.`);
}
