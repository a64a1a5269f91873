import { colourRules, paint } from "./look.ts";
import { type DrawnStep, drawStep, POSTER, type StepSpec } from "./step.ts";
import { escaped, tag } from "./svg.ts";
import { patternTile } from "./wires.ts";

/** What a poster is of: a scene's run, and the titles of its steps, the opening's first. */
export type PosterSpec = Omit<StepSpec, "index" | "title"> & Readonly<{ titles: readonly string[] }>;

/**
 * Pictures of all steps of a run in one SVG document that loads nothing: `poster.svg#bob.opens.request` or `#4` shows
 * that step, and without a fragment it shows the opening. One document, because what steps share (people, wires,
 * patterns, colours) is then there once: a tenth of what it takes to have a document a step, and ids and numbers both
 * find theirs. Light or dark as its place prefers.
 */
export function posterOf({ titles, ...spec }: PosterSpec): string {
  const shared = new Shared();
  const ids = ["opening", ...spec.recording.steps.map(({ id }) => id)];
  const pictures = ids.map((id, index) =>
    picture(id, index, drawStep({ ...spec, index, title: titles[index] ?? "" }), shared),
  );
  const { width, height } = POSTER;
  const attributes = { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height };
  const inside = tag("title", {}, escaped(spec.scene)) + shared.definitions() + pictures.join("");
  return tag("svg", attributes, withClasses(inside));
}

/** Hidden unless it is asked for; the ground hides the opening, which always shows. */
function picture(id: string, index: number, step: DrawnStep, shared: Shared): string {
  const ground = tag("rect", { width: POSTER.width, height: POSTER.height, fill: paint("stage") });
  const stage = tag("g", { transform: step.place }, step.layers.map((layer) => shared.use(layer)).join(""));
  for (const key of step.keys) shared.define(patternTile(key));
  const drawn = shared.use(ground) + step.heading + stage;
  return tag("g", { id: String(index) }) + tag("g", { id, class: index === 0 ? null : "s" }, drawn);
}

/** What several pictures show is defined once. */
class Shared {
  private readonly names = new Map<string, string>();
  private readonly others = new Set<string>();

  use(drawn: string): string {
    const name = this.names.get(drawn) ?? `_${this.names.size.toString(36)}`;
    this.names.set(drawn, name);
    return tag("use", { href: `#${name}` });
  }

  define(other: string): void {
    this.others.add(other);
  }

  definitions(): string {
    const groups = [...this.names].map(([drawn, name]) => tag("g", { id: name }, drawn));
    return tag("defs", {}, [...this.others, ...groups].join(""));
  }
}

const LOOK = /^(fill|stroke|stroke-width|stroke-linecap|stroke-linejoin|font-size|font-weight|text-anchor|opacity)$/;

/** The same looks that stand in many tags become one rule each of a style sheet. */
function withClasses(drawn: string): string {
  const rules = new Map<string, string>();
  const body = drawn.replace(/<([a-z]+)((?: [\w:-]+="[^"]*")*)/g, (_, name: string, written: string) => {
    const all = [...written.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([whole, key = "", value = ""]) => ({
      whole,
      key,
      value,
    }));
    const looks = all.filter(({ key }) => LOOK.test(key));
    const rest = all.filter(({ key }) => !LOOK.test(key)).map(({ whole }) => whole);
    if (looks.length === 0) return `<${name}${written}`;
    const rule = looks.map(({ key, value }) => `${key}:${value}${key === "font-size" ? "px" : ""}`).join(";");
    const known = rules.get(rule) ?? `c${rules.size.toString(36)}`;
    rules.set(rule, known);
    return `<${name} class="${known}"${rest.join("")}`;
  });
  const sheet = [...rules].map(([rule, name]) => `.${name}{${rule}}`).join("");
  const shown = ".s{display:none}.s:target,:target+.s{display:inline}";
  const font = 'svg{font-family:"Segoe UI",system-ui,sans-serif}';
  return tag("style", {}, colourRules() + font + shown + sheet) + body;
}
