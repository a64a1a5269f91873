import type { ActorId } from "../sim/recording.ts";
import { around, clamp, evenly, inARow, type Point, type Rect, sum } from "./geometry.ts";
import type { BubbleSlot, DeskBox, Layout, NodeBox, Plan } from "./layout.ts";
import { AUTHORITY, deskColumns, GAP, PAD, packetOf, type Rows, rowsOf, scaleOf, underWire } from "./rowsAcross.ts";
import { sidesOf, wiresOf } from "./sides.ts";

const LABEL_PITCH = 108;

/** The wire from left to right: authorities on top, what is told above the wire, desks below. */
export function layoutAcross(plan: Plan): Layout {
  const scale = scaleOf(plan);
  const rows = rowsOf(plan, scale);
  const packet = packetOf(scale);
  const desks = deskColumns(plan, scale);
  const nodes = placeNodes(plan, scale, rows, desks);
  return {
    orientation: "across",
    width: plan.width,
    height: rows.height,
    scale,
    nodes,
    wires: wiresOf(plan.places),
    desks: placeDesks(plan, rows, desks.width, nodes),
    packet,
    tube: Math.round(24 * scale),
  };
}

function placeNodes(plan: Plan, scale: number, rows: Rows, desks: { width: number }): ReadonlyMap<ActorId, NodeBox> {
  const sides = sidesOf(plan.places);
  const wire = { y: rows.wire, ...ends(plan, scale, rows, desks.width) };
  // The client's name hangs between the wires of the two: routers keep clear of it.
  const clear = rows.twin > 0 ? Math.max(rows.end / 2, 68 * Math.max(scale, 0.93)) : rows.end / 2;
  const sizes = routerSizes(
    sides.between.map((p) => p.kind === "mallory"),
    wire.right - wire.left - rows.end / 2 - clear,
    scale,
  );
  const pitch = (wire.right - wire.left) / (sides.between.length + 1);
  const xs = evenly(sizes, wire.left + clear, wire.right - rows.end / 2);
  const label = pitch >= LABEL_PITCH ? "below" : "number";
  const draw = (id: ActorId, kind: NodeBox["kind"], x: number, y: number, size: number, words: NodeBox["label"]) =>
    nodeBox({ id, kind, x, y, size, label: words, plan, rows, scale });
  const boxes: NodeBox[] = [];
  if (sides.client !== null) {
    const box = draw(sides.client, "client", wire.left, wire.y - rows.twin, rows.end, "below");
    boxes.push(rows.twin > 0 ? raised(box, plan, rows, scale) : box);
  }
  if (sides.impostor !== null) {
    const twin = draw(sides.impostor, "impostor", wire.left, wire.y + rows.twin, rows.end, "below");
    boxes.push(beside(twin, wire.right - 80, rows, plan, scale));
  }
  sides.between.forEach((place, i) => {
    const words = place.kind === "mallory" ? "below" : label;
    boxes.push(draw(place.id, place.kind, xs[i] ?? 0, wire.y, sizes[i] ?? 0, words));
  });
  if (sides.server !== null) boxes.push(draw(sides.server, "server", wire.right, wire.y, rows.end, "below"));
  boxes.push(...authorities(sides.authorities, plan, rows, scale));
  return new Map(boxes.map((box) => [box.id, box]));
}

/** Clients and servers stand over the middle of their desks, unless the routers between them need the room. */
function ends(plan: Plan, scale: number, rows: Rows, desk: number) {
  const routers = sidesOf(plan.places).between.length;
  const wish = PAD + desk / 2;
  const least = PAD + Math.max(rows.end / 2, 66 * Math.max(scale, 0.93));
  const comfortable = (rows.end + routers * (62 * scale + 44) + 44) / 2;
  const inset = clamp(plan.width / 2 - comfortable, least, wish);
  return { left: inset, right: plan.width - inset };
}

/** Routers shrink when there are many; Mallory stays larger than they are. */
function routerSizes(turned: readonly boolean[], room: number, scale: number): readonly number[] {
  const shares = turned.map((mallory) => (mallory ? 1.55 : 1));
  // Between two of them there is as much wire to see as half a router.
  const roomy = room / (sum(shares) + (turned.length + 1) * 0.55);
  const fit = Math.max(roomy, Math.min((room - 4 * (turned.length + 1)) / Math.max(sum(shares), 1), 24));
  const router = Math.max(Math.min(62 * scale, fit), 20);
  return shares.map((share) => Math.min(router * share, 100 * scale));
}

type NodeSpec = Readonly<{
  id: ActorId;
  kind: NodeBox["kind"];
  x: number;
  y: number;
  size: number;
  label: NodeBox["label"];
  plan: Plan;
  rows: Rows;
  scale: number;
}>;

function nodeBox(spec: NodeSpec): NodeBox {
  const { id, kind, size, label, plan, rows, scale } = spec;
  const center = { x: spec.x, y: spec.y };
  const packet = packetOf(scale);
  const wide = (kind === "router" ? 62 : kind === "mallory" ? 90 : 132) * Math.max(scale, 0.93) + 4;
  const tall = kind === "router" ? Math.max(20, 16 * scale) : rows.label;
  const rest = {
    x: clamp(center.x, packet.width / 2 + 4, plan.width - packet.width / 2 - 4),
    y: center.y - size / 2 - packet.tag - packet.height / 2 - 8,
  };
  const words: Rect = { x: center.x - wide / 2, y: center.y + size / 2 + 4, width: wide, height: tall };
  return {
    id,
    kind,
    rect: around(center, size, size),
    center,
    label,
    labelRect: label === "below" ? within(words, plan.width) : null,
    rest,
    bubble: above(rest.x, rest.y - packet.height / 2 - 8, plan, rows, scale),
  };
}

function within(rect: Rect, width: number): Rect {
  return { ...rect, x: clamp(rect.x, 2, width - rect.width - 2) };
}

/** Wide enough for the two lights of a verdict to stand next to each other. */
function bubbleWidth(scale: number): number {
  return clamp(340 * scale, 328, 440);
}

function above(x: number, bottom: number, plan: Plan, rows: Rows, scale: number): BubbleSlot {
  const width = Math.min(bubbleWidth(scale), plan.width - PAD * 2);
  const left = clamp(x - width / 2, PAD, plan.width - PAD - width);
  // A client who stands higher than the wire must not be covered by what is told of their neighbours.
  const raised = rows.twin > 0 && left < ends(plan, scale, rows, deskColumns(plan, scale).width).left + 80;
  const lowest = raised ? Math.min(bottom - 10, rows.wire - rows.twin - rows.end / 2 - 10) : bottom - 10;
  return {
    room: { x: left, y: rows.bubbleTop, width, height: lowest - rows.bubbleTop },
    sits: "bottom",
    tail: { x, y: bottom },
  };
}

/** A client above the wire, with the impostor below: what is told of the client stands at their right, over the wire. */
function raised(box: NodeBox, plan: Plan, rows: Rows, scale: number): NodeBox {
  const packet = packetOf(scale);
  const left = Math.max(box.rect.x + box.rect.width, box.rest.x + packet.width / 2) + 22;
  const bottom = rows.wire - 50 * scale - 12;
  const width = Math.min(bubbleWidth(scale), plan.width - PAD - left);
  const room = { x: left, y: rows.bubbleTop, width, height: bottom - rows.bubbleTop };
  return { ...box, bubble: { room, sits: "bottom", tail: { x: box.rest.x + packet.width / 2 + 4, y: box.rest.y } } };
}

/** The impostor stands under the client: what they hold and say goes to their right. */
function beside(box: NodeBox, to: number, rows: Rows, plan: Plan, scale: number): NodeBox {
  const packet = packetOf(scale);
  const rest = { x: box.center.x + box.rect.width / 2 + packet.width / 2 + 10, y: box.center.y };
  const left = rest.x + packet.width / 2 + 18;
  const top = rows.wire + underWire(plan, scale);
  const room = {
    x: left,
    y: top,
    width: Math.min(bubbleWidth(scale), to - left),
    height: rows.deskTop - 8 - top,
  };
  return { ...box, rest, bubble: { room, sits: "top", tail: { x: rest.x + packet.width / 2 + 4, y: rest.y } } };
}

function authorities(ids: readonly ActorId[], plan: Plan, rows: Rows, scale: number): readonly NodeBox[] {
  const larger = clamp(scale, 1, 1.25);
  const width = Math.min(
    AUTHORITY.width * larger,
    (plan.width - PAD * 2 - GAP * (ids.length - 1)) / Math.max(ids.length, 1),
  );
  const left = (plan.width - ids.length * width - GAP * (ids.length - 1)) / 2;
  return ids.map((id, i) => {
    const rect = { x: left + i * (width + GAP), y: PAD, width, height: AUTHORITY.height * larger };
    const center = { x: rect.x + width / 2, y: rect.y + rect.height / 2 };
    const slot = above(center.x, rows.bubbleTop + rows.bubbleHeight, plan, rows, scale);
    return {
      id,
      kind: "authority",
      rect,
      center,
      label: "inside",
      labelRect: null,
      rest: besideAuthority(rect, plan, scale) ?? { x: center.x, y: rect.y + rect.height + 34 },
      bubble: { ...slot, sits: "top", tail: null },
    };
  });
}

/** Where a packet is clear of what is told under an authority: to its right, if it is the only one; null: no room. */
function besideAuthority(rect: Rect, plan: Plan, scale: number): Point | null {
  const { width } = packetOf(scale);
  const x = rect.x + rect.width + 10 + width / 2;
  const isAlone = sidesOf(plan.places).authorities.length === 1;
  return isAlone && x + width / 2 <= plan.width ? { x, y: rect.y + rect.height / 2 } : null;
}

function placeDesks(plan: Plan, rows: Rows, width: number, nodes: ReadonlyMap<ActorId, NodeBox>) {
  const owners = plan.desks
    .map((id) => nodes.get(id))
    .filter((box) => box !== undefined)
    // The impostor stands under the client, so both wish for the same place: the client's comes first.
    .sort((a, b) => a.center.x - b.center.x);
  const starts = inARow(
    owners.map((box) => ({ wish: box.center.x, size: width })),
    PAD,
    plan.width - PAD,
    GAP,
  );
  const desks = new Map<ActorId, DeskBox>();
  owners.forEach((box, i) => {
    const rect = { x: starts[i] ?? PAD, y: rows.deskTop, width, height: rows.desk };
    const twin = rows.twin > 0 && (box.kind === "client" || box.kind === "impostor");
    const inside = box.center.x > rect.x + 20 && box.center.x < rect.x + width - 20;
    const from = { x: box.center.x, y: (box.labelRect ?? box.rect).y + (box.labelRect ?? box.rect).height };
    const to = { x: clamp(box.center.x, rect.x + 20, rect.x + width - 20), y: rows.deskTop };
    desks.set(box.id, {
      rect,
      folded: rows.folded,
      leader: twin || (inside && to.y - from.y < 60) ? null : [from, to],
    });
  });
  return desks;
}
