import { BadgeCheck, FileBadge, KeyRound, Link2, ShieldCheck, ShieldQuestionMark } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { usePlayerActions } from "../player/context.tsx";
import { KeyMark } from "../ui/KeyMark.tsx";
import styles from "./Desks.module.css";
import type { DeskBelief, DeskCard, DeskKey } from "./desk.ts";

/** A certificate on a desk. */
export function CardChip({ card }: { card: DeskCard }): ReactElement {
  const { select } = usePlayerActions();
  return (
    <button
      type="button"
      className={styles.card}
      title={card.words}
      onClick={() => select({ kind: "certificate", id: card.id })}
      aria-label={card.role === "own" ? t`Own certificate: ${card.words}` : card.words}
    >
      {card.role === "own" ? <FileBadge size={14} aria-hidden="true" /> : <BadgeCheck size={14} aria-hidden="true" />}
      <span className={styles.cardWords}>{card.words}</span>
    </button>
  );
}

/** A key on a desk. */
export function KeyChip({ item }: { item: DeskKey }): ReactElement {
  const { select } = usePlayerActions();
  const { look, held, words, label } = item;
  const isTaken = label !== words;
  return (
    <button
      type="button"
      className={styles.key}
      onClick={() => select({ kind: "key", id: look.id })}
      aria-label={`${label}${isTaken ? `, ${words}` : ""}${held.part === "private" ? t`, private half held` : ""}`}
    >
      <KeyMark fingerprint={look.fingerprint} tone={isTaken ? "red" : look.tone} index={look.index} label={label} />
      {held.part === "private" && (
        <span className={styles.held} title={t`private half held`}>
          <KeyRound size={12} aria-hidden="true" />
        </span>
      )}
    </button>
  );
}

/** With whom somebody takes a key to be shared, and whether anything was checked. Mallory knows with whom. */
export function Belief({
  belief,
  knows,
  room,
}: {
  belief: DeskBelief;
  knows: boolean;
  /** How wide the desk is inside, in px of its text's own scale. */
  room: number;
}): ReactElement {
  const { look, believes, verified } = belief;
  const Icon = verified ? ShieldCheck : ShieldQuestionMark;
  const doubt = knows ? "" : verified ? t`checked` : t`not checked`;
  const words = knows
    ? t`${look.name} is shared with ${believes}`
    : t`believes ${look.name} is shared with ${believes}: ${doubt}`;
  return (
    <span className={styles.line} data-verified={verified} title={words}>
      {knows ? <Link2 size={14} aria-hidden="true" /> : <Icon size={14} aria-hidden="true" />}
      <span className={styles.words}>
        <span className={styles.doubt}>{linkWords(look.short, room)}</span> <b>{believes}</b>
        {doubt !== "" && <span className={styles.doubt}> ({doubt})</span>}
      </span>
    </span>
  );
}

function linkWords(short: string, room: number): string {
  if (room < 200) return t`with`;
  return room < 250 ? t`${short} with` : t`${short} shared with`;
}
