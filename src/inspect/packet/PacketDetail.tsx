import type { ReactElement } from "react";
import { inQuotes, t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { packetName } from "../../scenes/labels.ts";
import { artifact, readingOf, textIn } from "../../sim/lookup.ts";
import type { PacketArtifact } from "../../sim/recording.ts";
import { Slots, slot } from "../../ui/Slots.tsx";
import { ArtifactBytes } from "../bytes/ArtifactBytes.tsx";
import { Facts, KeyOpener, More } from "../details.tsx";
import { bytesText, joinedNames, nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { AttemptList } from "../step/AttemptList.tsx";
import { attemptsOn } from "../step/attempts.ts";
import { Readers } from "../step/Readers.tsx";
import { useView, type View } from "../view.ts";
import styles from "./PacketDetail.module.css";

/** A packet: what it is, what it says to whom, what was tried on it, and its bytes. */
export function PacketDetail({ packet }: { packet: PacketArtifact }): ReactElement {
  const view = useView();
  const story = usePlayer((state) => state.depth) === "story";
  const { recording, frame, seen } = view;
  const name = (id: string): string => nameOf(recording, frame.world, id);
  const tried = attemptsOn(recording, seen, packet.id);
  return (
    <>
      <Facts
        facts={[
          [t`Message`, story ? null : <code key="m">{packet.message}</code>],
          [t`Way`, `${name(packet.from)} → ${name(packet.to)}`],
          [
            t`Made by`,
            packet.author === packet.from
              ? name(packet.author)
              : t`${name(packet.author)}, in the name of ${name(packet.from)}`,
          ],
          [t`Size`, bytesText(packet.bytes.length / 2)],
          [t`Seal`, <Seal key="s" view={view} packet={packet} />],
          [
            isCopy(recording, packet) ? t`Copied from` : t`Changed from`,
            packet.changedFrom === null ? null : (
              <Opener key="c" to={{ kind: "packet", id: packet.changedFrom }}>
                {packetName(artifact(recording, "packet", packet.changedFrom))}
              </Opener>
            ),
          ],
        ]}
      />
      <Says view={view} packet={packet} />
      <Readers view={view} packet={packet} title={t`Who can open it`} />
      {tried.length === 0 ? null : <AttemptList view={view} groups={tried} title={t`Attempts so far`} />}
      <More>
        <ArtifactBytes id={packet.id} />
      </More>
    </>
  );
}

/** Whether somebody sent it once more, byte for byte. */
function isCopy(recording: View["recording"], { changedFrom, bytes }: PacketArtifact): boolean {
  return changedFrom !== null && artifact(recording, "packet", changedFrom).bytes === bytes;
}

function Seal({ view: { recording, frame }, packet: { seal } }: { view: View; packet: PacketArtifact }): ReactElement {
  if (seal.as === "paper") return <>{t`none: whoever passes it on can read it`}</>;
  if (seal.as === "yellow")
    return <Slots text={t`under the shared ${slot(0)}`} of={[<KeyOpener key="key" id={seal.key} />]} />;
  const owners = recording.cast
    .filter(({ id }) => frame.world.actors[id]?.keys.some((h) => h.key === seal.key && h.part === "private"))
    .map(({ id }) => nameOf(recording, frame.world, id));
  return (
    <Slots
      text={
        owners.length === 0
          ? t`to the public part of ${slot(0)}`
          : t`to the public part of ${slot(0)}: the private part is held by ${joinedNames(owners)}`
      }
      of={[<KeyOpener key="key" id={seal.key} />]}
    />
  );
}

/** What it says, as far as whoever one looks through can read it; with everybody's eyes, as its author knows it. */
function Says({ view, packet }: { view: View; packet: PacketArtifact }): ReactElement | null {
  const { recording, eyes, seen } = view;
  const reading = eyes === "all" ? null : readingOf(recording, seen, eyes, packet);
  const text = reading === null ? openText(view, packet) : reading.text;
  if (text === null && reading?.state !== "sealed" && reading?.state !== "cannotTry") return null;
  const who = eyes === "all" ? "" : t`, to ${nameOf(recording, view.frame.world, eyes)}`;
  return (
    <Section title={t`What it says${who}`}>
      {text === null ? (
        <p className={styles.sealed}>{t`${bytesText(packet.bytes.length / 2)} that say nothing without the key.`}</p>
      ) : (
        <blockquote className={styles.says} data-seal={packet.seal.as}>
          {inQuotes(text)}
        </blockquote>
      )}
    </Section>
  );
}

/** The text as anybody in the cast knows it by now. */
function openText({ recording, seen }: View, packet: PacketArtifact): string | null {
  for (const { id } of recording.cast) {
    const { text } = readingOf(recording, seen, id, packet);
    if (text !== null) return text;
  }
  return packet.seal.as === "paper" ? textIn(recording, packet) : null;
}
