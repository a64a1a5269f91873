import type { MotionValue } from "framer-motion";
import { Eye, EyeOff, LockOpen, PenLine, Ruler, Zap } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { inQuotes, t } from "../language/t.ts";
import { usePlayerActions } from "../player/context.tsx";
import { later } from "../ui/later.tsx";
import styles from "./Desks.module.css";
import type { DeskText } from "./desk.ts";
import type { FittedDesk } from "./deskFit.ts";
import { useMoves } from "./moves.ts";
import type { Person } from "./people.ts";
import { part } from "./way.ts";

const KeyChip = later(async () => (await import("./late.ts")).KeyChip);
const Belief = later(async () => (await import("./late.ts")).Belief);
const CardChip = later(async () => (await import("./late.ts")).CardChip);

/** The things on an open desk. */
export function DeskThings({
  person,
  fitted,
  room,
  progress,
}: {
  person: Person;
  fitted: FittedDesk;
  /** How wide it is inside, in px of its text's own scale. */
  room: number;
  progress: MotionValue<number>;
}): ReactElement {
  const { select } = usePlayerActions();
  const openActor = () => select({ kind: "actor", id: person.actor.id });
  return (
    <>
      {fitted.keys.length > 0 && (
        <span className={styles.chips}>
          {fitted.keys.map((key) => (
            <Fresh key={`${key.look.id} ${key.held.part}`} fresh={key.fresh} progress={progress}>
              <KeyChip item={key} />
            </Fresh>
          ))}
          <More count={fitted.moreKeys} what={t`keys`} onClick={openActor} />
        </span>
      )}
      {fitted.beliefs.map((belief) => (
        <Fresh key={belief.look.id} fresh={belief.fresh} progress={progress}>
          <Belief belief={belief} knows={person.kind === "mallory"} room={room} />
        </Fresh>
      ))}
      {fitted.deeds.map((deed) => (
        <Fresh key={deed.text} fresh={deed.fresh} progress={progress}>
          <Line icon={<Zap size={14} aria-hidden="true" />} words={deed.text} strong />
        </Fresh>
      ))}
      {fitted.texts.map((known, i) => (
        <Fresh key={known.text} fresh={known.fresh} progress={progress}>
          <Known known={known} />
          {i === fitted.texts.length - 1 && <More count={fitted.moreTexts} what={t`texts`} onClick={openActor} />}
        </Fresh>
      ))}
      {fitted.cards.length > 0 && (
        <span className={styles.chips}>
          {fitted.cards.map((card) => (
            <Fresh key={`${card.role} ${card.id}`} fresh={card.fresh} progress={progress}>
              <CardChip card={card} />
            </Fresh>
          ))}
          <More count={fitted.moreCards} what={t`certificates`} onClick={openActor} />
        </span>
      )}
    </>
  );
}

const HOW = { wrote: PenLine, "in the clear": Eye, opened: LockOpen, inferred: Ruler, veiled: EyeOff } as const;
const HOW_WORDS = {
  wrote: t`wrote`,
  "in the clear": t`read in the clear`,
  opened: t`opened and read`,
  inferred: t`concluded`,
} as const;

function Known({ known }: { known: DeskText }): ReactElement {
  const Icon = HOW[known.how];
  if (known.how === "veiled") return <Line icon={<Icon size={14} aria-hidden="true" />} words={known.text} />;
  return (
    <Line
      icon={<Icon size={14} aria-label={HOW_WORDS[known.how]} />}
      words={known.how === "inferred" ? known.text : inQuotes(known.text.trim())}
      long
    />
  );
}

function Line({
  icon,
  words,
  strong = false,
  long = false,
}: {
  icon: ReactNode;
  words: string;
  strong?: boolean;
  /** May take a second line. */
  long?: boolean;
}): ReactElement {
  return (
    <span className={styles.line} title={words}>
      {icon}
      <span className={styles.words} data-strong={strong} data-long={long}>
        {words}
      </span>
    </span>
  );
}

function More({ count, what, onClick }: { count: number; what: string; onClick: () => void }): ReactElement | null {
  if (count <= 0) return null;
  return (
    <button type="button" className={styles.more} onClick={onClick} aria-label={t`${count} more ${what}`}>
      +{count}
    </button>
  );
}

/** What comes onto the desk in this step shows towards its end. */
function Fresh({
  fresh,
  progress,
  children,
}: {
  fresh: boolean;
  progress: MotionValue<number>;
  children: ReactNode;
}): ReactElement {
  const moves = useMoves<HTMLSpanElement>(progress, (p) => ({ opacity: fresh ? part(p, 0.7, 1) : 1 }));
  return (
    <span ref={moves} className={styles.item}>
      {children}
    </span>
  );
}
