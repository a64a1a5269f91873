import { type ReactElement, useId, useState } from "react";
import { Visible } from "../../inspect/details.tsx";
import { plural, t } from "../../language/t.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./FoundList.module.css";
import type { Card } from "./judging/cards.ts";
import type { Judged } from "./useJudgement.ts";
import type { Given } from "./useMaterial.ts";

/** Rows to begin with, and with each press: a thousand certificates are nothing to read at once. */
const ROWS = 8;
const MORE_ROWS = 100;

type Props = Readonly<{ given: Given; judged: Judged }>;

/** The certificates that were found: which one is judged, and which are trusted. */
export function FoundList({ given, judged: { cards, judged } }: Props): ReactElement | null {
  const [rows, setRows] = useState(ROWS);
  const name = useId();
  if (cards === null || cards.length === 0) return null;
  const { trusted } = given.material;
  const lists = given.items.filter((item) => item.kind === "crl").length;
  return (
    <div className={styles.found}>
      <h2>
        {plural(cards.length, { one: "# certificate", other: "# certificates" })}
        {lists === 0 ? "" : `, ${plural(lists, { one: "# revocation list", other: "# revocation lists" })}`}
      </h2>
      <p
        className={styles.note}
      >{t`Nothing is trusted because it was sent along. Say which authorities you trust, as your client’s CA file does.`}</p>
      <TrustAll given={given} cards={cards} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t`Judge`}</th>
            <th scope="col">{t`Certificate`}</th>
            <th scope="col">{t`Trust`}</th>
          </tr>
        </thead>
        <tbody>
          {ordered(cards, judged, trusted)
            .slice(0, rows)
            .map((card) => (
              <Row
                key={card.id}
                card={card}
                group={name}
                judged={card === judged}
                trusted={trusted.has(card.id)}
                onJudge={() => given.judge(card.id)}
                onTrust={(on) => given.trust([card.id], on)}
              />
            ))}
        </tbody>
      </table>
      {cards.length > rows ? (
        <Button
          onClick={() => setRows(rows + MORE_ROWS)}
        >{t`Show ${Math.min(MORE_ROWS, cards.length - rows)} of ${cards.length - rows} more`}</Button>
      ) : null}
    </div>
  );
}

/** A bundle of roots is trusted as a whole: nobody presses a hundred times. */
function TrustAll({ given, cards }: Readonly<{ given: Given; cards: readonly Card[] }>): ReactElement | null {
  const roots = cards.filter((card) => card.isCA && card.isSelfSigned).map((card) => card.id);
  if (roots.length < 2) return null;
  const on = roots.every((id) => given.material.trusted.has(id));
  return (
    <Button
      onClick={() => given.trust(roots, !on)}
    >{t`${on ? t`Trust none` : t`Trust all`} of the ${roots.length} roots`}</Button>
  );
}

/** As they came; where there are more than fit, what matters is among those in view. */
function ordered(cards: readonly Card[], judged: Card | null, trusted: ReadonlySet<string>): readonly Card[] {
  if (cards.length <= ROWS) return cards;
  const matters = (card: Card): boolean => card === judged || trusted.has(card.id);
  return [...cards.filter(matters), ...cards.filter((card) => !matters(card))];
}

type RowProps = Readonly<{
  card: Card;
  group: string;
  judged: boolean;
  trusted: boolean;
  onJudge: () => void;
  onTrust: (on: boolean) => void;
}>;

function Row({ card, group, judged, trusted, onJudge, onTrust }: RowProps): ReactElement {
  return (
    <tr data-judged={judged}>
      <td>
        <label className={styles.pick}>
          <input type="radio" name={group} checked={judged} onChange={onJudge} aria-label={t`Judge ${card.label}`} />
        </label>
      </td>
      <th scope="row">
        {card.parsed === null ? t`Can’t be read` : <Visible text={card.label} />}
        <small>{aboutWords(card)}</small>
      </th>
      <td>
        <label className={styles.pick}>
          <input
            type="checkbox"
            checked={trusted}
            disabled={card.parsed === null}
            aria-label={t`Trust ${card.label}`}
            onChange={(event) => onTrust(event.target.checked)}
          />
        </label>
      </td>
    </tr>
  );
}

function aboutWords(card: Card): ReactElement {
  if (card.parsed === null) return <Visible text={card.label} />;
  if (card.isSelfSigned)
    return <>{card.isCA ? t`an authority that vouches for itself: a root` : t`vouches for itself`}</>;
  return (
    <>
      {card.isCA ? t`an authority, from` : t`from`} <Visible text={card.issuer} />
    </>
  );
}
