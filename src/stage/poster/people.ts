import { t } from "../../language/t.ts";
import { around } from "../geometry.ts";
import type { Layout, NodeBox } from "../layout.ts";
import type { Person } from "../people.ts";
import { ARROWS, CLIENT_SHOULDERS, DRAWERS, IMPOSTOR_SHOULDERS, MASK, PENTAGON, QUESTION } from "../shapes.ts";
import { type Colour, paint } from "./look.ts";
import { escaped, fitted, tag } from "./svg.ts";

/** Everybody on stage. */
export function drawPeople(layout: Layout, people: readonly Person[]): string {
  return people
    .map((person) => {
      const box = layout.nodes.get(person.actor.id);
      return box === undefined ? "" : drawPerson(person, box, layout);
    })
    .join("");
}

/** The ring round whoever acts, to lie under them. */
export function drawRing(layout: Layout, people: readonly Person[], acting: string | null): string {
  const person = people.find(({ actor }) => actor.id === acting);
  const box = layout.nodes.get(acting ?? "");
  return person === undefined || person.kind === "authority" || box === undefined ? "" : ring(person.kind, box);
}

function drawPerson(person: Person, box: NodeBox, layout: Layout): string {
  if (person.kind === "authority") return drawAuthority(person, box);
  const scale = box.rect.width / 104;
  const { x, y } = box.center;
  const shape = person.kind === "router" ? router(person, box) : inBox(SHAPES[person.kind](), x, y, scale);
  return shape + (box.label === "below" ? names(person, box, layout) : "");
}

/** In the box of the shapes, from -52 to 52. */
function inBox(inside: string, x: number, y: number, scale: number): string {
  return tag("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})` }, inside);
}

const SHAPES = {
  client: () => circle(50) + filled(CLIENT_SHOULDERS, "ink") + head(-11, 15),
  impostor: () =>
    circle(50, "9 6") +
    filled(IMPOSTOR_SHOULDERS, "ink") +
    head(-11, 16) +
    tag("path", {
      d: QUESTION,
      fill: "none",
      stroke: paint("surface"),
      "stroke-width": 3.4,
      "stroke-linecap": "round",
    }) +
    dot(0, -0.5, 2, "surface"),
  server: () =>
    tag("rect", { x: -49, y: -49, width: 98, height: 98, rx: 20, ...outline("ink", "surface") }) +
    DRAWERS.map(
      (y) =>
        tag("rect", { x: -27, y, width: 54, height: 16, rx: 4, fill: paint("ink") }) + dot(17, y + 8, 3, "surface"),
    ).join(""),
  mallory: () =>
    tag("path", { d: PENTAGON, "stroke-linejoin": "round", ...outline("red", "red-fill") }) +
    filled(MASK, "red") +
    dot(-12.5, 0, 4.2, "red-fill") +
    dot(12.5, 0, 4.2, "red-fill"),
} as const;

function circle(r: number, dashes: string | null = null): string {
  return tag("circle", { r, "stroke-dasharray": dashes, ...outline("ink", "surface") });
}

function outline(stroke: Colour, fill: Colour) {
  return { fill: paint(fill), stroke: paint(stroke), "stroke-width": 2.6 };
}

function filled(d: string, fill: Colour): string {
  return tag("path", { d, fill: paint(fill) });
}

function head(cy: number, r: number): string {
  return tag("circle", { cy, r, fill: paint("ink") });
}

function dot(cx: number, cy: number, r: number, fill: Colour): string {
  return tag("circle", { cx, cy, r, fill: paint(fill) });
}

function router({ name, number }: Person, box: NodeBox): string {
  const { x, y, width, height } = box.rect;
  const words = box.label === "number" ? number : box.label === "inside" ? name : null;
  const rect = tag("rect", {
    ...{ x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: Math.min(height * 0.26, 16) },
    ...{ fill: paint("surface"), stroke: paint("wire"), "stroke-width": 2 },
  });
  const { x: cx, y: cy } = box.center;
  if (words !== null) return rect + text(words, cx, cy + 4, { size: 12, fill: "ink", weight: 550 });
  const arrows = { d: ARROWS, fill: "none", stroke: paint("muted"), "stroke-width": 2.6, "stroke-linecap": "round" };
  return rect + inBox(tag("path", { ...arrows, "stroke-linejoin": "round" }), cx, cy, width / 64);
}

function ring(kind: Person["kind"], box: NodeBox): string {
  const look = { fill: "none", stroke: paint(kind === "mallory" ? "red" : "ink"), opacity: 0.28 };
  if (kind === "mallory") {
    const around = tag("path", { d: PENTAGON, "stroke-width": 12, "stroke-linejoin": "round", ...look });
    return inBox(around, box.center.x, box.center.y, box.rect.width / 104);
  }
  const round = kind === "client" || kind === "impostor";
  const { x, y, width, height } = around(box.center, box.rect.width + 5, box.rect.height + 5);
  return tag("rect", { x, y, width, height, rx: round ? width / 2 : width * 0.24, "stroke-width": 4, ...look });
}

function names({ kind, name, sub }: Person, box: NodeBox, layout: Layout): string {
  const rect = box.labelRect ?? box.rect;
  const x = rect.x + rect.width / 2;
  if (kind === "router") {
    const size = Math.max(12, 13 * layout.scale);
    return text(fitted(name, rect.width + 24, { size }), x, rect.y + size, { size, fill: "muted", weight: 450 });
  }
  const size = Math.max(15, 18 * layout.scale);
  const small = Math.max(12, 13 * layout.scale);
  const tone = kind === "mallory" ? "red" : "ink";
  return (
    text(name, x, rect.y + size, { size, fill: tone, weight: 650 }) +
    text(sub, x, rect.y + size * 1.2 + small * 1.05, { size: small, fill: "muted", weight: 400 })
  );
}

function drawAuthority({ name, online }: Person, { rect }: NodeBox): string {
  const { x, y, width, height } = rect;
  const card = tag("rect", {
    ...{ x, y, width, height, rx: 14, "stroke-width": 1.5, "stroke-dasharray": "5 4" },
    ...{ fill: paint(online ? "surface" : "stage"), stroke: paint(online ? "edge" : "line") },
  });
  const cx = x + width / 2;
  const title = fitted(name, width - 20, { size: 14, bold: true });
  const said = online ? t`certificate authority` : t`offline: nobody asks it`;
  return (
    card +
    text(title, cx, y + height / 2 - 3, { size: 14, fill: online ? "ink" : "muted", weight: 600 }) +
    text(fitted(said, width - 16, { size: 12 }), cx, y + height / 2 + 14, { size: 12, fill: "muted", weight: 400 })
  );
}

export type TextLook = Readonly<{ size: number; fill: Colour; weight: number; anchor?: "middle" | "start" }>;

/** A line of text; `y` is its base line. */
export function text(words: string, x: number, y: number, { size, fill, weight, anchor = "middle" }: TextLook): string {
  const look = { "font-size": size, "font-weight": weight === 400 ? null : weight, fill: paint(fill) };
  return tag("text", { x, y, "text-anchor": anchor === "start" ? null : anchor, ...look }, escaped(words));
}
