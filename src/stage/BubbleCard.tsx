import type { MotionValue } from "framer-motion";
import {
  CircleCheck,
  CircleX,
  Eye,
  Flag,
  KeyRound,
  Lock,
  type LucideIcon,
  Megaphone,
  PenLine,
  ScrollText,
  Signature,
  TriangleAlert,
} from "lucide-react";
import type { ReactElement } from "react";
import { inQuotes } from "../language/t.ts";
import { usePlayerActions } from "../player/context.tsx";
import { later } from "../ui/later.tsx";
import styles from "./BubbleCard.module.css";
import type { Bubble } from "./bubbleKinds.ts";
import { hasTail, isLow } from "./bubbleSlot.ts";
import type { BubbleSlot, Layout } from "./layout.ts";
import { useMoves } from "./moves.ts";
import { part } from "./way.ts";

const KeyMark = later(async () => (await import("./late.ts")).KeyMark);
const OutcomeList = later(async () => (await import("./late.ts")).OutcomeList);
const VerdictLights = later(async () => (await import("./late.ts")).VerdictLights);

const ICONS: Readonly<Record<Bubble["icon"], LucideIcon>> = {
  reads: Eye,
  eyes: Eye,
  sealed: Lock,
  refused: CircleX,
  writes: PenLine,
  changes: PenLine,
  speaks: Megaphone,
  key: KeyRound,
  signs: Signature,
  paper: ScrollText,
  alarm: TriangleAlert,
  ends: Flag,
};

/** What is told in a step, over whom it is about: who reads what, what was checked, what was done. */
export function BubbleCard({
  bubble,
  slot,
  layout,
  progress,
}: {
  bubble: Bubble;
  slot: BubbleSlot;
  layout: Layout;
  progress: MotionValue<number>;
}): ReactElement {
  const moves = useMoves<HTMLDivElement>(progress, (p) => ({
    opacity: showing(bubble, p),
    y: 8 * (1 - part(p, bubble.from, bubble.from + 0.3)),
  }));
  const { room, tail } = slot;
  return (
    <div
      className={styles.room}
      data-sits={slot.sits}
      style={{ left: room.x, top: room.y, width: room.width, height: room.height }}
    >
      <div
        ref={moves}
        className={styles.bubble}
        data-tone={bubble.tone}
        data-wide={layout.orientation === "down"}
        style={shift(slot, layout)}
      >
        <Head bubble={bubble} />
        <Body bubble={bubble} slot={slot} progress={progress} />
        {bubble.foot !== null && (bubble.verdict === null || !isLow(room)) && (
          <span className={styles.foot} title={bubble.foot}>
            {bubble.foot}
          </span>
        )}
      </div>
      {tail !== null && hasTail(layout, slot) && <Tail bubble={bubble} left={tail.x - room.x} progress={progress} />}
    </div>
  );
}

/** A bubble comes a little into its step. */
function showing({ from }: Bubble, fraction: number): number {
  return part(fraction, from, from + 0.25);
}

/** What points from the bubble to whom it is about. */
function Tail({
  bubble,
  left,
  progress,
}: {
  bubble: Bubble;
  left: number;
  progress: MotionValue<number>;
}): ReactElement {
  const moves = useMoves<HTMLSpanElement>(progress, (p) => ({ opacity: showing(bubble, p) }));
  return <span ref={moves} className={styles.tail} data-tone={bubble.tone} style={{ left }} />;
}

/** A bubble narrower than its room keeps its middle as near to its tail as the room lets it. */
function shift({ room, tail }: BubbleSlot, layout: Layout) {
  if (tail === null || layout.orientation === "down") return {};
  const share = (tail.x - room.x) / room.width;
  return share < 0.3 ? { alignSelf: "flex-start" } : share > 0.7 ? { alignSelf: "flex-end" } : {};
}

function Head({ bubble }: { bubble: Bubble }): ReactElement {
  const { select } = usePlayerActions();
  const Icon = bubble.verdict?.accepted && bubble.icon !== "alarm" ? CircleCheck : ICONS[bubble.icon];
  const verdict = bubble.verdict;
  const inside = (
    <>
      <Icon size={15} strokeWidth={2.4} aria-hidden="true" />
      <span>{bubble.head}</span>
    </>
  );
  if (verdict === null) return <span className={styles.head}>{inside}</span>;
  return (
    <button type="button" className={styles.head} onClick={() => select({ kind: "verdict", id: verdict.id })}>
      {inside}
    </button>
  );
}

function Body({
  bubble,
  slot,
  progress,
}: {
  bubble: Bubble;
  slot: BubbleSlot;
  progress: MotionValue<number>;
}): ReactElement | null {
  const { quote, body, key, verdict, outcome } = bubble;
  if (verdict !== null)
    return <VerdictLights verdict={verdict} room={slot.room} alarm={bubble.icon === "alarm"} progress={progress} />;
  if (outcome !== null) return <OutcomeList outcome={outcome} narrow={slot.room.width < 260} />;
  return (
    <span className={styles.body}>
      {quote !== null && (
        <span className={styles.quote} title={quote}>
          {inQuotes(quote.trim())}
        </span>
      )}
      {body !== null && <span className={styles.words}>{body}</span>}
      {key !== null && <KeyMark fingerprint={key.fingerprint} tone={key.tone} index={key.index} />}
    </span>
  );
}
