import { ShieldCheck } from "lucide-react";
import type { ReactElement } from "react";
import { fromHex } from "../../bytes/hex.ts";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { commonName } from "../../sim/lookup.ts";
import type { CertificateArtifact } from "../../sim/recording.ts";
import { Slots, slot } from "../../ui/Slots.tsx";
import { ArtifactBytes } from "../bytes/ArtifactBytes.tsx";
import { Facts, KeyOpener, More, Visible } from "../details.tsx";
import { joinedNames, nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { useView } from "../view.ts";
import styles from "./CertificateDetail.module.css";
import { Exports, finerFacts, GoodFor, NoKeyInIt, Valid } from "./CertificateParts.tsx";
import { chainOf } from "./chain.ts";

/** A certificate for a person to read: what it says, who vouches for it, and its bytes to take along. */
export function CertificateDetail({ certificate }: { certificate: CertificateArtifact }): ReactElement {
  const { recording, frame, seen } = useView();
  const { time } = frame.world;
  const story = usePlayer((state) => state.depth) === "story";
  const chain = chainOf(recording, seen, certificate);
  return (
    <>
      <NoKeyInIt />
      <Facts
        facts={[
          [t`Subject`, <Visible key="s" text={story ? commonName(certificate.subject) : certificate.subject} />],
          [t`Issuer`, <Visible key="i" text={story ? commonName(certificate.issuer) : certificate.issuer} />],
          [t`Good for`, <GoodFor key="g" names={certificate.names} />],
          [t`Valid`, <Valid key="v" certificate={certificate} time={time} clock={t`on the clock of this scene`} />],
          [t`Public key`, <KeyOpener key="k" id={certificate.key} />],
          ...(story ? [] : finerFacts(certificate)),
        ]}
      />
      <Section
        title={t`Who vouches for whom`}
        note={t`Linked by the issuer’s name. Whether the signatures fit, a verdict says.`}
      >
        <Chain chain={chain} />
      </Section>
      <More>
        {story ? <Facts facts={finerFacts(certificate)} /> : null}
        <Exports chain={chain.map(({ der }) => fromHex(der))} name={certificate.names[0] ?? t`certificate`} />
        <ArtifactBytes id={certificate.id} />
      </More>
    </>
  );
}

function Chain({ chain }: { chain: readonly CertificateArtifact[] }): ReactElement {
  const { recording, frame } = useView();
  const story = usePlayer((state) => state.depth) === "story";
  const nameOfCertificate = (subject: string): string => (story ? commonName(subject) : subject);
  const last = chain.at(-1);
  const trusting = (id: string): readonly string[] =>
    recording.cast
      .filter((a) => frame.world.actors[a.id]?.trust.includes(id))
      .map((a) => nameOf(recording, frame.world, a.id));
  return (
    <ol className={styles.chain}>
      {chain.map(({ id, subject, isCA }, at) => (
        <li key={id} data-here={at === 0}>
          {at === 0 ? (
            <b>
              <Visible text={nameOfCertificate(subject)} />
            </b>
          ) : (
            <Opener to={{ kind: "certificate", id }}>
              <Visible text={nameOfCertificate(subject)} />
            </Opener>
          )}
          <small>{at === 0 ? t`this certificate` : isCA ? t`an authority` : t`no authority`}</small>
          {trusting(id).length === 0 ? null : (
            <small className={styles.trusted}>
              <ShieldCheck size={14} aria-hidden />
              {t`trusted by ${joinedNames(trusting(id))}`}
            </small>
          )}
        </li>
      ))}
      {last === undefined || last.issuer === last.subject ? (
        <li className={styles.end}>
          <small>{t`signed by itself: from here on it is a matter of trust`}</small>
        </li>
      ) : (
        <li className={styles.end}>
          <small>
            <Slots
              text={t`its issuer, “${slot(0)}”, is not at hand`}
              of={[<Visible key="issuer" text={nameOfCertificate(last.issuer)} />]}
            />
          </small>
        </li>
      )}
    </ol>
  );
}
