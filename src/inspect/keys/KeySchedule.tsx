import { type ReactElement, useState } from "react";
import { t } from "../../language/t.ts";
import { packetName } from "../../scenes/labels.ts";
import type { ActorId } from "../../sim/recording.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Fingerprint, KeyOpener } from "../details.tsx";
import { Opener, Section } from "../parts.tsx";
import type { View } from "../view.ts";
import styles from "./KeySchedule.module.css";
import { holderNames, isStage, madeOf, type ScheduleRow, schedulesOf } from "./schedule.ts";

/**
 * The key schedule as far as it has come (RFC 8446 §7.1): three stages on a trunk, and what hangs from each. With `of`,
 * as far as that actor has worked it out.
 */
export function KeySchedule({ view, of }: { view: View; of?: ActorId }): ReactElement | null {
  const schedules = schedulesOf(view.recording, view.seen).filter(
    ({ ends, rows }) => of === undefined || ends.includes(of) || rows.some(({ holders }) => holders.includes(of)),
  );
  if (schedules.length === 0) return null;
  return (
    <>
      {schedules.map(({ ends, connection, rows }) => (
        <Section
          key={`${ends.join()} ${connection}`}
          title={t`Key schedule of ${holderNames(view.recording, view.frame.world, ends)}${connectionWords(connection)}`}
          note={t`RFC 8446 §7.1. Each secret is made of the one above it.`}
        >
          <ol className={styles.schedule}>
            {rows
              .filter((row) => of === undefined || row.holders.includes(of))
              .map((row) => (
                <Row key={row.secret.id} row={row} rows={rows} view={view} fresh={isFresh(view, row)} />
              ))}
          </ol>
        </Section>
      ))}
    </>
  );
}

/** The first is the usual one: only others are counted. */
function connectionWords(connection: number): string {
  return connection === 1 ? "" : t`, connection ${connection}`;
}

function isFresh({ frame }: View, { secret }: ScheduleRow): boolean {
  const event = frame.step?.event;
  const works = event?.type === "schedules" || event?.type === "recomputes";
  return works && event.secrets.includes(secret.id);
}

function Row({
  row,
  rows,
  view,
  fresh,
}: {
  row: ScheduleRow;
  rows: readonly ScheduleRow[];
  view: View;
  fresh: boolean;
}): ReactElement {
  const { secret, holders, seals } = row;
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.row} data-stage={isStage(secret)} data-fresh={fresh}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <code className={styles.name}>{secret.name}</code>
          <span className={styles.who}>
            {holders.length === 0 ? t`nobody any more` : holderNames(view.recording, view.frame.world, holders)}
            {fresh ? <b>{t`· new`}</b> : null}
          </span>
        </summary>
        {open ? (
          <div className={styles.inside}>
            <p>{madeOf(secret, rows)}</p>
            {secret.transcriptHash === null ? null : (
              <p>
                {t`Transcript hash:`} <Fingerprint hex={secret.transcriptHash} />
              </p>
            )}
            <p>
              {t`The secret itself:`} <Fingerprint hex={secret.value} />
            </p>
            <CopyButton text={secret.value} label={t`Copy as hex`} />
          </div>
        ) : null}
      </details>
      {secret.key === null ? null : (
        <p className={styles.seals}>
          <KeyOpener id={secret.key} /> {seals.length === 0 ? t`has sealed nothing yet` : t`seals `}
          {seals.map((packet, i) => (
            <span key={packet.id}>
              {i === 0 ? null : ", "}
              <Opener to={{ kind: "packet", id: packet.id }}>{packetName(packet)}</Opener>
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
