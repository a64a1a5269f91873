import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { t } from "../../language/t.ts";
import { Stage } from "../../stage/Stage.tsx";
import type { Spot, StateBody } from "../channel/messages.ts";
import styles from "./SmallStage.module.css";
import { SpotMark } from "./SpotMark.tsx";

type SmallStageProps = Readonly<{
  /** The size of the audience’s stage; null where it is not known. */
  size: StateBody["stage"];
  /** What the teacher points with; null: nothing. */
  pointing: Spot["kind"] | null;
  spot: Spot | null;
  onSpot: (spot: Spot | null) => void;
  /** What lies over the stage there. */
  children?: ReactNode;
}>;

const USUAL = { width: 1280, height: 720 };
/** How far an arrow key moves the pointer, as a share of the stage. */
const NUDGE = 0.04;

/** The audience’s stage, laid out as it is there and made smaller; a place to point at. */
export function SmallStage({ size, pointing, spot, onSpot, children }: SmallStageProps): ReactElement {
  const { width, height } = size ?? USUAL;
  const [box, scale] = useScale(width);
  const point = (event: PointerEvent<HTMLElement>): void => {
    if (pointing === null) return;
    const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect();
    onSpot({ kind: pointing, x: within((event.clientX - left) / wide), y: within((event.clientY - top) / high) });
  };
  const nudge = (event: KeyboardEvent): void => {
    const by = pointing === null ? undefined : ARROWS[event.key];
    if (by === undefined || pointing === null) return;
    event.preventDefault();
    const { x, y } = spot ?? { x: 0.5, y: 0.5 };
    onSpot({ kind: pointing, x: within(x + by.x * NUDGE), y: within(y + by.y * NUDGE) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is a place to point at
    <div
      ref={box}
      className={styles.box}
      role="group"
      aria-label={pointing === null ? t`The audience’s stage` : t`The audience’s stage: arrow keys move the pointer`}
      tabIndex={pointing === null ? undefined : 0}
      data-pointing={pointing !== null}
      style={{ aspectRatio: `${width} / ${height}` }}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => onSpot(null)}
      onKeyDown={nudge}
    >
      {/* Too small to be worked with: what can be opened is opened in the audience’s window. */}
      <div className={styles.inner} inert style={{ width, height, transform: `scale(${scale})` }}>
        <Stage />
        {children}
        {spot !== null && <SpotMark spot={spot} />}
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, Readonly<{ x: number; y: number }>>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function within(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}

function useScale(width: number): [React.RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setRoom(element.clientWidth);
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, room / width];
}
