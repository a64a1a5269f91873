import { describe, expect, it } from "vitest";
import { around, overlaps, type Rect } from "./geometry.ts";
import { type Kind, type Layout, layoutOf, type Plan, wayBetween } from "./layout.ts";
import { labelSize, tubeLabels } from "./tubeLabels.ts";

const SIZES = [
  [320, 300],
  [320, 480],
  [358, 420],
  [390, 560],
  [624, 640],
  [699, 900],
  [700, 300],
  [760, 520],
  [800, 360],
  [1040, 660],
  [1440, 760],
  [1920, 1000],
] as const;

const CASES = SIZES.flatMap(([width, height]) =>
  Array.from({ length: 17 }, (_, routers) => ({ width, height, routers })),
);

describe.each(CASES)("a stage of $width by $height with $routers routers", ({ width, height, routers }) => {
  it.each(variants(routers))("has nothing over anything else: %s", (_, places, desks) => {
    const layout = layoutOf({ width, height, places, desks });
    expect(clashes(layout)).toEqual([]);
    expect(outside(layout)).toEqual([]);
    expect(layout.height).toBeGreaterThanOrEqual(height);
  });
});

describe.each(SIZES.filter(([width]) => width >= 700))(
  "the names of channels on a stage of %i by %i",
  (width, height) => {
    const ways: [string, number[], string[][]][] = [
      ["of one that Mallory passes on", [1, 2, 3, 4], [["alice", "bob"]]],
      [
        "of two that meet at Mallory",
        [1, 3, 5],
        [
          ["alice", "mallory"],
          ["mallory", "bob"],
        ],
      ],
    ];
    it.each(ways)("stand clear of everything else: %s", (_, routers, ends) => {
      for (const count of routers) {
        const middle = Math.ceil(count / 2);
        const id = (name: string) => (name === "mallory" ? `r${middle}` : name);
        const layout = layoutOf({
          ...{ width, height },
          places: cast(count, middle, false, 1),
          desks: ["alice", `r${middle}`, "bob"],
        });
        const named = ends.flatMap((pair): [string, Rect][] => {
          const way = wayBetween(layout, id(pair[0] ?? ""), id(pair[1] ?? ""));
          const tubes = [0, 1].map((lane) => ({ key: `k${lane}`, way, lane, lanes: 2, fresh: false }));
          const size = labelSize(layout);
          const names = tubeLabels(layout, tubes).map((at) => around(at, size.width, size.height));
          if (width >= 1040) expect(names).toHaveLength(2);
          return names.map((rect, i) => [`name ${i} of ${pair.join(" and ")}`, rect]);
        });
        expect(clashesOf([...solids(layout), ...named])).toEqual([]);
      }
    });
  },
);

describe("the wire", () => {
  it("leads from the impostor over the first router to the server", () => {
    const layout = layoutOf({ width: 1040, height: 660, places: cast(2, null, true, 0), desks: [] });
    expect(wayBetween(layout, "mole", "bob")).toEqual(["mole", "r1", "r2", "bob"]);
    expect(wayBetween(layout, "bob", "alice")).toEqual(["bob", "r2", "r1", "alice"]);
  });

  it("runs downwards under 700 pixels", () => {
    const places = cast(1, null, false, 0);
    expect(layoutOf({ width: 699, height: 600, places, desks: [] }).orientation).toBe("down");
    expect(layoutOf({ width: 700, height: 600, places, desks: [] }).orientation).toBe("across");
  });

  it("stands still when what is told changes: a layout depends on its plan only", () => {
    const plan: Plan = { width: 390, height: 560, places: cast(3, 2, false, 1), desks: ["alice", "r2", "bob"] };
    expect(layoutOf(plan)).toEqual(layoutOf(plan));
  });
});

function variants(routers: number): [string, Plan["places"], string[]][] {
  const middle = Math.ceil(routers / 2);
  const rogue = routers > 0 ? [`r${middle}`] : [];
  return [
    ["plain", cast(routers, null, false, 0), ["alice", "bob"]],
    ["with Mallory and two authorities", cast(routers, middle, false, 2), ["alice", ...rogue, "bob"]],
    ["with an impostor and an authority", cast(routers, null, true, 1), ["alice", "mole", "bob"]],
    ["with everybody", cast(routers, middle, true, 3), ["alice", "mole", ...rogue, "bob"]],
  ];
}

function cast(routers: number, mallory: number | null, impostor: boolean, authorities: number): Plan["places"] {
  const place = (id: string, kind: Kind) => ({ id, kind });
  return [
    place("alice", "client"),
    ...(impostor ? [place("mole", "impostor")] : []),
    ...Array.from({ length: routers }, (_, i) => place(`r${i + 1}`, i + 1 === mallory ? "mallory" : "router")),
    place("bob", "server"),
    ...Array.from({ length: authorities }, (_, i) => place(`ca${i}`, "authority")),
  ];
}

/** Everything that takes room, by name. A bubble is checked against all but its own actor's packet. */
function solids(layout: Layout): [string, Rect][] {
  return [
    ...[...layout.nodes.values()].map((n): [string, Rect] => [n.id, n.rect]),
    ...[...layout.nodes.values()].flatMap((n): [string, Rect][] =>
      n.labelRect ? [[`${n.id} label`, n.labelRect]] : [],
    ),
    ...[...layout.desks].map(([id, desk]): [string, Rect] => [`${id} desk`, desk.rect]),
  ];
}

function clashes(layout: Layout): string[] {
  const all = solids(layout);
  const found = clashesOf(all);
  for (const node of layout.nodes.values()) {
    for (const [name, rect] of all) {
      if (overlaps(node.bubble.room, rect)) found.push(`bubble of ${node.id} over ${name}`);
    }
    if (node.kind !== "authority" && overlaps(packetAt(layout, node.id), node.rect))
      found.push(`packet over ${node.id}`);
  }
  return found;
}

function clashesOf(all: readonly [string, Rect][]): string[] {
  return all.flatMap(([name, rect], i) =>
    all.slice(i + 1).flatMap(([other, its]) => (overlaps(rect, its) ? [`${name} over ${other}`] : [])),
  );
}

function outside(layout: Layout): string[] {
  const bubbles = [...layout.nodes.values()].map((n): [string, Rect] => [`bubble of ${n.id}`, n.bubble.room]);
  const packets = [...layout.nodes.keys()].map((id): [string, Rect] => [`packet at ${id}`, packetAt(layout, id)]);
  return [...solids(layout), ...bubbles, ...packets]
    .filter(
      ([, r]) => r.x < -0.5 || r.y < -0.5 || r.x + r.width > layout.width + 0.5 || r.y + r.height > layout.height + 0.5,
    )
    .map(([name]) => name);
}

function packetAt(layout: Layout, id: string): Rect {
  const rest = layout.nodes.get(id)?.rest ?? { x: 0, y: 0 };
  const { width, height } = layout.packet;
  return { x: rest.x - width / 2, y: rest.y - height / 2, width, height };
}
