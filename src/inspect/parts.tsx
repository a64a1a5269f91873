import { Check, Minus, X } from "lucide-react";
import { type ReactElement, type ReactNode, useId } from "react";
import type { Selection } from "../player/types.ts";
import styles from "./parts.module.css";
import { useOpen } from "./view.ts";

/** A headed part of the panel. */
export function Section({
  title,
  children,
  note,
}: {
  title: string;
  note?: string | undefined;
  children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

/** Words that open something in the inspector; `bare` for what looks like a thing to press by itself. */
export function Opener({
  to,
  bare = false,
  children,
}: {
  to: Selection;
  bare?: boolean;
  children: ReactNode;
}): ReactElement {
  const open = useOpen();
  return (
    <button type="button" className={styles.opener} data-bare={bare} onClick={() => open(to)}>
      {children}
    </button>
  );
}

/** A small square with a sign: the sign says it, the colour repeats it. */
export function Sign({ kind }: { kind: "yes" | "no" | "none" }): ReactElement {
  const Icon = kind === "yes" ? Check : kind === "no" ? X : Minus;
  return (
    <span className={styles.sign} data-kind={kind} aria-hidden>
      <Icon size={14} strokeWidth={3} />
    </span>
  );
}
