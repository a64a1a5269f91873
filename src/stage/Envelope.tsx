import type { MotionValue } from "framer-motion";
import { Lock, X } from "lucide-react";
import type { ReactElement } from "react";
import { flap as flapShape, pocket } from "./envelopeShape.ts";
import type { Layout } from "./layout.ts";
import { useMoves } from "./moves.ts";
import styles from "./Packet.module.css";
import { type PacketView, packetOpens } from "./packetView.ts";
import { patternUrl } from "./patterns.ts";
import { part } from "./way.ts";

/** A sealed packet, with the pattern of the key that opens it. */
export function Envelope({
  view,
  uid,
  layout,
  progress,
}: {
  view: PacketView;
  uid: string;
  layout: Layout;
  progress: MotionValue<number>;
}): ReactElement {
  const { width: w, height: h } = layout.packet;
  const letter = useMoves<HTMLSpanElement>(progress, (p) => ({ y: -h * 0.36 * packetOpens(view, p) }));
  const flap = useMoves<HTMLSpanElement>(progress, (p) => {
    const open = packetOpens(view, p);
    return { scaleY: 1 - 1.75 * open, zIndex: open > 0.55 ? 0 : 3 };
  });
  const lock = useMoves<HTMLSpanElement>(progress, (p) => {
    const open = packetOpens(view, p);
    return { opacity: 1 - part(open, 0, 0.45), scale: 1 + 0.7 * open };
  });
  return (
    <span className={styles.envelope}>
      <svg className={styles.part} viewBox={`0 0 ${w} ${h}`} aria-hidden="true" focusable="false">
        <rect className={styles.back} x="1" y="1" width={w - 2} height={h - 2} rx="6" />
      </svg>
      <span ref={letter} className={styles.letter}>
        <span className={styles.lines} />
      </span>
      <svg className={styles.front} viewBox={`0 0 ${w} ${h}`} aria-hidden="true" focusable="false">
        <path className={styles.back} d={pocket(w, h)} />
        {view.key !== null && <path d={pocket(w, h)} fill={patternUrl(uid, view.key)} />}
      </svg>
      <span ref={flap} className={styles.flap}>
        <svg className={styles.part} viewBox={`0 0 ${w} ${h}`} aria-hidden="true" focusable="false">
          <path className={styles.flapShape} d={flapShape(w, h)} />
        </svg>
      </span>
      <span ref={lock} className={styles.lock}>
        <Lock size={13} strokeWidth={2.6} aria-hidden="true" />
      </span>
      {view.act === "fails" && <Refused progress={progress} />}
    </span>
  );
}

function Refused({ progress }: { progress: MotionValue<number> }): ReactElement {
  const moves = useMoves<HTMLSpanElement>(progress, (p) => ({
    opacity: part(p, 0.45, 0.65),
    scale: 1.5 - 0.5 * part(p, 0.45, 0.7),
  }));
  return (
    <span ref={moves} className={styles.refused}>
      <X size={14} strokeWidth={3} aria-hidden="true" />
    </span>
  );
}
