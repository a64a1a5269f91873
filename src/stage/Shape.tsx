import type { ReactElement } from "react";
import type { Kind } from "./layout.ts";
import styles from "./Shape.module.css";
import { ARROWS, CLIENT_SHOULDERS, DRAWERS, IMPOSTOR_SHOULDERS, MASK, PENTAGON, QUESTION } from "./shapes.ts";

/** Somebody's shape: it tells who they are without colour. `words` stand in a router where there is no room under it. */
export function Shape({
  kind,
  words,
  width,
  height,
}: {
  kind: Kind;
  words: string | null;
  width: number;
  height: number;
}): ReactElement {
  if (kind === "router") return <RouterShape words={words} width={width} height={height} />;
  return (
    <svg className={styles.shape} data-kind={kind} viewBox="-52 -52 104 104" aria-hidden="true" focusable="false">
      {kind === "client" && <Client />}
      {kind === "impostor" && <Impostor />}
      {kind === "server" && <Server />}
      {kind === "mallory" && <Mallory />}
    </svg>
  );
}

/** The ring round whoever acts, in their own shape. */
export function Ring({ kind, width, height }: { kind: Kind; width: number; height: number }): ReactElement {
  const round = kind === "client" || kind === "impostor";
  if (kind === "mallory") {
    return (
      <svg className={styles.shape} data-kind={kind} viewBox="-52 -52 104 104" aria-hidden="true" focusable="false">
        <path className={styles.ring} d={PENTAGON} strokeWidth="12" strokeLinejoin="round" />
      </svg>
    );
  }
  const [w, h] = [width + 9, height + 9];
  return (
    <svg className={styles.rings} style={{ width: w, height: h }} aria-hidden="true" focusable="false">
      <rect
        className={styles.ring}
        x="2"
        y="2"
        width={w - 4}
        height={h - 4}
        rx={round ? w / 2 : Math.min(w, h) * 0.24}
        strokeWidth="4"
      />
    </svg>
  );
}

function Client(): ReactElement {
  return (
    <>
      <circle className={styles.body} r="50" />
      <circle className={styles.ink} cy="-11" r="15" />
      <path className={styles.ink} d={CLIENT_SHOULDERS} />
    </>
  );
}

function Impostor(): ReactElement {
  return (
    <>
      <circle className={styles.body} r="50" strokeDasharray="9 6" />
      <path className={styles.ink} d={IMPOSTOR_SHOULDERS} />
      <circle className={styles.ink} cy="-11" r="16" />
      <path className={styles.cut} d={QUESTION} />
      <circle className={styles.dot} cy="-0.5" r="2" />
    </>
  );
}

function Server(): ReactElement {
  return (
    <>
      <rect className={styles.body} x="-49" y="-49" width="98" height="98" rx="20" />
      {DRAWERS.map((y) => (
        <g key={y}>
          <rect className={styles.ink} x="-27" y={y} width="54" height="16" rx="4" />
          <circle className={styles.dot} cx="17" cy={y + 8} r="3" />
        </g>
      ))}
    </>
  );
}

function Mallory(): ReactElement {
  return (
    <>
      <path className={styles.body} d={PENTAGON} strokeLinejoin="round" />
      <path className={styles.ink} d={MASK} />
      <circle className={styles.dot} cx="-12.5" r="4.2" />
      <circle className={styles.dot} cx="12.5" r="4.2" />
    </>
  );
}

function RouterShape({ words, width, height }: { words: string | null; width: number; height: number }): ReactElement {
  const small = words !== null;
  return (
    <span className={styles.router} style={{ borderRadius: Math.min(height * 0.26, 16) }}>
      {(!small || width > 70) && <Arrows size={small ? 15 : Math.min(width, height) * 0.5} />}
      {small && <span className={styles.words}>{words}</span>}
    </span>
  );
}

function Arrows({ size }: { size: number }): ReactElement {
  return (
    <svg
      className={styles.arrows}
      width={size}
      height={size}
      viewBox="-16 -16 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <path d={ARROWS} />
    </svg>
  );
}
