import { Eye, Lock } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { packetName } from "../../scenes/labels.ts";
import type { PacketArtifact } from "../../sim/recording.ts";
import { Chip } from "../../ui/Chip.tsx";
import { Opener, Section } from "../parts.tsx";
import type { View } from "../view.ts";
import styles from "./Readers.module.css";
import { type ReaderRow, readersOf } from "./readers.ts";

/** Who can read a packet, actor by actor, from the attempts really made. */
export function Readers({
  view,
  packet,
  title,
  why = true,
}: {
  view: View;
  packet: PacketArtifact;
  title?: string;
  /** Whether to say why a sealed packet stays shut. */
  why?: boolean;
}): ReactElement {
  const rows = readersOf(view.recording, view.seen, packet);
  return (
    <Section title={title ?? t`Who can read it`}>
      <div className={styles.card}>
        <table className={styles.table}>
          <caption className={styles.caption}>{t`Who can read the packet “${packetName(packet)}”`}</caption>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} data-eyes={view.eyes !== "all" && row.actors.includes(view.eyes)}>
                <th scope="row">
                  {row.name}
                  {view.eyes !== "all" && row.actors.includes(view.eyes) ? (
                    <Eye size={15} role="img" aria-label={t`(you look through their eyes)`} />
                  ) : null}
                </th>
                <td>
                  <Reading row={row} why={why} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {title === undefined ? (
        <p className={styles.more}>
          <Opener to={{ kind: "packet", id: packet.id }}>{t`Open the packet “${packetName(packet)}”`}</Opener>
        </p>
      ) : null}
    </Section>
  );
}

function Reading({ row, why }: { row: ReaderRow; why: boolean }): ReactElement {
  return (
    <>
      <Chip tone={row.tone} icon={row.state === "sealed" ? <Lock size={12} aria-hidden /> : undefined}>
        {row.words}
      </Chip>
      {row.because === "" || !why ? null : <small className={styles.because}>{row.because}</small>}
    </>
  );
}
