import type { ReactElement } from "react";
import { inQuotes, t } from "../../language/t.ts";
import { packetName } from "../../scenes/labels.ts";
import { artifact, stateOf } from "../../sim/lookup.ts";
import type { ActorId, ActorState, CertificateId, Channel, KeyPart, Recording } from "../../sim/recording.ts";
import { Slots, slot } from "../../ui/Slots.tsx";
import { certificateName } from "../certificate/certificateName.ts";
import { KeyOpener } from "../details.tsx";
import { KeySchedule } from "../keys/KeySchedule.tsx";
import { hasSchedule } from "../keys/schedule.ts";
import { bytesText, isHostile, nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { howHeld, howKnown } from "../step/changeWords.ts";
import { useView } from "../view.ts";
import styles from "./ActorDetail.module.css";

/** Everything on an actor's desk at this place. */
export function ActorDetail({ id }: { id: ActorId }): ReactElement {
  const view = useView();
  const { recording, frame } = view;
  const state = stateOf(frame.world, id);
  const { host = null, outside = false } = recording.cast.find((a) => a.id === id) ?? {};
  return (
    <>
      <p className={styles.about}>
        {[
          host,
          state.online ? null : t`offline: nobody can ask it`,
          isHostile(recording, frame.world, id) ? t`on nobody’s side but their own` : null,
        ]
          .filter((part) => part !== null)
          .join(" · ") || t`${nameOf(recording, frame.world, id)} is online.`}
      </p>
      {outside ? <p className={styles.about}>{OUTSIDE}</p> : null}
      <Knows recording={recording} state={state} />
      <Keys state={state} />
      <Channels recording={recording} state={state} />
      {hasSchedule(recording) ? <KeySchedule view={view} of={id} /> : null}
      <Certificates title={t`Their own certificates`} ids={state.certificates} empty={null} />
      <Certificates
        title={t`Trusts (trust anchors)`}
        ids={state.trust}
        empty={t`Nobody: there is no trust anchor on this desk.`}
      />
      <Certificates title={t`Others’ certificates, seen`} ids={state.seenCertificates} empty={null} />
      <Deeds deeds={state.deeds} />
      <Copies recording={recording} state={state} />
    </>
  );
}

const OUTSIDE = t`A real program on this machine. Its keys, its trust and its thoughts stay in its own process; here stands only what crossed the wire.`;

type Part = Readonly<{ recording: Recording; state: ActorState }>;

function Knows({ recording, state }: Part): ReactElement {
  return (
    <Section title={t`Knows`}>
      {state.knows.length === 0 ? (
        <p className={styles.none}>{t`No text yet.`}</p>
      ) : (
        <ul className={styles.list}>
          {state.knows.map((known) => (
            <li key={`${known.packet}${known.text}`}>
              <Opener to={{ kind: "packet", id: known.packet }}>{inQuotes(known.text)}</Opener>
              <small>{howKnown(recording, known)}</small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const PART: Readonly<Record<KeyPart, string>> = {
  public: t`public part`,
  private: t`private part: held here, never shown`,
  secret: t`shared key: held here, never shown`,
};

function Keys({ state }: { state: ActorState }): ReactElement {
  return (
    <Section title={t`Keys`}>
      {state.keys.length === 0 ? (
        <p className={styles.none}>{t`None.`}</p>
      ) : (
        <ul className={styles.list}>
          {state.keys.map((held) => (
            <li key={`${held.key}${held.part}${held.how}`}>
              <KeyOpener id={held.key} />
              <small>
                {PART[held.part]} · {howHeld(held)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Channels({ recording, state }: Part): ReactElement | null {
  if (state.channels.length === 0) return null;
  return (
    <Section title={t`Channels`}>
      <ul className={styles.list}>
        {state.channels.map((channel) => (
          <li key={channel.key}>
            <span>
              <Slots
                text={t`${slot(0)} believed to be shared with ${slot(1)}`}
                of={[<KeyOpener key="key" id={channel.key} />, <b key="with">{channel.believes}</b>]}
              />
            </span>
            <Reason recording={recording} channel={channel} />
            {channel.open ? null : <small>{t`closed`}</small>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Reason({ recording, channel: { verified } }: { recording: Recording; channel: Channel }): ReactElement {
  if (verified === null)
    return <small className={styles.unproved}>{t`Why? Only because the other end said so: nothing proved it.`}</small>;
  const { about } = artifact(recording, "verdict", verified);
  return (
    <small>
      <Slots
        text={t`Why? Because of ${slot(0)}`}
        of={[<Opener key="verdict" to={{ kind: "verdict", id: verified }}>{t`the verdict on “${about}”`}</Opener>]}
      />
    </small>
  );
}

function Certificates({
  title,
  ids,
  empty,
}: {
  title: string;
  ids: readonly CertificateId[];
  empty: string | null;
}): ReactElement | null {
  const { recording } = useView();
  if (ids.length === 0 && empty === null) return null;
  return (
    <Section title={title}>
      {ids.length === 0 ? (
        <p className={styles.none}>{empty}</p>
      ) : (
        <ul className={styles.list}>
          {ids.map((id) => (
            <li key={id}>
              <Opener to={{ kind: "certificate", id }}>{certificateName(recording, id)}</Opener>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Deeds({ deeds }: { deeds: readonly string[] }): ReactElement | null {
  if (deeds.length === 0) return null;
  return (
    <Section title={t`Did because of it`}>
      <ul className={styles.list}>
        {[...new Set(deeds)].map((deed) => (
          <li key={deed}>
            {deed}
            {timesWords(deeds.filter((one) => one === deed).length)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function timesWords(times: number): string {
  return times === 1 ? "" : t`, ${times} times`;
}

function Copies({ recording, state }: Part): ReactElement | null {
  if (state.copies.length === 0) return null;
  return (
    <Section title={t`Packets that were here`} note={t`What passes a desk can be copied there.`}>
      <ul className={styles.list}>
        {state.copies.map((id) => {
          const packet = artifact(recording, "packet", id);
          return (
            <li key={id}>
              <Opener to={{ kind: "packet", id }}>{packetName(packet)}</Opener>
              <small>
                {packet.message} · {bytesText(packet.bytes.length / 2)}
              </small>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
