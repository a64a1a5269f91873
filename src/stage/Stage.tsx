import { type ReactElement, type RefObject, useEffect, useId, useMemo, useRef } from "react";
import { t } from "../language/t.ts";
import { useFrame, usePlayer } from "../player/context.tsx";
import type { Frame } from "../player/types.ts";
import type { ActorId, Recording, World } from "../sim/recording.ts";
import { later } from "../ui/later.tsx";
import { bubbleOf } from "./bubble.ts";
import { bubbleSlotOf } from "./bubbleSlot.ts";
import { Desks } from "./Desks.tsx";
import { type Size, useSize, useStepProgress } from "./hooks.ts";
import { keyLooks } from "./keyLooks.ts";
import { type Layout, layoutOf, type Plan, textScale } from "./layout.ts";
import { Nodes } from "./Nodes.tsx";
import { Packet } from "./Packet.tsx";
import { packetViewOf } from "./packetView.ts";
import { type Person, peopleIn } from "./people.ts";
import { useRare } from "./rare.ts";
import styles from "./Stage.module.css";
import { tubesOf } from "./tubes.ts";
import { Wires } from "./Wires.tsx";

/** Before the first step nothing is told: the first load does without. */
const BubbleCard = later(async () => (await import("./BubbleCard.tsx")).BubbleCard);
const ChannelLabels = later(async () => (await import("./late.ts")).ChannelLabels);
const FlyingThing = later(async () => (await import("./late.ts")).FlyingThing);

/**
 * The stage: who stands on the wire, the packet that moves along it, what lies on the desks, and who reads what. Draws
 * the player's frame into whatever room its container gives; renders once a step, moves without rendering.
 */
export function Stage(): ReactElement {
  const ref = useRef<HTMLElement>(null);
  const size = useSize(ref);
  return (
    <section ref={ref} className={styles.stage} aria-label={t`Stage`}>
      {size !== null && size.width > 0 && <Scenery size={size} scroller={ref} />}
    </section>
  );
}

function Scenery({ size, scroller }: { size: Size; scroller: RefObject<HTMLElement | null> }): ReactElement {
  const recording = usePlayer((state) => state.recording);
  const eyes = usePlayer((state) => state.eyes);
  const switches = usePlayer((state) => state.scene.switches);
  const frame = useFrame();
  const progress = useStepProgress();
  const uid = useId();
  const people = usePeople(recording, frame.after);
  const layout = useStageLayout(size, people);
  const looks = keyLooks(recording);
  const tubes = useMemo(() => tubesOf(recording, frame.before, frame.after, layout), [recording, frame, layout]);
  const rare = useRare(recording);
  const bubble = useMemo(
    () => bubbleOf(recording, frame, eyes, switches, rare),
    [recording, frame, eyes, switches, rare],
  );
  const slot = bubble === null ? null : bubbleSlotOf(layout, bubble.actor);
  const packet = useMemo(() => packetViewOf(recording, frame, eyes), [recording, frame, eyes]);
  useKeepInView(scroller, size, layout, frame);
  const patterns = { uid, looks };
  return (
    <div
      className={styles.scenery}
      data-orientation={layout.orientation}
      style={{ width: layout.width, height: layout.height, ...scaleProperties(layout) }}
    >
      <Wires layout={layout} tubes={tubes} patterns={patterns} slot={slot} progress={progress} packet={packet} />
      {tubes.length > 0 && <ChannelLabels layout={layout} tubes={tubes} looks={looks} progress={progress} />}
      <Nodes layout={layout} people={people} frame={frame} progress={progress}>
        {(person) => (
          <Desks
            person={person}
            layout={layout}
            before={frame.before.actors[person.actor.id]}
            after={frame.after.actors[person.actor.id]}
            recording={recording}
            progress={progress}
          />
        )}
      </Nodes>
      {bubble !== null && slot !== null && (
        <BubbleCard key={`${frame.index} ${eyes}`} bubble={bubble} slot={slot} layout={layout} progress={progress} />
      )}
      {packet !== null && <Packet view={packet} layout={layout} uid={uid} progress={progress} still={!frame.moving} />}
      {frame.moving && (
        <FlyingThing key={frame.index} recording={recording} frame={frame} layout={layout} progress={progress} />
      )}
    </div>
  );
}

/** Everybody as a world shows them; whoever looks as before is the same object as before. */
function usePeople(recording: Recording, world: World): readonly Person[] {
  const last = useRef<readonly Person[]>([]);
  return useMemo(() => {
    const old = new Map(last.current.map((person) => [JSON.stringify(person), person]));
    const people = peopleIn(recording, world).map((person) => old.get(JSON.stringify(person)) ?? person);
    const same = people.length === last.current.length && people.every((person, i) => person === last.current[i]);
    if (!same) last.current = people;
    return last.current;
  }, [recording, world]);
}

/** The layout for a size and the people on stage. Where the stage must scroll, the scroll bar gets its room. */
function useStageLayout(size: Size, people: readonly Person[]): Layout {
  const eyes = usePlayer((state) => state.eyes);
  const chosen = usePlayer((state) => (state.selection?.kind === "actor" ? state.selection.id : null));
  return useMemo(() => {
    const desks = people.filter((person) => hasDesk(person, [eyes, chosen])).map((person) => person.actor.id);
    const plan: Plan = { ...size, places: people.map(({ actor, kind }) => ({ id: actor.id, kind })), desks };
    const layout = layoutOf(plan);
    return layout.height > size.height ? layoutOf({ ...plan, width: size.width - 12 }) : layout;
  }, [size, people, eyes, chosen]);
}

/** What style sheets multiply sizes by. */
function scaleProperties(layout: Layout): Readonly<Record<string, number>> {
  return { "--scale": layout.scale, "--text-scale": textScale(layout) };
}

function hasDesk({ actor, kind }: Person, watched: readonly (ActorId | null)[]): boolean {
  if (kind === "authority") return false;
  return kind !== "router" || watched.includes(actor.id);
}

/**
 * Where the stage scrolls, whoever acts is scrolled into view. Its size is known: to ask the page would have it lay out
 * everything in the midst of a step.
 */
function useKeepInView(scroller: RefObject<HTMLElement | null>, size: Size, layout: Layout, frame: Frame): void {
  const actor = frame.step === null ? null : (frame.after.packet?.at ?? frame.step.event.actor);
  useEffect(() => {
    const element = scroller.current;
    const box = actor === null ? undefined : layout.nodes.get(actor);
    if (element === null || box === undefined || layout.height <= size.height) return;
    const top = Math.min(box.rect.y, box.bubble.room.y);
    const bottom = Math.max(box.rect.y + box.rect.height, box.bubble.room.y + box.bubble.room.height);
    if (top < element.scrollTop) element.scrollTop = top - 8;
    else if (bottom > element.scrollTop + size.height) element.scrollTop = bottom + 8 - size.height;
  }, [scroller, size, layout, actor]);
}
