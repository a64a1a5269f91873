import { type ReactElement, useMemo } from "react";
import { fromHex } from "../../../bytes/hex.ts";
import { t } from "../../../language/t.ts";
import { keysOf } from "../../../scenes/epochs.ts";
import { attemptsBy, nameOf } from "../../../sim/lookup.ts";
import type { PacketArtifact, RecordSpan } from "../../../sim/recording.ts";
import { Slots, slot } from "../../../ui/Slots.tsx";
import { KeyOpener } from "../../details.tsx";
import { bytesText } from "../../names.ts";
import { Section } from "../../parts.tsx";
import { useView, type View } from "../../view.ts";
import { BytesView } from "../BytesView.tsx";
import { innerTree, recordsTree } from "./trees.ts";
import { tlsFieldWords } from "./words.ts";

/** The bytes of a packet of TLS: as they cross the wire, and under them what the key in these eyes’ hands brings out. */
export function RecordBytes({ packet }: { packet: PacketArtifact }): ReactElement {
  const view = useView();
  const bytes = useMemo(() => fromHex(packet.bytes), [packet]);
  const tree = useMemo(() => recordsTree(packet), [packet]);
  const inside = insideFor(view, packet);
  const sealed = (packet.records ?? []).flatMap((span, i) =>
    span.key === null ? [] : [{ span, inner: inside[i] ?? null }],
  );
  return (
    <>
      <Section title={t`On the wire: ${bytesText(bytes.length)}`}>
        <BytesView
          bytes={bytes}
          tree={tree}
          label={t`The packet’s bytes`}
          words={tlsFieldWords}
          file={`${packet.label}.bin`}
        />
      </Section>
      {sealed.map(({ span, inner }) => (
        <Inside key={span.start} packet={packet} span={span} inner={inner} />
      ))}
    </>
  );
}

type Part = Readonly<{ packet: PacketArtifact; span: RecordSpan; inner: string | null }>;

function Inside({ packet, span, inner }: Part): ReactElement {
  const view = useView();
  const bytes = useMemo(() => fromHex(inner ?? ""), [inner]);
  const tree = useMemo(() => innerTree(bytes), [bytes]);
  const who = view.eyes === "all" ? null : nameOf(view.recording, view.frame.world, view.eyes);
  if (inner === null) {
    return (
      <Section title={t`Inside the lock`}>
        <p>
          {who === null
            ? t`Nobody has opened it yet.`
            : t`${who} holds no key that opens it: of this record, the header is all that can be read.`}
        </p>
      </Section>
    );
  }
  return (
    <Section title={t`Inside the lock: ${bytesText(bytes.length)}`}>
      <p>
        <Slots text={openedWords(who, span)} of={[span.key === null ? null : <KeyOpener key="key" id={span.key} />]} />
      </p>
      <BytesView
        bytes={bytes}
        tree={tree}
        label={t`The plaintext`}
        words={tlsFieldWords}
        file={`${packet.label}-plaintext.bin`}
      />
    </Section>
  );
}

/** What came out of each record, by the attempts that these eyes really made; with everybody’s eyes, by anybody’s. */
function insideFor({ recording, seen, eyes }: View, packet: PacketArtifact): readonly (string | null)[] {
  const whose = recording.cast.filter(({ id }) => eyes === "all" || eyes === id);
  const found = whose.flatMap(({ id }) => attemptsBy(recording, seen, id, packet.id));
  return found.find(({ inside }) => inside !== undefined)?.inside ?? [];
}

/** Who opened a record, with which key (in the slot), and which of its epoch it is. */
function openedWords(
  who: string | null,
  { key, sequence, epoch }: Pick<RecordSpan, "key" | "sequence" | "epoch">,
): string {
  const keys = keysOf(epoch);
  if (key === null)
    return who === null
      ? t`Opened as record ${sequence} of the ${keys}.`
      : t`Opened by ${who} as record ${sequence} of the ${keys}.`;
  return who === null
    ? t`Opened with ${slot(0)} as record ${sequence} of the ${keys}.`
    : t`Opened by ${who} with ${slot(0)} as record ${sequence} of the ${keys}.`;
}
