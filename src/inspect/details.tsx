import { type ReactElement, type ReactNode, useState } from "react";
import { t } from "../language/t.ts";
import { usePlayer } from "../player/context.tsx";
import type { KeyId } from "../sim/recording.ts";
import { KeyMark } from "../ui/KeyMark.tsx";
import { type VisibleSpan, visibleSpans } from "./certificate/visible.ts";
import { keyLook } from "./keys/keyLook.ts";
import styles from "./parts.module.css";
import { Opener } from "./parts.tsx";
import { useView } from "./view.ts";

export type Fact = readonly [string, ReactNode];

/** Terms and what they are. A fact that is null is left out. */
export function Facts({ facts }: { facts: readonly Fact[] }): ReactElement {
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) =>
        value === null ? null : (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** What a story can do without: in view at the other depths, one press away here. */
export function More({ children }: { children: ReactNode }): ReactElement {
  const story = usePlayer((state) => state.depth) === "story";
  const [open, setOpen] = useState(false);
  if (!story) return <>{children}</>;
  return (
    <details className={styles.more} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t`More: every field and byte`}</summary>
      {open ? <div>{children}</div> : null}
    </details>
  );
}

/** A key by its mark, which carries its name; opens it. */
export function KeyOpener({ id }: { id: KeyId }): ReactElement {
  return (
    <Opener to={{ kind: "key", id }} bare>
      <Mark id={id} size="s" />
    </Opener>
  );
}

/** A key's mark, with the pattern that it has everywhere. */
export function Mark({ id, size }: { id: KeyId; size: "s" | "m" | "l" }): ReactElement | null {
  const { recording } = useView();
  const look = keyLook(recording, id);
  return look === null ? null : (
    <KeyMark fingerprint={look.fingerprint} tone={look.tone} index={look.index} size={size} />
  );
}

/** A fingerprint in groups of four digits, so that two can be compared by eye. */
export function Fingerprint({ hex }: { hex: string }): ReactElement {
  return <code className={styles.fingerprint}>{hex.match(/.{1,4}/g)?.join(" ")}</code>;
}

/** Text from a certificate: what would be unseen, or would turn its neighbours round, is spelt out. */
export function Visible({ text }: { text: string }): ReactElement {
  return <bdi className={styles.visible}>{visibleSpans(text).map(visibleSpan)}</bdi>;
}

function visibleSpan({ text, hidden }: VisibleSpan, at: number): ReactElement {
  if (!hidden) return <span key={at}>{text}</span>;
  return (
    <mark key={at} title={t`a character that cannot be seen`}>
      {text}
    </mark>
  );
}
