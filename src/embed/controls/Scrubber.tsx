import { type PointerEvent, type ReactElement, useLayoutEffect, useMemo, useRef, useState } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { wordsAt } from "../../player/words.ts";
import type { Scene } from "../../scenes/types.ts";
import type { Recording } from "../../sim/recording.ts";
import { placeLabels } from "./labels.ts";
import styles from "./Scrubber.module.css";

/** What a place on the rail is: one per step, and the start. */
type Mark = Readonly<{ text: string; mallory: boolean; turned: boolean }>;

/** Half the thumb's width in px: as far as the rail's ends stand inside the slider's. */
const INSET = 12;

/** The whole run on one line: where we are, where Mallory acts, where a switch was thrown; a jump to any step. */
export function Scrubber(): ReactElement {
  const scene = usePlayer((state) => state.scene);
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const { seek } = usePlayerActions();
  const marks = useMemo(() => marksOf(scene, recording), [scene, recording]);
  const [rail, width] = useWidth();
  const [pointed, setPointed] = useState<number | null>(null);
  const count = marks.length - 1;
  const pointAt = (event: PointerEvent<HTMLInputElement>): void => {
    if (event.pointerType === "mouse") setPointed(indexUnder(event, count));
  };
  return (
    <div className={styles.scrubber} data-density={densityOf(width, count)}>
      <input
        type="range"
        aria-label={t`Step`}
        aria-valuetext={t`${index} of ${count}: ${marks[index]?.text ?? ""}`}
        min={0}
        max={count}
        step={1}
        value={index}
        onChange={(event) => seek(Number(event.target.value))}
        onPointerMove={pointAt}
        onPointerLeave={() => setPointed(null)}
      />
      <div ref={rail} className={styles.rail} aria-hidden>
        <div className={styles.track} />
        <div className={styles.done} style={{ transform: `scaleX(${count === 0 ? 0 : index / count})` }} />
        {marks.map((mark, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place, and the list never changes order
          <Tick key={`${at} ${mark.text}`} mark={mark} left={share(at, count)} when={whenOf(at, index)} />
        ))}
        {width > 0 && <Labels marks={marks} index={index} pointed={pointed} width={width} />}
      </div>
    </div>
  );
}

function Tick({ mark, left, when }: Readonly<{ mark: Mark; left: string; when: string }>): ReactElement {
  return (
    <>
      <span className={styles.tick} data-when={when} data-mallory={mark.mallory} style={{ left }} />
      {mark.turned && <span className={styles.turned} style={{ left }} />}
    </>
  );
}

type LabelsProps = Readonly<{ marks: readonly Mark[]; index: number; pointed: number | null; width: number }>;

function Labels({ marks, index, pointed, width }: LabelsProps): ReactElement {
  const count = marks.length - 1;
  const chosen = pointed ?? index;
  const placed = useMemo(() => {
    const ticks = marks.map(({ text, mallory }, at) => ({
      text: at === chosen && at > 0 ? `${at} · ${text}` : text,
      at: count === 0 ? 0 : at / count,
      rank: at === chosen ? 0 : at === count ? 2 : mallory ? 3 : 4,
    }));
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    return placeLabels(ticks, width, scale);
  }, [marks, chosen, count, width]);
  return (
    <>
      {placed.map(({ index: at, left, width: wide }) => (
        <span
          key={at}
          className={styles.label}
          data-now={at === chosen}
          data-mallory={marks[at]?.mallory}
          style={{ left, width: wide }}
        >
          {at === chosen && at > 0 ? `${at} · ${marks[at]?.text ?? ""}` : marks[at]?.text}
        </span>
      ))}
    </>
  );
}

function marksOf(scene: Scene, recording: Recording): readonly Mark[] {
  const fromStart = recording.throws.some((thrown) => thrown.after === null);
  const start = { text: wordsAt(scene, recording, 0).tick, mallory: false, turned: fromStart };
  const steps = recording.steps.map(({ event, world }, i) => ({
    text: wordsAt(scene, recording, i + 1).tick,
    mallory: (world.actors[event.actor]?.strategy ?? "off") !== "off",
    turned: event.type === "turns",
  }));
  return [start, ...steps];
}

function indexUnder(event: PointerEvent<HTMLInputElement>, count: number): number {
  const box = event.currentTarget.getBoundingClientRect();
  const fraction = (event.clientX - box.left - INSET) / Math.max(box.width - 2 * INSET, 1);
  return Math.min(Math.max(Math.round(fraction * count), 0), count);
}

function densityOf(width: number, count: number): "wide" | "close" | "dense" {
  const room = width / Math.max(count, 1);
  if (room >= 18) return "wide";
  return room >= 9 ? "close" : "dense";
}

function whenOf(at: number, index: number): "past" | "now" | "future" {
  if (at === index) return "now";
  return at < index ? "past" : "future";
}

function share(at: number, count: number): string {
  return `${count === 0 ? 0 : (at / count) * 100}%`;
}

/** The width of an element, kept up to date; known before the first paint, so that nothing is ever drawn too wide. */
function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
