import type { MotionValue } from "framer-motion";
import { FileBadge } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import type { Frame } from "../player/types.ts";
import type { Recording } from "../sim/recording.ts";
import { KeyMark } from "../ui/KeyMark.tsx";
import styles from "./FlyingThing.module.css";
import { type Flyer, flyerOf, flyerPoint, flyerShows } from "./flyer.ts";
import type { Layout } from "./layout.ts";
import { useMoves } from "./moves.ts";

/** A key or a certificate on its way. What it is stands on the desk and in the step's words: this is motion only. */
export function FlyingThing({
  recording,
  frame,
  layout,
  progress,
}: {
  recording: Recording;
  frame: Frame;
  layout: Layout;
  progress: MotionValue<number>;
}): ReactElement | null {
  const flyer = useMemo(() => flyerOf(recording, frame, layout), [recording, frame, layout]);
  return flyer === null ? null : <Flying flyer={flyer} progress={progress} />;
}

function Flying({ flyer, progress }: { flyer: Flyer; progress: MotionValue<number> }): ReactElement {
  const moves = useMoves<HTMLDivElement>(progress, (p) => {
    const { x, y } = flyerPoint(flyer, p);
    return { x, y, opacity: flyerShows(p) };
  });
  return (
    <div ref={moves} className={styles.flyer} aria-hidden="true">
      <span className={styles.thing}>
        {flyer.words !== null && (
          <span className={styles.card}>
            <FileBadge size={15} />
            {flyer.words}
          </span>
        )}
        {flyer.keys.map((look) => (
          <KeyMark key={look.id} fingerprint={look.fingerprint} tone={look.tone} index={look.index} />
        ))}
      </span>
    </div>
  );
}
