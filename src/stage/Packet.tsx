import type { MotionValue } from "framer-motion";
import { PenLine, VenetianMask } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import { packetName } from "../scenes/labels.ts";
import { later } from "../ui/later.tsx";
import type { Layout } from "./layout.ts";
import { useMoves } from "./moves.ts";
import styles from "./Packet.module.css";
import { type PacketView, packetPoint, packetScale, packetShows } from "./packetView.ts";
import { part } from "./way.ts";

const Envelope = later(async () => (await import("./late.ts")).Envelope);

/** The packet on stage: an open sheet, or an envelope that visibly closes, opens and refuses. */
export function Packet({
  view,
  layout,
  uid,
  progress,
  still,
}: {
  view: PacketView;
  layout: Layout;
  uid: string;
  progress: MotionValue<number>;
  still: boolean;
}): ReactElement {
  const { select } = usePlayerActions();
  const chosen = usePlayer((state) => state.selection?.id === view.packet.id);
  const { width, height } = layout.packet;
  const moves = useMoves<HTMLButtonElement>(progress, (p) => {
    const { x, y } = packetPoint(layout, view, p);
    return { x: x - width / 2, y: y - height / 2, opacity: packetShows(view, p), scale: packetScale(view, p) };
  });
  return (
    <button
      ref={moves}
      type="button"
      className={styles.packet}
      data-seal={view.packet.seal.as}
      data-still={still}
      style={{ width, height }}
      aria-label={view.label}
      aria-pressed={chosen}
      onClick={() => select({ kind: "packet", id: view.packet.id })}
    >
      {view.key === null ? (
        <Sheet view={view} progress={progress} />
      ) : (
        <Envelope view={view} uid={uid} layout={layout} progress={progress} />
      )}
      {view.mark !== null && <Mark mark={view.mark} fresh={view.act === "changes"} progress={progress} />}
      <span className={styles.tag} data-mark={view.mark !== null} title={packetName(view.packet)}>
        {breakable(packetName(view.packet))}
      </span>
    </button>
  );
}

/** Long names of messages may break between their words: a phone has no room for them beside the wire. */
function breakable(words: string): string {
  return words.replace(/([a-z])([A-Z])/g, "$1\u200b$2");
}

/** A sheet that everybody can read. */
function Sheet({ view, progress }: { view: PacketView; progress: MotionValue<number> }): ReactElement {
  const lines = useMoves<HTMLSpanElement>(progress, (p) => ({
    scaleX: view.act === "appears" ? part(p, 0.25, 0.9) : 1,
  }));
  return (
    <span className={styles.sheet}>
      <span ref={lines} className={styles.lines} />
    </span>
  );
}

const MARK_WORDS = {
  changed: t`changed on the way`,
  remade: t`opened on the way and sealed again`,
  posed: t`not made by the one it names`,
} as const;

function Mark({
  mark,
  fresh,
  progress,
}: {
  mark: NonNullable<PacketView["mark"]>;
  fresh: boolean;
  progress: MotionValue<number>;
}): ReactElement {
  const moves = useMoves<HTMLSpanElement>(progress, (p) => ({ scale: fresh ? part(p, 0.35, 0.7) : 1 }));
  const Icon = mark === "changed" ? PenLine : VenetianMask;
  const words = MARK_WORDS[mark];
  return (
    <span ref={moves} className={styles.mark} title={words}>
      <Icon size={12} strokeWidth={2.6} aria-label={words} />
    </span>
  );
}
