import { Download, KeyRound } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { toPem } from "../../pki/pem.ts";
import type { CertificateArtifact } from "../../sim/recording.ts";
import { Chip } from "../../ui/Chip.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { saveFile } from "../../ui/files.ts";
import { type Fact, Fingerprint, Visible } from "../details.tsx";
import styles from "./CertificateDetail.module.css";
import { timeText, validityAt } from "./validity.ts";

/** What a certificate says, wherever it comes from: a recording, or a file. */
export type CertificateSaid = Pick<
  CertificateArtifact,
  "subject" | "issuer" | "names" | "notBefore" | "notAfter" | "usages" | "isCA" | "serial" | "fingerprint"
>;

/** What people get wrong most about certificates. */
export function NoKeyInIt(): ReactElement {
  return (
    <p className={styles.nokey}>
      <KeyRound size={17} aria-hidden />
      <span>{t`It holds a public key. The private key is not in it.`}</span>
    </p>
  );
}

/** The names that it is good for, each in a line of its own. */
export function GoodFor({ names }: { names: readonly string[] }): ReactElement {
  if (names.length === 0) return <>{t`no name`}</>;
  return (
    <>
      {names.slice(0, MOST_NAMES).map((name) => (
        <div key={name}>
          <Visible text={name} />
        </div>
      ))}
      {names.length > MOST_NAMES ? <div>{t`and ${names.length - MOST_NAMES} more`}</div> : null}
    </>
  );
}

/** Names that are shown; a certificate may have as many as its maker likes. */
const MOST_NAMES = 60;

/** From when to when, and how that stands to a clock. */
export function Valid({
  certificate,
  time,
  clock,
}: {
  certificate: Pick<CertificateSaid, "notBefore" | "notAfter">;
  time: string;
  /** Which clock shows that time, as `on the clock of this scene`. */
  clock: string;
}): ReactElement {
  const validity = validityAt(certificate, time);
  return (
    <>
      <div>{t`${timeText(certificate.notBefore)} to`}</div>
      <div>{timeText(certificate.notAfter)}</div>
      <div className={styles.now}>
        <Chip tone={validity === "valid" ? "green" : "red"}>{VALIDITY[validity]}</Chip> {clock}, {timeText(time)}
      </div>
    </>
  );
}

const VALIDITY = { valid: t`valid`, expired: t`expired`, "not yet valid": t`not yet valid` } as const;

/** What a story can do without. */
export function finerFacts({ usages, isCA, serial, fingerprint }: CertificateSaid): readonly Fact[] {
  return [
    [t`May be used`, usages.length === 0 ? t`for anything: it says nothing` : usages.join(", ")],
    [t`Authority`, isCA ? t`yes: it may sign certificates` : t`no: it may not sign certificates`],
    [t`Serial number`, <code key="n">{serial}</code>],
    [t`Fingerprint`, <Fingerprint key="f" hex={fingerprint} />],
  ];
}

/** A certificate, and the chain from it upwards, to take along as PEM. */
export function Exports({ chain, name }: { chain: readonly Uint8Array[]; name: string }): ReactElement {
  const pems = chain.map((der) => toPem(der));
  const [pem = ""] = pems;
  const file = name.replace(/[^a-zA-Z0-9.-]/g, "_").slice(0, 60);
  return (
    <div className={styles.exports}>
      <CopyButton text={pem} label={t`Copy PEM`} />
      <Save name={`${file}.pem`} text={pem} label={t`Download PEM`} />
      {pems.length < 2 ? null : <Save name={`${file}-chain.pem`} text={pems.join("")} label={t`Download chain`} />}
    </div>
  );
}

function Save({ name, text, label }: { name: string; text: string; label: string }): ReactElement {
  return (
    <button type="button" className={styles.save} onClick={() => saveFile(name, "application/x-pem-file", text)}>
      <Download size={15} aria-hidden />
      {label}
    </button>
  );
}
