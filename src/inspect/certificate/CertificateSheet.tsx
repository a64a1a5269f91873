import { type ReactElement, useMemo } from "react";
import { t } from "../../language/t.ts";
import { BytesView } from "../bytes/BytesView.tsx";
import { explainedCertificate } from "../bytes/explained.ts";
import { Facts, Visible } from "../details.tsx";
import { Section } from "../parts.tsx";
import styles from "./CertificateDetail.module.css";
import { type CertificateSaid, Exports, finerFacts, GoodFor, NoKeyInIt, Valid } from "./CertificateParts.tsx";

type Props = Readonly<{
  der: Uint8Array<ArrayBuffer>;
  /** null: nobody could read it; then its bytes are all there is to see. */
  said: CertificateSaid | null;
  /** ISO 8601, UTC: when it is looked at. */
  time: string;
  /** What is offered to be saved with it: its chain upwards, itself first. */
  chain: readonly Uint8Array[];
}>;

/** Each byte is an element of its own on screen. */
const MOST_BYTES = 8192;

/** A certificate that stands in no recording: what it says, its PEM, and every byte. */
export function CertificateSheet({ der, said, time, chain }: Props): ReactElement {
  const bytes = useMemo(() => explainedCertificate(der), [der]);
  return (
    <div className={styles.sheet}>
      {said === null ? null : <Said said={said} time={time} />}
      <Exports chain={chain} name={said?.names[0] ?? t`certificate`} />
      <Section title={`${bytes.title}: ${bytes.bytes.length}`}>
        {der.length > MOST_BYTES ? (
          <p className={styles.long}>{t`Too many to be shown one by one. The PEM above holds them all.`}</p>
        ) : (
          <BytesView bytes={bytes.bytes} tree={bytes.tree} label={bytes.title} file="certificate.der" />
        )}
      </Section>
    </div>
  );
}

function Said({ said, time }: { said: CertificateSaid; time: string }): ReactElement {
  return (
    <>
      <NoKeyInIt />
      <Facts
        facts={[
          [t`Subject`, <Visible key="s" text={said.subject} />],
          [t`Issuer`, <Visible key="i" text={said.issuer} />],
          [t`Good for`, <GoodFor key="g" names={said.names} />],
          [t`Valid`, <Valid key="v" certificate={said} time={time} clock={t`when it is judged`} />],
          ...finerFacts(said),
        ]}
      />
    </>
  );
}
