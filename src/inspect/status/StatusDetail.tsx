import { CalendarClock } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { fromHex } from "../../bytes/hex.ts";
import { t } from "../../language/t.ts";
import { toPem } from "../../pki/pem.ts";
import type { StatusArtifact } from "../../sim/statuses.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { SaveButton } from "../../ui/SaveButton.tsx";
import { Slots, slot } from "../../ui/Slots.tsx";
import { ArtifactBytes } from "../bytes/ArtifactBytes.tsx";
import styles from "../certificate/CertificateDetail.module.css";
import { certificateName } from "../certificate/certificateName.ts";
import { Facts, More } from "../details.tsx";
import { Opener } from "../parts.tsx";
import { useView } from "../view.ts";

/** What an authority said of certificates, for a person to read: of whom, what, until when; and its bytes. */
export function StatusDetail({ status }: { status: StatusArtifact }): ReactElement {
  const { frame } = useView();
  const { what, about, issuer, revoked, thisUpdate, nextUpdate } = status;
  const isOver = nextUpdate < frame.world.time;
  return (
    <>
      <p className={styles.nokey}>
        <CalendarClock size={17} aria-hidden />
        <span>
          {isOver
            ? t`Its time is over: nobody has to go by it any more.`
            : t`Within its time it counts, whoever shows it.`}
        </span>
      </p>
      <Facts
        facts={[
          [t`Signed by`, <Certificate key="i" id={issuer} />],
          [t`About`, about === null ? null : <Certificate key="a" id={about} />],
          [t`Says`, what === "list" ? null : revoked.length === 0 ? t`good` : t`revoked`],
          [t`Revoked`, revoked.length === 0 ? what === "list" ? t`nobody` : null : <Revoked key="r" status={status} />],
          [t`Counts from`, clock(thisUpdate)],
          [t`Until`, clock(nextUpdate)],
        ]}
      />
      <More>
        {what === "list" ? <Exports der={status.der} /> : null}
        <ArtifactBytes id={status.id} />
      </More>
    </>
  );
}

function Revoked({ status }: { status: StatusArtifact }): ReactNode {
  return status.revoked.map(({ certificate, at }) => (
    <span key={certificate}>
      <Slots text={t`${slot(0)}, since ${clock(at)}`} of={[<Certificate key="certificate" id={certificate} />]} />
    </span>
  ));
}

function Certificate({ id }: { id: string }): ReactElement {
  const { recording } = useView();
  return <Opener to={{ kind: "certificate", id }}>{certificateName(recording, id)}</Opener>;
}

function Exports({ der }: { der: string }): ReactElement {
  const pem = toPem(fromHex(der), "X509 CRL");
  return (
    <div className={styles.exports}>
      <CopyButton text={pem} label={t`Copy PEM`} />
      <SaveButton bytes={new TextEncoder().encode(pem)} name="revoked.crl.pem" label={t`Download PEM`} />
    </div>
  );
}

/** `2026-06-02 12:00, UTC`. */
function clock(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")}, UTC`;
}
