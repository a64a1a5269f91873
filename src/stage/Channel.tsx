import type { MotionValue } from "framer-motion";
import type { ReactElement } from "react";
import { patternOf } from "../ui/keyPattern.ts";
import { pointsOf } from "./geometry.ts";
import type { KeyLook } from "./keyLooks.ts";
import type { Layout } from "./layout.ts";
import { useMoves } from "./moves.ts";
import { type Patterns, patternId, patternUrl } from "./patterns.ts";
import { tubeLine } from "./tubeShape.ts";
import type { Tube } from "./tubes.ts";
import styles from "./Wires.module.css";
import { part } from "./way.ts";

/** A channel: a tube with its key's pattern. A new one shows as the step goes on. */
export function Channel({
  tube,
  layout,
  patterns,
  progress,
}: {
  tube: Tube;
  layout: Layout;
  patterns: Patterns;
  progress: MotionValue<number>;
}): ReactElement {
  const moves = useMoves<SVGGElement>(progress, (p) => ({ opacity: tube.fresh ? part(p, 0.55, 1) : 1 }));
  const look = patterns.looks.get(tube.key);
  const { points, width } = tubeLine(layout, tube);
  const line = pointsOf(points);
  return (
    <g ref={moves} className={styles.tube}>
      <polyline className={styles.edge} points={line} strokeWidth={width + 3} />
      <polyline className={styles.inside} points={line} strokeWidth={width} />
      {look !== undefined && <polyline points={line} stroke={patternUrl(patterns.uid, look)} strokeWidth={width} />}
    </g>
  );
}

/** A key's pattern, to be filled and stroked with. */
export function Tile({ uid, look }: { uid: string; look: KeyLook }): ReactElement {
  const pattern = patternOf(look.fingerprint, look.index);
  return (
    <pattern
      id={patternId(uid, look)}
      width="24"
      height="24"
      patternUnits="userSpaceOnUse"
      patternTransform="scale(0.75)"
    >
      <path className={styles[pattern.draw]} data-tone={look.tone} d={pattern.d} />
    </pattern>
  );
}
