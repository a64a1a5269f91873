import { inQuotes, plural, t } from "../../language/t.ts";
import type { Check, VerdictArtifact } from "../../sim/recording.ts";
import type { Bubble } from "../bubbleKinds.ts";
import { bubbleLine, bubbleSlotOf, hasTail } from "../bubbleSlot.ts";
import { clamp, pointsOf, type Rect, sum } from "../geometry.ts";
import type { Layout } from "../layout.ts";
import { outcomeFacts } from "../outcomeFacts.ts";
import { type Light, signatureLight, verdictLight } from "../verdictWords.ts";
import { CHECK_WORDS } from "../words.ts";
import { type Icon, icon } from "./icons.ts";
import { type Colour, paint } from "./look.ts";
import { text } from "./people.ts";
import { fitted, lines, tag, widthOf } from "./svg.ts";
import { keyMark, MARK_WIDTH } from "./wires.ts";

const TONES = {
  plain: ["surface", "edge", "ink"],
  paper: ["paper", "paper-line", "paper-ink"],
  red: ["surface", "red", "red"],
  aqua: ["surface", "aqua-line", "aqua"],
  yellow: ["surface", "yellow-line", "yellow"],
  green: ["surface", "green", "green"],
} as const satisfies Readonly<Record<Bubble["tone"], readonly [Colour, Colour, Colour]>>;

const ICONS: Readonly<Record<Bubble["icon"], Icon>> = {
  reads: "eye",
  eyes: "eye",
  sealed: "lock",
  refused: "x",
  writes: "pen",
  changes: "pen",
  speaks: "voice",
  key: "key",
  signs: "sign",
  paper: "paper",
  alarm: "alarm",
  ends: "flag",
};

const PAD = 13;
const HEAD = { size: 14, bold: true } as const;
const QUOTE = { size: 16.5, bold: true } as const;
const BODY = { size: 14 } as const;
const FOOT = { size: 12.4 } as const;

/** A piece of a bubble, drawn from its upper left corner. */
type Piece = Readonly<{
  width: number;
  height: number;
  draw: (x: number, y: number) => string;
  /** Whether it is never left out. */
  must?: true;
}>;

/** What is told in the step, over whom it is about, in the room that the stage has for it. */
export function drawBubble(bubble: Bubble, layout: Layout): string {
  const slot = bubbleSlotOf(layout, bubble.actor);
  if (slot === null) return "";
  const { room, tail, sits } = slot;
  const pieces = piecesThatFit(piecesOf(bubble, room.width - PAD * 2), room.height - 18);
  const width = Math.min(Math.max(170, ...pieces.map((piece) => piece.width + PAD * 2)), room.width);
  const height = sum(pieces.map((piece) => piece.height)) + 18;
  const x = besideTail(room, width, tail === null ? null : tail.x);
  const y = sits === "bottom" ? room.y + room.height - height : room.y;
  const [fill, line, ink] = TONES[bubble.tone];
  const box = { x, y, width, height, rx: 12, fill: paint(fill), stroke: paint(line), "stroke-width": 1.5 };
  let top = y + 9;
  const inside = pieces.map((piece) => {
    const drawn = piece.draw(x + PAD, top);
    top += piece.height;
    return drawn;
  });
  const points = bubbleLine(layout, slot);
  const leader = points === null ? "" : tailLine(pointsOf(points), line);
  const tip = tail !== null && hasTail(layout, slot) ? drawTail(tail.x, y + height, fill, line) : "";
  return leader + tag("rect", box) + tip + tag("g", { fill: paint(ink) }, inside.join(""));
}

function tailLine(points: string, line: Colour): string {
  return tag("polyline", { points, fill: "none", stroke: paint(line), "stroke-width": 1.5 });
}

function drawTail(x: number, y: number, fill: Colour, line: Colour): string {
  const d = `M${x - 9} ${(y - 1).toFixed(1)}l9 8 9-8`;
  return tag("path", { d, fill: paint(fill), stroke: paint(line), "stroke-width": 1.5 });
}

/** A bubble narrower than its room stands as near to its tail as the room lets it. */
function besideTail(room: Rect, width: number, tail: number | null): number {
  const middle = tail ?? room.x + room.width / 2;
  return clamp(middle - width / 2, room.x, room.x + room.width - width);
}

/** The head and the lights always; of the rest, what there is room for. */
function piecesThatFit(pieces: readonly Piece[], height: number): readonly Piece[] {
  let left = height - sum(pieces.filter(({ must }) => must).map((piece) => piece.height));
  return pieces.filter((piece) => {
    if (piece.must) return true;
    if (piece.height > left) return false;
    left -= piece.height;
    return true;
  });
}

function piecesOf(bubble: Bubble, width: number): readonly Piece[] {
  const { head, quote, body, foot, key, verdict, outcome, tone } = bubble;
  const sign = verdict?.accepted && bubble.icon !== "alarm" ? "check" : ICONS[bubble.icon];
  const ink = TONES[tone][2];
  const first = [heading(head, sign, ink, width)];
  if (verdict !== null) return [...first, ...verdictPieces(verdict, bubble.icon === "alarm", width)];
  if (outcome !== null)
    return [...first, ...outcomeFacts(outcome, true).map(({ words, tone }) => fact(words, tone, width))];
  const quoted =
    quote === null ? [] : lines(inQuotes(quote.trim()), width, 3, QUOTE).map((line) => row(line, QUOTE, "ink", 600));
  const said = body === null ? [] : lines(body, width, 2, BODY).map((line) => row(line, BODY, "ink", 500));
  const mark: readonly Piece[] =
    key === null ? [] : [{ width: MARK_WIDTH, height: 30, draw: (x, y) => keyMark(key, x + MARK_WIDTH / 2, y + 15) }];
  const below = foot === null ? [] : lines(foot, width, 2, FOOT).map((line) => row(line, FOOT, "muted", 400));
  return [...first, ...quoted, ...said, ...mark, ...below];
}

function heading(words: string, sign: Icon, ink: Colour, width: number): Piece {
  const written = lines(words, width - 21, 2, HEAD);
  const look = { size: HEAD.size, fill: ink, weight: 650, anchor: "start" } as const;
  return {
    width: Math.max(...written.map((line) => widthOf(line, HEAD))) + 21,
    height: 3 + written.length * 18,
    must: true,
    draw: (x, y) =>
      icon(sign, x + 7.5, y + 9.5, 15, ink) +
      written.map((line, i) => text(line, x + 21, y + 14.5 + i * 18, look)).join(""),
  };
}

function row(
  words: string,
  { size, bold = false }: { size: number; bold?: boolean },
  fill: Colour,
  weight: number,
): Piece {
  return {
    width: widthOf(words, { size, bold }),
    height: size * 1.35,
    draw: (x, y) => text(words, x, y + size * 1.02, { size, fill, weight, anchor: "start" }),
  };
}

const FACT_TONES = { green: "green", red: "red", plain: "muted" } as const;

function fact(words: string, tone: keyof typeof FACT_TONES, width: number): Piece {
  const colour = FACT_TONES[tone];
  const line = fitted(words, width - 21, BODY);
  const sign = tone === "green" ? "check" : tone === "red" ? "alarm" : "minus";
  const look = { size: BODY.size, fill: colour === "muted" ? "muted" : "ink", weight: 500, anchor: "start" } as const;
  return {
    width: widthOf(line, BODY) + 21,
    height: 21,
    draw: (x, y) => icon(sign, x + 7.5, y + 9.5, 14, colour) + text(line, x + 21, y + 14.5, look),
  };
}

/** The checks that failed or were left out, how many held, and the two lights apart. */
function verdictPieces(verdict: VerdictArtifact, alarm: boolean, width: number): readonly Piece[] {
  const told = verdict.checks.filter((check) => check.result === "failed" || check.skippedBy !== null);
  const passed = verdict.checks.filter((check) => check.result === "passed").length;
  const counted = plural(passed, { one: "# check passed", other: "# checks passed" });
  const held = passed === 0 ? [] : [fact(counted, "green", width)];
  return [...told.map((check) => failed(check, width)), ...held, lights(verdict, alarm, width)];
}

function failed(check: Check, width: number): Piece {
  const isOff = check.skippedBy !== null;
  const words = isOff ? t`${CHECK_WORDS[check.id]}: switched off` : CHECK_WORDS[check.id];
  const line = fitted(words, width - 21, { ...BODY, bold: true });
  const colour = isOff ? "muted" : "red";
  const look = { size: BODY.size, fill: colour, weight: 650, anchor: "start" } as const;
  return {
    width: widthOf(line, { ...BODY, bold: true }) + 21,
    height: 21,
    draw: (x, y) => icon(isOff ? "minus" : "x", x + 7.5, y + 9.5, 14, colour) + text(line, x + 21, y + 14.5, look),
  };
}

function lights(verdict: VerdictArtifact, alarm: boolean, width: number): Piece {
  const one = pill(signatureLight(verdict), width);
  const other = pill(verdictLight(verdict, alarm), width, alarm ? "alarm" : null);
  const abreast = one.width + 6 + other.width <= width;
  return {
    width: abreast ? one.width + 6 + other.width : Math.max(one.width, other.width),
    height: abreast ? 28 : 54,
    must: true,
    draw: (x, y) => one.draw(x, y + 4) + (abreast ? other.draw(x + one.width + 6, y + 4) : other.draw(x, y + 30)),
  };
}

const LIGHTS = {
  green: ["green-fill", "green", "check"],
  red: ["red-fill", "red", "x"],
  plain: ["surface", "ink", "minus"],
} as const satisfies Readonly<Record<string, readonly [Colour, Colour, Icon]>>;

function pill({ words, tone }: Light, most: number, other: Icon | null = null): Piece {
  const [fill, ink, usual] = LIGHTS[tone];
  const sign = other ?? usual;
  const line = fitted(words, most - 34, { ...FOOT, bold: true });
  const width = widthOf(line, { ...FOOT, bold: true }) + 34;
  const edge = tone === "plain" ? paint("line") : null;
  const look = { size: FOOT.size, fill: ink, weight: 600, anchor: "start" } as const;
  return {
    width,
    height: 24,
    draw: (x, y) =>
      tag("rect", { x, y, width, height: 23, rx: 11.5, fill: paint(fill), stroke: edge }) +
      icon(sign, x + 15, y + 11.5, 13, ink) +
      text(line, x + 26, y + 16, look),
  };
}
