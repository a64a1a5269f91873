import { type MotionValue, m, useTransform } from "framer-motion";
import { Lock, X } from "lucide-react";
import type { ReactElement } from "react";
import { flap as flapShape, pocket } from "./envelopeShape.ts";
import type { Layout } from "./layout.ts";
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
  const flap = useTransform(progress, (p) => 1 - 1.75 * packetOpens(view, p));
  const flapOver = useTransform(progress, (p) => (packetOpens(view, p) > 0.55 ? 0 : 3));
  const rise = useTransform(progress, (p) => -h * 0.36 * packetOpens(view, p));
  const shut = useTransform(progress, (p) => 1 - part(packetOpens(view, p), 0, 0.45));
  const stamp = useTransform(progress, (p) => 1 + 0.7 * packetOpens(view, p));
  return (
    <span className={styles.envelope}>
      <svg className={styles.part} viewBox={`0 0 ${w} ${h}`} aria-hidden="true" focusable="false">
        <rect className={styles.back} x="1" y="1" width={w - 2} height={h - 2} rx="6" />
      </svg>
      <m.span className={styles.letter} style={{ y: rise }}>
        <span className={styles.lines} />
      </m.span>
      <svg className={styles.front} viewBox={`0 0 ${w} ${h}`} aria-hidden="true" focusable="false">
        <path className={styles.back} d={pocket(w, h)} />
        {view.key !== null && <path d={pocket(w, h)} fill={patternUrl(uid, view.key)} />}
      </svg>
      <m.span className={styles.flap} style={{ scaleY: flap, zIndex: flapOver }}>
        <svg className={styles.part} viewBox={`0 0 ${w} ${h}`} aria-hidden="true" focusable="false">
          <path className={styles.flapShape} d={flapShape(w, h)} />
        </svg>
      </m.span>
      <m.span className={styles.lock} style={{ opacity: shut, scale: stamp }}>
        <Lock size={13} strokeWidth={2.6} aria-hidden="true" />
      </m.span>
      {view.act === "fails" && <Refused progress={progress} />}
    </span>
  );
}

function Refused({ progress }: { progress: MotionValue<number> }): ReactElement {
  const opacity = useTransform(progress, (p) => part(p, 0.45, 0.65));
  const scale = useTransform(progress, (p) => 1.5 - 0.5 * part(p, 0.45, 0.7));
  return (
    <m.span className={styles.refused} style={{ opacity, scale }}>
      <X size={14} strokeWidth={3} aria-hidden="true" />
    </m.span>
  );
}
