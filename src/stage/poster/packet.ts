import { t } from "../../language/t.ts";
import { packetName } from "../../scenes/labels.ts";
import { flap, pocket } from "../envelopeShape.ts";
import type { Layout } from "../layout.ts";
import { type PacketView, packetOpens, packetPoint } from "../packetView.ts";
import { icon } from "./icons.ts";
import { type Colour, paint } from "./look.ts";
import { text } from "./people.ts";
import { fitted, tag, widthOf } from "./svg.ts";
import { patternUrl } from "./wires.ts";

const SEALS = {
  paper: ["paper", "paper-line", "paper-ink"],
  aqua: ["aqua-fill", "aqua-line", "aqua"],
  yellow: ["yellow-fill", "yellow-line", "yellow"],
} as const satisfies Readonly<Record<PacketView["packet"]["seal"]["as"], readonly [Colour, Colour, Colour]>>;

/** The packet where it rests when the step is over, with its seal and its tag. */
export function drawPacket(view: PacketView, layout: Layout): string {
  const { width: w, height: h } = layout.packet;
  const at = packetPoint(layout, view, 1);
  const inside = view.key === null ? openSheet(w, h) : envelope(view, w, h);
  const mark = view.mark === null ? "" : markOf(view.mark, w);
  const words = packetName(view.packet);
  const size = 12.5;
  const label = fitted(words, 190, { size, bold: true });
  const wide = widthOf(label, { size, bold: true }) + 10;
  const x = Math.min(Math.max(w / 2, wide / 2 + 4 - (at.x - w / 2)), layout.width - at.x + w / 2 - wide / 2 - 4);
  const tagBox = { x: x - wide / 2, y: h + 2, width: wide, height: 17, rx: 5, fill: paint("stage"), opacity: 0.88 };
  const tone = view.mark === null ? "ink" : "red";
  const name = tag("rect", tagBox) + text(label, x, h + 15, { size, fill: tone, weight: 600 });
  const place = `translate(${(at.x - w / 2).toFixed(1)} ${(at.y - h / 2).toFixed(1)})`;
  return tag("g", { transform: place }, inside + mark + name);
}

/** A sheet that everybody can read. */
function openSheet(w: number, h: number): string {
  const rows = Array.from({ length: Math.floor((h * 0.68) / 8) }, (_, i) =>
    tag("rect", {
      x: w * 0.19,
      y: h * 0.2 + i * 8,
      width: w * 0.62,
      height: 2,
      fill: paint("paper-ink"),
      opacity: 0.75,
    }),
  );
  return sheetAt(w * 0.08, 1, w * 0.84, h - 2) + rows.join("");
}

function sheetAt(x: number, y: number, width: number, height: number): string {
  const look = { fill: paint("paper"), stroke: paint("paper-line"), "stroke-width": 1.5 };
  return tag("rect", { x, y, width, height, rx: 4, ...look });
}

function envelope(view: PacketView, w: number, h: number): string {
  const [fill, line, ink] = SEALS[view.packet.seal.as];
  const look = { fill: paint(fill), stroke: paint(line), "stroke-width": 2, "stroke-linejoin": "round" };
  const open = packetOpens(view, 1) > 0.5;
  const back = tag("rect", { x: 1, y: 1, width: w - 2, height: h - 2, rx: 6, ...look });
  const front = tag("path", { d: pocket(w, h), ...look });
  const pattern = view.key === null ? "" : tag("path", { d: pocket(w, h), fill: patternUrl(view.key) });
  const shut = tag("path", { d: flap(w, h), ...look });
  const raised = tag("g", { transform: "translate(0 2) scale(1 -0.75)" }, tag("path", { d: flap(w, h), ...look }));
  const letter = sheetAt(w * 0.09, -h * 0.26, w * 0.82, h * 0.78) + rowsOn(w, -h * 0.26);
  if (open) return raised + back + letter + front + pattern;
  return back + front + pattern + shut + stamp(view.act === "fails", ink, line, w, h);
}

function rowsOn(w: number, top: number): string {
  return [8, 16]
    .map((y) => tag("rect", { x: w * 0.2, y: top + y, width: w * 0.6, height: 2, fill: paint("paper-ink") }))
    .join("");
}

/** The lock of a sealed packet, or the cross where it was not to be opened. */
function stamp(refused: boolean, ink: Colour, line: Colour, w: number, h: number): string {
  const [stroke, fill] = refused ? (["red", "red-fill"] as const) : ([line, "surface"] as const);
  const [x, y] = [w / 2, h * 0.56];
  const disc = { cx: x, cy: y, r: 11, fill: paint(fill), stroke: paint(stroke), "stroke-width": 2 };
  return tag("circle", disc) + icon(refused ? "x" : "lock", x, y, 13, refused ? "red" : ink);
}

/** Not what it seems. */
function markOf(mark: NonNullable<PacketView["mark"]>, w: number): string {
  const words = {
    changed: t`changed on the way`,
    remade: t`opened on the way and sealed again`,
    posed: t`not made by the one it names`,
  }[mark];
  const disc = { cx: w - 3, cy: 3, r: 10, fill: paint("red-fill"), stroke: paint("red"), "stroke-width": 2 };
  const sign = icon(mark === "changed" ? "pen" : "mask", w - 3, 3, 12, "red");
  return tag("g", {}, tag("title", {}, words) + tag("circle", disc) + sign);
}
