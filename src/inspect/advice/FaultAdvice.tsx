import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import { cards } from "../../scenes/cards.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { Slots, slot } from "../../ui/Slots.tsx";
import { adviceOn } from "./advice.ts";
import styles from "./FaultAdvice.module.css";

/**
 * What a fault means, how to make sure, and how to mend it. `purpose`: whose certificate it is about. `titled`: false
 * where its name stands above already.
 */
export function FaultAdvice({
  fault,
  purpose = "server",
  titled = true,
}: {
  fault: FaultId;
  purpose?: Purpose;
  titled?: boolean;
}): ReactElement {
  const { title, meaning, confirm, fix, scene } = adviceOn(fault);
  const { command, prints } = confirm[purpose];
  const card = cards.find(({ id }) => id === scene[purpose]);
  const { holder, judge } = fix[purpose];
  const [atServer, atClient] = purpose === "server" ? [holder, judge] : [judge, holder];
  return (
    <article className={styles.advice} aria-label={title}>
      {titled ? <h3>{title}</h3> : null}
      <p>
        <RichText text={meaning} />
      </p>
      <div className={styles.confirm}>
        <p>{t`To make sure:`}</p>
        <pre>{command}</pre>
        <p className={styles.prints}>
          <Slots
            text={t`It is this if it prints, among other things, ${slot(0)}`}
            of={[<code key="prints">{prints}</code>]}
          />
        </p>
        <CopyButton text={command} label={t`Copy the command`} />
      </div>
      <dl className={styles.fix}>
        <div>
          <dt>{t`At the server`}</dt>
          <dd>
            <RichText text={atServer} />
          </dd>
        </div>
        <div>
          <dt>{t`At the client`}</dt>
          <dd>
            <RichText text={atClient} />
          </dd>
        </div>
      </dl>
      {card === undefined ? null : (
        <p>
          {t`See it happen:`} <a href={`#/scene/${card.id}`}>{card.title}</a>
        </p>
      )}
    </article>
  );
}
