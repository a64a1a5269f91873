import type { MotionValue } from "framer-motion";
import type { ReactElement } from "react";
import { later } from "../ui/later.tsx";
import { bubbleLine } from "./bubbleSlot.ts";
import { type Point, pointsOf } from "./geometry.ts";
import type { BubbleSlot, Layout } from "./layout.ts";
import type { PacketView } from "./packetView.ts";
import type { Patterns } from "./patterns.ts";
import type { Tube } from "./tubes.ts";
import styles from "./Wires.module.css";

const Channel = later(async () => (await import("./late.ts")).Channel);
const Tile = later(async () => (await import("./late.ts")).Tile);

/** Everything that lies still under the people: wires, channels, and lines to what stands aside. */
export function Wires({
  layout,
  tubes,
  patterns,
  slot,
  packet,
  progress,
}: {
  layout: Layout;
  tubes: readonly Tube[];
  patterns: Patterns;
  slot: BubbleSlot | null;
  packet: PacketView | null;
  progress: MotionValue<number>;
}): ReactElement {
  const line = slot === null ? null : bubbleLine(layout, slot);
  const used = [...tubes.map((tube) => patterns.looks.get(tube.key)), packet?.key].filter((look) => look != null);
  const unique = [...new Map(used.map((look) => [look.id, look])).values()];
  return (
    <svg className={styles.wires} width={layout.width} height={layout.height} aria-hidden="true" focusable="false">
      <defs>
        {unique.map((look) => (
          <Tile key={look.id} uid={patterns.uid} look={look} />
        ))}
      </defs>
      {layout.wires.map(({ from, to }) => (
        <polyline key={`${from} ${to}`} className={styles.wire} points={pointsOf(centers(layout, [from, to]))} />
      ))}
      {tubes.map((tube) => (
        <Channel key={tube.key} tube={tube} layout={layout} patterns={patterns} progress={progress} />
      ))}
      {[...layout.desks].map(([id, { leader }]) =>
        leader === null ? null : <polyline key={id} className={styles.leader} points={pointsOf(leader)} />,
      )}
      {line !== null && <polyline className={styles.tail} points={pointsOf(line)} />}
    </svg>
  );
}

function centers(layout: Layout, ids: readonly string[]): readonly Point[] {
  return ids.map((id) => layout.nodes.get(id)?.center).filter((point) => point !== undefined);
}
