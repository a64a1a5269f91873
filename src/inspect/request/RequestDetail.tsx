import { KeyRound } from "lucide-react";
import type { ReactElement } from "react";
import { fromHex } from "../../bytes/hex.ts";
import { t } from "../../language/t.ts";
import { toPem } from "../../pki/pem.ts";
import { usePlayer } from "../../player/context.tsx";
import { artifact, commonName } from "../../sim/lookup.ts";
import type { RequestArtifact } from "../../sim/requests.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { SaveButton } from "../../ui/SaveButton.tsx";
import { ArtifactBytes } from "../bytes/ArtifactBytes.tsx";
import styles from "../certificate/CertificateDetail.module.css";
import { GoodFor } from "../certificate/CertificateParts.tsx";
import { Facts, KeyOpener, More, Visible } from "../details.tsx";
import { Section } from "../parts.tsx";
import { useView } from "../view.ts";

/** A request for a certificate for a person to read: what it wishes for, what it proves, and its bytes to take along. */
export function RequestDetail({ request }: { request: RequestArtifact }): ReactElement {
  const story = usePlayer((state) => state.depth) === "story";
  const pem = toPem(fromHex(request.der), LABEL);
  const file = `${request.names[0] ?? "request"}.csr`.replace(/[^a-zA-Z0-9.-]/g, "_");
  return (
    <>
      <p className={styles.nokey}>
        <KeyRound size={17} aria-hidden />
        <span>{t`It holds a public key. The private key is not in it.`}</span>
      </p>
      <Facts
        facts={[
          [
            t`Wants a certificate for`,
            <Visible key="s" text={story ? commonName(request.subject) : request.subject} />,
          ],
          [t`Good for`, <GoodFor key="g" names={request.names} />],
          [t`Public key`, <KeyOpener key="k" id={request.key} />],
        ]}
      />
      <Section title={t`What its signature shows`}>
        <Signature request={request} />
      </Section>
      <More>
        <div className={styles.exports}>
          <CopyButton text={pem} label={t`Copy PEM`} />
          <SaveButton bytes={new TextEncoder().encode(pem)} name={file} label={t`Download PEM`} />
        </div>
        <ArtifactBytes id={request.id} />
      </More>
    </>
  );
}

const LABEL = t`CERTIFICATE REQUEST`;

/** What an authority found when it looked, as far as one has come; nothing before. */
function Signature({ request }: { request: RequestArtifact }): ReactElement {
  const { recording, seen } = useView();
  const looked = recording.steps
    .slice(0, Math.max(seen, 0))
    .map(({ event }) => event)
    .find((e) => e.type === "examines" && e.what === "signature" && e.request === request.id);
  const result = looked?.type === "examines" ? looked.result : null;
  const key = artifact(recording, "key", request.key).fingerprint.slice(0, 4);
  return (
    <p>
      {looksWords(result)} {fitWords(result, key)} {t`Whether the name is theirs, no signature of theirs can show.`}
    </p>
  );
}

function looksWords(result: string | null): string {
  if (result === null) return t`Nobody has looked at it yet.`;
  return result === "skipped" ? t`Nobody has looked at it.` : "";
}

function fitWords(result: string | null, key: string): string {
  if (result === null || result === "skipped") return t`If it fits, whoever asks has the private half of key ${key}.`;
  return result === "passed"
    ? t`It fits: whoever asks has the private half of key ${key}.`
    : t`It does not fit: it was not made with the private half of key ${key}.`;
}
