import type { ActorId } from "../sim/recording.ts";
import { around, clamp, evenly, inARow, type Point, type Rect, sum } from "./geometry.ts";
import type { BubbleSlot, DeskBox, Layout, NodeBox, Plan } from "./layout.ts";
import { sidesOf, wiresOf } from "./sides.ts";

const PAD = 10;
const GAP = 10;
const END = 60;
const FOLDED_DESK = 60;
const LOWEST_DESK = 118;
const AUTHORITY = { width: 150, height: 50 };
const PILL = { width: 86, height: 34 };
const NUMBER = { width: 36, height: 26 };
const PACKET = { width: 54, height: 38, tag: 20 };

/** The wire from top to bottom: packets rest at its left, desks and what is told stand at its right. */
export function layoutDown(plan: Plan): Layout {
  const rows = rowsOf(plan);
  const nodes = placeNodes(plan, rows);
  return {
    orientation: "down",
    width: plan.width,
    height: rows.height,
    scale: 1,
    nodes,
    wires: wiresOf(plan.places),
    desks: placeDesks(plan, rows, nodes),
    packet: PACKET,
    tube: 20,
  };
}

/** What is told breaks into more lines where the column is narrow. */
function bubbleHeight(column: number): number {
  return column < 190 ? 176 : 148;
}

type Rows = ReturnType<typeof rowsOf>;

/** How the right column is shared out. Too little height first folds the desks, then makes the stage scroll. */
function rowsOf(plan: Plan) {
  const sides = sidesOf(plan.places);
  const perRow = Math.max(Math.floor((plan.width - PAD * 2 + GAP) / (AUTHORITY.width + GAP)), 1);
  const authorityRows = Math.ceil(sides.authorities.length / perRow);
  const wireX = clamp(plan.width * 0.2, 112, 150);
  const right = wireX + PILL.width / 2 + 12;
  const bubble = bubbleHeight(plan.width - PAD - right);
  const top = PAD + authorityRows * (AUTHORITY.height + GAP);
  const middle = plan.desks.filter((id) => sides.between.some((p) => p.id === id)).length;
  const ends = [sides.client, sides.impostor, sides.server].filter((id) => id !== null).length;
  const column = plan.height - top - PAD;
  const shares = middle + ends;
  const open = (column - bubble - GAP * (shares + 1)) / Math.max(shares, 1);
  const folded = open < LOWEST_DESK;
  const desk = folded ? FOLDED_DESK : Math.min(open, 190);
  const numbers = needsNumbers(plan, column);
  const pill = numbers ? NUMBER : PILL;
  const wireLeast = sum([
    ends * (END + GAP),
    sides.between.length * (pill.height + (numbers ? 11 : 8)),
    middle * 30,
    20,
  ]);
  const heads = sides.impostor === null ? 1 : 2;
  const columnLeast = Math.max(shares * (desk + GAP) + bubble, wireLeast);
  const height = Math.max(plan.height, top + columnLeast + PAD);
  const from = top + heads * (desk + GAP);
  const to = height - PAD - (desk + GAP);
  const twoBubbles = to - from >= middle * (desk + GAP) + bubble * 2 + GAP;
  return {
    top,
    perRow,
    desk,
    folded,
    numbers,
    pill,
    height,
    from,
    to,
    twoBubbles,
    wireX,
    right,
    bubble,
  };
}

function needsNumbers(plan: Plan, column: number): boolean {
  const between = sidesOf(plan.places).between.length;
  return column - END * 2 - between * (PILL.height + 12) < 24;
}

function placeNodes(plan: Plan, rows: Rows): ReadonlyMap<ActorId, NodeBox> {
  const sides = sidesOf(plan.places);
  const boxes: NodeBox[] = authorities(sides.authorities, plan, rows);
  const firstY = rows.top + Math.min(rows.desk, END) / 2 + 2;
  const lastY = rows.height - PAD - Math.min(rows.desk, END) / 2 - 2;
  const put = (id: ActorId, kind: NodeBox["kind"], center: Point, width: number, height: number) =>
    boxes.push(nodeBox(id, kind, around(center, width, height), plan, rows));
  if (sides.client !== null) put(sides.client, "client", { x: rows.wireX, y: firstY }, END, END);
  const twinY = firstY + rows.desk + GAP;
  if (sides.impostor !== null) put(sides.impostor, "impostor", { x: rows.right + 26, y: twinY }, 52, 52);
  const sizes = sides.between.map((p) =>
    p.kind === "mallory" ? clamp(rows.pill.height * 1.7, 44, END) : rows.pill.height,
  );
  const from = (sides.impostor === null ? firstY : twinY) + END / 2;
  const ys = evenly(sizes, from, lastY - END / 2);
  sides.between.forEach((place, i) => {
    const height = sizes[i] ?? rows.pill.height;
    const width = place.kind === "mallory" ? height : rows.pill.width;
    put(place.id, place.kind, { x: rows.wireX, y: ys[i] ?? 0 }, width, height);
  });
  if (sides.server !== null) put(sides.server, "server", { x: rows.wireX, y: lastY }, END, END);
  return new Map(boxes.map((box) => [box.id, box]));
}

function nodeBox(id: ActorId, kind: NodeBox["kind"], rect: Rect, plan: Plan, rows: Rows): NodeBox {
  const center = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  // Packets rest in the lane at the left of the wire; the impostor's between their wire and the client's.
  const x = kind === "impostor" ? rect.x - PACKET.width / 2 - 4 : (rows.wireX - PILL.width / 2) / 2 + 1;
  const half = (PACKET.height + PACKET.tag) / 2;
  const y = clamp(center.y, rows.top + half, rows.height - PAD - half) - PACKET.tag / 2;
  return {
    id,
    kind,
    rect,
    center,
    label: kind === "router" ? (rows.numbers ? "number" : "inside") : "desk",
    labelRect: null,
    rest: { x, y },
    bubble: bubbleSlot(rect, plan, rows),
  };
}

/** What is told stands in the right column, in a place that does not move from step to step, with a line to its actor. */
function bubbleSlot(rect: Rect, plan: Plan, rows: Rows): BubbleSlot {
  const y = rect.y + rect.height / 2;
  const low = rows.twoBubbles && y > (rows.from + rows.to) / 2;
  const width = plan.width - PAD - rows.right;
  return {
    room: { x: rows.right, y: low ? rows.to - rows.bubble : rows.from, width, height: rows.bubble },
    sits: low ? "bottom" : "top",
    tail: { x: rect.x + rect.width, y },
  };
}

function middleDesks(plan: Plan): readonly ActorId[] {
  const between = sidesOf(plan.places).between;
  return plan.desks.filter((id) => between.some((p) => p.id === id));
}

function authorities(ids: readonly ActorId[], plan: Plan, rows: Rows): NodeBox[] {
  const columns = Math.min(rows.perRow, Math.max(ids.length, 1));
  const width = Math.min((plan.width - PAD * 2 - GAP * (columns - 1)) / columns, 240);
  return ids.map((id, i) => {
    const column = i % rows.perRow;
    const rect = {
      x: plan.width - PAD - (columns - column) * width - (columns - column - 1) * GAP,
      y: PAD + Math.floor(i / rows.perRow) * (AUTHORITY.height + GAP),
      width,
      height: AUTHORITY.height,
    };
    const center = { x: rect.x + width / 2, y: rect.y + rect.height / 2 };
    const slot = bubbleSlot(rect, plan, rows);
    return {
      id,
      kind: "authority",
      rect,
      center,
      label: "inside",
      labelRect: null,
      // To its left, if there is room: below it stands what is told.
      rest:
        rect.x > PACKET.width + 14
          ? { x: rect.x - 10 - PACKET.width / 2, y: center.y }
          : { x: center.x, y: rect.y + rect.height + 24 },
      bubble: { ...slot, tail: null },
    };
  });
}

function placeDesks(plan: Plan, rows: Rows, nodes: ReadonlyMap<ActorId, NodeBox>): ReadonlyMap<ActorId, DeskBox> {
  const sides = sidesOf(plan.places);
  const desks = new Map<ActorId, DeskBox>();
  const width = plan.width - PAD - rows.right;
  const add = (id: ActorId | null, y: number, inset: number) => {
    if (id === null || !plan.desks.includes(id)) return;
    const rect = { x: rows.right + inset, y, width: width - inset, height: rows.desk };
    desks.set(id, { rect, folded: rows.folded || rect.width < 130, leader: null });
  };
  add(sides.client, rows.top, 0);
  add(sides.impostor, rows.top + rows.desk + GAP, 52 + 8);
  add(sides.server, rows.height - PAD - rows.desk, 0);
  const owners = middleDesks(plan)
    .map((id) => nodes.get(id))
    .filter((box) => box !== undefined)
    .sort((a, b) => a.center.y - b.center.y);
  const from = rows.from + rows.bubble + GAP;
  const to = rows.to - (rows.twoBubbles ? rows.bubble + GAP : 0);
  const starts = inARow(
    owners.map((box) => ({ wish: box.center.y, size: rows.desk })),
    from,
    to,
    GAP,
  );
  owners.forEach((box, i) => {
    const y = starts[i] ?? from;
    add(box.id, y, 0);
    const desk = desks.get(box.id);
    if (desk === undefined) return;
    const end = { x: rows.right, y: clamp(box.center.y, y + 12, y + rows.desk - 12) };
    desks.set(box.id, { ...desk, leader: [{ x: box.rect.x + box.rect.width, y: box.center.y }, end] });
  });
  return desks;
}
