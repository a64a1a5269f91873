import { describe, expect, it } from "vitest";
import { layoutOf } from "./layout.ts";
import { part, pointOnWay } from "./way.ts";

const places = [
  { id: "alice", kind: "client" },
  { id: "r1", kind: "router" },
  { id: "bob", kind: "server" },
] as const;

describe.each([
  [1040, 660],
  [390, 560],
])("a packet's way on a stage of %d by %d", (width, height) => {
  const layout = layoutOf({ width, height, places, desks: ["alice", "bob"] });
  const path = ["alice", "r1", "bob"];
  const rest = (id: string) => layout.nodes.get(id)?.rest;

  it("begins and ends where packets rest", () => {
    expect(pointOnWay(layout, path, 0)).toEqual(rest("alice"));
    expect(pointOnWay(layout, path, 1).x).toBeCloseTo(rest("bob")?.x ?? 0);
    expect(pointOnWay(layout, path, 1).y).toBeCloseTo(rest("bob")?.y ?? 0);
  });

  it("rests at each hop", () => {
    expect(pointOnWay(layout, path, 0.45).x).toBeCloseTo(rest("r1")?.x ?? 0);
    expect(pointOnWay(layout, path, 0.49).y).toBeCloseTo(rest("r1")?.y ?? 0);
  });

  it("has no jumps and stays on the stage", () => {
    const points = Array.from({ length: 201 }, (_, i) => pointOnWay(layout, path, i / 200));
    points.forEach((point, i) => {
      const before = points[i - 1] ?? point;
      expect(Math.hypot(point.x - before.x, point.y - before.y)).toBeLessThan(40);
      expect(point.x).toBeGreaterThan(0);
      expect(point.y).toBeLessThan(layout.height);
    });
  });
});

describe("a part of a step", () => {
  it("is 0 before it and 1 after it", () => {
    expect(part(0.1, 0.2, 0.5)).toBe(0);
    expect(part(0.9, 0.2, 0.5)).toBe(1);
    expect(part(0.35, 0.2, 0.5)).toBeCloseTo(0.5);
  });
});
