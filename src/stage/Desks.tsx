import type { MotionValue } from "framer-motion";
import { memo, type ReactElement, useMemo } from "react";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import type { ActorState, Recording } from "../sim/recording.ts";
import styles from "./Desks.module.css";
import { DeskThings } from "./DeskThings.tsx";
import { type Desk, deskCounts, deskOf, isEmptyDesk, veiled } from "./desk.ts";
import { fitDesk } from "./deskFit.ts";
import { type DeskBox, type Layout, textScale } from "./layout.ts";
import type { Person } from "./people.ts";
import { owned } from "./words.ts";

const PADDING = 14;
const HEADING = 26;

/** Somebody's desk, where they have one: keys, certificates, what they know, believe and did. */
export const Desks = memo(function Desks({
  person,
  layout,
  before,
  after,
  recording,
  progress,
}: {
  person: Person;
  layout: Layout;
  /** What the person has before the step and after it. */
  before: ActorState | undefined;
  after: ActorState | undefined;
  recording: Recording;
  progress: MotionValue<number>;
}): ReactElement | null {
  const id = person.actor.id;
  const box = layout.desks.get(id);
  const others = usePlayer(({ eyes }) => eyes !== "all" && eyes !== id);
  const desk = useMemo(() => {
    const whole = deskOf(recording, before, after);
    return others ? veiled(whole) : whole;
  }, [recording, before, after, others]);
  if (box === undefined) return null;
  const named = layout.orientation === "down";
  if (box.folded) return <FoldedDesk person={person} box={box} desk={desk} named={named} />;
  return <OpenDesk person={person} box={box} desk={desk} named={named} scale={textScale(layout)} progress={progress} />;
});

type DeskProps = Readonly<{ person: Person; box: DeskBox; desk: Desk; named: boolean }>;

function FoldedDesk({ person, box, desk, named }: DeskProps): ReactElement {
  const { select } = usePlayerActions();
  const { x, y, width, height } = box.rect;
  const counts = deskCounts(desk);
  const title = named ? person.name : t`${owned(person.name)} desk`;
  const short = deskCounts(desk, (width - 24) / 6.4);
  return (
    <button
      type="button"
      className={styles.folded}
      data-kind={person.kind}
      style={{ left: x, top: y, width, height }}
      onClick={() => select({ kind: "actor", id: person.actor.id })}
      aria-label={`${title} ${short}${short === counts ? "" : ` (${counts})`}${named ? t`, desk` : ""}`}
    >
      <span className={styles.title}>{title}</span>{" "}
      <span className={styles.counts} title={counts}>
        {short}
      </span>
    </button>
  );
}

function OpenDesk({
  person,
  box,
  desk,
  named,
  scale,
  progress,
}: DeskProps & { scale: number; progress: MotionValue<number> }): ReactElement {
  const { select } = usePlayerActions();
  const { x, y, width, height } = box.rect;
  const inner = width / scale - PADDING * 2;
  const fitted = fitDesk(desk, inner, height / scale - PADDING * 2 - HEADING + 6);
  const title = named ? person.name : t`On ${owned(person.name).replace(/^A /, "a ")} desk`;
  const empty = isEmptyDesk(desk);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a desk is no set of form fields
    <div
      className={styles.desk}
      data-kind={person.kind}
      role="group"
      aria-label={t`On ${owned(person.name).replace(/^A /, "a ")} desk`}
      style={{ left: x, top: y, width, ...(named ? { height } : { maxHeight: height }) }}
    >
      <button type="button" className={styles.heading} onClick={() => select({ kind: "actor", id: person.actor.id })}>
        <span className={styles.title}>{title}</span>
        {named && <span className={styles.role}>{person.sub}</span>}
      </button>
      {empty ? (
        <span className={styles.nothing}>{t`nothing on it yet`}</span>
      ) : (
        <DeskThings person={person} fitted={fitted} room={inner} progress={progress} />
      )}
    </div>
  );
}
