import type { MotionValue } from "framer-motion";
import { Eye, Landmark } from "lucide-react";
import { Fragment, memo, type ReactElement, type ReactNode } from "react";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import type { Frame } from "../player/types.ts";
import { actsIn } from "../sim/lookup.ts";
import type { Rect } from "./geometry.ts";
import type { Layout, NodeBox } from "./layout.ts";
import { useMoves } from "./moves.ts";
import styles from "./Nodes.module.css";
import type { Person } from "./people.ts";
import { Ring, Shape } from "./Shape.tsx";
import { part } from "./way.ts";

/** Everybody on stage, each followed by what `children` gives for them (their desk), in the order along the wire. */
export function Nodes({
  layout,
  people,
  frame,
  progress,
  children,
}: {
  layout: Layout;
  people: readonly Person[];
  frame: Frame;
  progress: MotionValue<number>;
  children: (person: Person) => ReactNode;
}): ReactElement {
  const acting = frame.step === null ? null : actsIn(frame.step.event);
  return (
    <>
      {alongTheWire(people, layout).map((person) => {
        const box = layout.nodes.get(person.actor.id);
        return (
          <Fragment key={person.actor.id}>
            {box !== undefined && (
              <Node person={person} box={box} acting={acting === person.actor.id} progress={progress} />
            )}
            {children(person)}
          </Fragment>
        );
      })}
    </>
  );
}

/** As they stand, authorities last: the order in which the keyboard visits them. */
function alongTheWire(people: readonly Person[], layout: Layout): readonly Person[] {
  const place = (person: Person) => {
    const center = layout.nodes.get(person.actor.id)?.center ?? { x: 0, y: 0 };
    const [first, second] = layout.orientation === "across" ? [center.x, center.y] : [center.y, center.x];
    return (person.kind === "authority" ? 1e9 : 0) + first * 1e4 + second;
  };
  return [...people].sort((a, b) => place(a) - place(b));
}

/** Drawn again only where something about this person changed. */
const Node = memo(function Node({
  person,
  box,
  acting,
  progress,
}: {
  person: Person;
  box: NodeBox;
  acting: boolean;
  progress: MotionValue<number>;
}): ReactElement {
  const { select } = usePlayerActions();
  const { actor, kind } = person;
  const chosen = usePlayer((state) => state.selection?.kind === "actor" && state.selection.id === actor.id);
  const watched = usePlayer((state) => state.eyes === actor.id);
  const { x, y, width, height } = box.rect;
  const words = spokenOf(person, box);
  return (
    <button
      type="button"
      className={styles.node}
      data-kind={kind}
      data-label={box.label}
      data-online={person.online}
      data-acting={acting}
      style={{ left: x, top: y, width, height }}
      aria-label={watched ? t`${words}. You look through these eyes` : words}
      aria-pressed={chosen}
      onClick={() => select({ kind: "actor", id: actor.id })}
    >
      {acting && <Halo kind={kind} size={box.rect} progress={progress} />}
      <Face person={person} box={box} />
      {watched && (
        <span className={styles.eyes}>
          <Eye size={14} aria-hidden="true" />
        </span>
      )}
    </button>
  );
});

/** What is seen of somebody, in the order in which it is seen, so that it can be said to press it. */
function spokenOf({ kind, name, number, online, sub }: Person, { label }: NodeBox): string {
  if (kind === "authority") return online ? t`${name} certificate authority` : t`${name} offline: nobody asks it`;
  if (kind !== "router") return `${name} ${sub}`;
  return label === "number" ? `${number}: ${name}` : name;
}

/** Who acts is ringed. */
function Halo({
  kind,
  size,
  progress,
}: {
  kind: Person["kind"];
  size: Rect;
  progress: MotionValue<number>;
}): ReactElement {
  const moves = useMoves<HTMLSpanElement>(progress, (p) => ({ opacity: part(p, 0, 0.2) }));
  return (
    <span ref={moves} className={styles.halo} data-kind={kind}>
      <Ring kind={kind} width={size.width} height={size.height} />
    </span>
  );
}

function Face({ person, box }: { person: Person; box: NodeBox }): ReactElement {
  if (person.kind === "authority") return <AuthorityFace person={person} narrow={box.rect.width < 200} />;
  return (
    <>
      <Shape kind={person.kind} words={wordsInside(person, box)} width={box.rect.width} height={box.rect.height} />
      {box.label === "below" && (
        <span
          className={styles.label}
          aria-hidden="true"
          style={box.labelRect === null ? {} : { width: box.labelRect.width, left: box.labelRect.x - box.rect.x }}
        >
          <span className={styles.name}>{person.name}</span>{" "}
          {person.kind !== "router" && <span className={styles.sub}>{person.sub}</span>}
        </span>
      )}
    </>
  );
}

function wordsInside(person: Person, box: NodeBox): string | null {
  if (person.kind !== "router") return null;
  if (box.label === "number") return person.number;
  return box.label === "inside" ? person.name : null;
}

function AuthorityFace({ person, narrow }: { person: Person; narrow: boolean }): ReactElement {
  return (
    <span className={styles.authority} aria-hidden="true">
      {!narrow && (
        <span className={styles.seal}>
          <Landmark size={17} />
        </span>
      )}
      <span className={styles.authorityWords}>
        <span className={styles.authorityName} title={person.name}>
          {person.name}
        </span>{" "}
        <span className={styles.sub}>{person.online ? t`certificate authority` : t`offline: nobody asks it`}</span>
      </span>
    </span>
  );
}
