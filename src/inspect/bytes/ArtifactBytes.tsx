import { lazy, type ReactElement, Suspense, useMemo } from "react";
import { t } from "../../language/t.ts";
import { artifacts } from "../../sim/lookup.ts";
import type { ArtifactId } from "../../sim/recording.ts";
import { Slots, slot } from "../../ui/Slots.tsx";
import { KeyOpener } from "../details.tsx";
import { Section } from "../parts.tsx";
import { useView } from "../view.ts";
import { BytesView } from "./BytesView.tsx";
import { explained } from "./explained.ts";

const RecordBytes = lazy(() => import("./tls/RecordBytes.tsx").then((m) => ({ default: m.RecordBytes })));

/** The bytes of an artifact that exists, field by field; for a shared key, why there are none to see. */
export function ArtifactBytes({ id }: { id: ArtifactId }): ReactElement | null {
  const { recording } = useView();
  const found = artifacts(recording).get(id);
  const content = useMemo(() => (found === undefined ? null : explained(found)), [found]);
  if (found?.kind === "key" && content === null) return <SecretKey id={id} />;
  if (found?.kind === "packet" && found.records !== undefined) {
    return (
      <Suspense fallback={null}>
        <RecordBytes packet={found} />
      </Suspense>
    );
  }
  if (content === null) return null;
  return (
    <Section title={`${content.title}: ${content.bytes.length}`}>
      <BytesView
        key={id}
        bytes={content.bytes}
        tree={content.tree}
        label={content.title}
        file={`${id.replace(/\W+/g, "-")}.bin`}
      />
    </Section>
  );
}

function SecretKey({ id }: { id: ArtifactId }): ReactElement {
  return (
    <Section title={t`Bytes`}>
      <p>
        <Slots
          text={t`${slot(0)} is secret: its 32 bytes are never shown. The name is the beginning of a hash of them, which tells keys apart and gives nothing away.`}
          of={[<KeyOpener key="key" id={id} />]}
        />
      </p>
    </Section>
  );
}
