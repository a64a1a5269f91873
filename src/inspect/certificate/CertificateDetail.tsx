import { Download, KeyRound, ShieldCheck } from "lucide-react";
import type { ReactElement } from "react";
import { fromHex } from "../../bytes/hex.ts";
import { toPem } from "../../pki/pem.ts";
import { usePlayer } from "../../player/context.tsx";
import { commonName } from "../../sim/lookup.ts";
import type { CertificateArtifact } from "../../sim/recording.ts";
import { Chip } from "../../ui/Chip.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ArtifactBytes } from "../bytes/ArtifactBytes.tsx";
import { type Fact, Facts, Fingerprint, KeyOpener, More, Visible } from "../details.tsx";
import { joinedNames, nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { useView } from "../view.ts";
import styles from "./CertificateDetail.module.css";
import { chainOf } from "./chain.ts";
import { timeText, validityAt } from "./validity.ts";

/** A certificate for a person to read: what it says, who vouches for it, and its bytes to take along. */
export function CertificateDetail({ certificate }: { certificate: CertificateArtifact }): ReactElement {
  const { recording, frame, seen } = useView();
  const { time } = frame.world;
  const story = usePlayer((state) => state.depth) === "story";
  const chain = chainOf(recording, seen, certificate);
  return (
    <>
      <p className={styles.nokey}>
        <KeyRound size={17} aria-hidden />
        <span>It holds a public key. The private key is not in it.</span>
      </p>
      <Facts
        facts={[
          ["Subject", <Visible key="s" text={story ? commonName(certificate.subject) : certificate.subject} />],
          ["Issuer", <Visible key="i" text={story ? commonName(certificate.issuer) : certificate.issuer} />],
          [
            "Good for",
            certificate.names.length === 0
              ? "no name"
              : certificate.names.map((name) => (
                  <div key={name}>
                    <Visible text={name} />
                  </div>
                )),
          ],
          ["Valid", <Valid key="v" certificate={certificate} time={time} />],
          ["Public key", <KeyOpener key="k" id={certificate.key} />],
          ...(story ? [] : finerFacts(certificate)),
        ]}
      />
      <Section
        title="Who vouches for whom"
        note="Linked by the issuer’s name. Whether the signatures fit, a verdict says."
      >
        <Chain chain={chain} />
      </Section>
      <More>
        {story ? <Facts facts={finerFacts(certificate)} /> : null}
        <Exports certificate={certificate} chain={chain} />
        <ArtifactBytes id={certificate.id} />
      </More>
    </>
  );
}

/** What a story can do without. */
function finerFacts({ usages, isCA, serial, fingerprint }: CertificateArtifact): readonly Fact[] {
  return [
    ["May be used", usages.length === 0 ? "for anything: it says nothing" : usages.join(", ")],
    ["Authority", isCA ? "yes: it may sign certificates" : "no: it may not sign certificates"],
    ["Serial number", <code key="n">{serial}</code>],
    ["Fingerprint", <Fingerprint key="f" hex={fingerprint} />],
  ];
}

function Valid({ certificate, time }: { certificate: CertificateArtifact; time: string }): ReactElement {
  const validity = validityAt(certificate, time);
  return (
    <>
      <div>{timeText(certificate.notBefore)} to</div>
      <div>{timeText(certificate.notAfter)}</div>
      <div className={styles.now}>
        <Chip tone={validity === "valid" ? "green" : "red"}>{validity}</Chip> on the clock of this scene,{" "}
        {timeText(time)}
      </div>
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
          <small>{at === 0 ? "this certificate" : isCA ? "an authority" : "no authority"}</small>
          {trusting(id).length === 0 ? null : (
            <small className={styles.trusted}>
              <ShieldCheck size={14} aria-hidden />
              trusted by {joinedNames(trusting(id))}
            </small>
          )}
        </li>
      ))}
      {last === undefined || last.issuer === last.subject ? (
        <li className={styles.end}>
          <small>signed by itself: from here on it is a matter of trust</small>
        </li>
      ) : (
        <li className={styles.end}>
          <small>
            its issuer, “<Visible text={nameOfCertificate(last.issuer)} />
            ”, is not at hand
          </small>
        </li>
      )}
    </ol>
  );
}

function Exports({
  certificate,
  chain,
}: {
  certificate: CertificateArtifact;
  chain: readonly CertificateArtifact[];
}): ReactElement {
  const pem = toPem(fromHex(certificate.der));
  const all = chain.map(({ der }) => toPem(fromHex(der))).join("");
  const name = (certificate.names[0] ?? "certificate").replace(/[^a-zA-Z0-9.-]/g, "_").slice(0, 60);
  return (
    <div className={styles.exports}>
      <CopyButton text={pem} label="Copy PEM" />
      <Save name={`${name}.pem`} text={pem} label="Download PEM" />
      {chain.length < 2 ? null : <Save name={`${name}-chain.pem`} text={all} label="Download chain" />}
    </div>
  );
}

function Save({ name, text, label }: { name: string; text: string; label: string }): ReactElement {
  return (
    <button type="button" className={styles.save} onClick={() => download(name, text)}>
      <Download size={15} aria-hidden />
      {label}
    </button>
  );
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-pem-file" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
