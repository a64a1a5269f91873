import type { ReactElement } from "react";
import type { Kind } from "./layout.ts";
import styles from "./Shape.module.css";

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

const PENTAGON = "M0-49 49-14 31 43H-31L-49-14Z";

function Client(): ReactElement {
  return (
    <>
      <circle className={styles.body} r="50" />
      <circle className={styles.ink} cy="-11" r="15" />
      <path className={styles.ink} d="M-27 29a27 23 0 0 1 54 0z" />
    </>
  );
}

function Impostor(): ReactElement {
  return (
    <>
      <circle className={styles.body} r="50" strokeDasharray="9 6" />
      <path className={styles.ink} d="M-27 31a27 22 0 0 1 54 0z" />
      <circle className={styles.ink} cy="-11" r="16" />
      <path className={styles.cut} d="M-5-15a5.5 5.5 0 1 1 7.5 5.200q-2.5 1-2.5 4.3" />
      <circle className={styles.dot} cy="-0.5" r="2" />
    </>
  );
}

function Server(): ReactElement {
  return (
    <>
      <rect className={styles.body} x="-49" y="-49" width="98" height="98" rx="20" />
      {[-29, -8, 13].map((y) => (
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
      <path className={styles.ink} d="M-27-7q13-10 27 0q14-10 27 0q-3 18-16 16q-8-2-11-8q-3 6-11 8q-13 2-16-16Z" />
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
      <path d="M-13-6h26m-7-7 7 7-7 7M13 8h-26m7-7-7 7 7 7" />
    </svg>
  );
}
