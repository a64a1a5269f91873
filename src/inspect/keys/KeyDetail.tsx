import type { ReactElement } from "react";
import { fromHex } from "../../bytes/hex.ts";
import { listed, plural, t } from "../../language/t.ts";
import { toPem } from "../../pki/pem.ts";
import { packetName } from "../../scenes/labels.ts";
import type { KeyArtifact, KeyPart } from "../../sim/recording.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ArtifactBytes } from "../bytes/ArtifactBytes.tsx";
import { certificateName } from "../certificate/certificateName.ts";
import { Facts, Fingerprint, KeyOpener, Mark, More } from "../details.tsx";
import { bytesText, joinedNames, nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { useView } from "../view.ts";
import styles from "./KeyDetail.module.css";
import { type KeyFacts, keyFacts } from "./keyFacts.ts";

const USE: Readonly<Record<KeyArtifact["use"], string>> = {
  encryption: t`Encrypting: with the public part anybody seals, with the private part alone it opens.`,
  agreement: t`Agreeing on a key: each side shows its public half, and both work out the same secret.`,
  signature: t`Signing: the private part signs, with the public part anybody checks. It encrypts nothing.`,
  channel: t`A channel: who holds it can seal, open and change what both ends say to each other.`,
  resumption: t`Going on another time: who holds it can begin a new conversation without a certificate. It seals nothing.`,
};

const ENCAPSULATING = t`Agreeing on a key: with the public part the other end locks a secret that it has made up, with the private part alone it opens.`;

const HELD: Readonly<Record<KeyPart, string>> = {
  private: t`private part`,
  public: t`public part`,
  secret: t`the whole key`,
};

/** A key: what it is for, who holds which part of it, what it did so far, and its public part. */
export function KeyDetail({ material }: { material: KeyArtifact }): ReactElement {
  const { recording, frame, seen } = useView();
  const facts = keyFacts(recording, seen, material.id);
  const { publicPart } = material;
  return (
    <>
      <div className={styles.mark}>
        <Mark id={material.id} size="l" />
      </div>
      <Facts
        facts={[
          [t`Algorithm`, material.algorithm],
          [t`Use`, material.algorithm === "ML-KEM-768" ? ENCAPSULATING : USE[material.use]],
          [t`Fingerprint`, <Fingerprint key="f" hex={material.fingerprint} />],
          [
            t`Certificates`,
            facts.certificates.length === 0
              ? null
              : facts.certificates.map(({ id }) => (
                  <div key={id}>
                    <Opener to={{ kind: "certificate", id }}>{certificateName(recording, id)}</Opener>
                  </div>
                )),
          ],
        ]}
      />
      <Section title={t`Who holds it now`}>
        <Facts
          facts={facts.holders.map(({ part, actors }) => [
            HELD[part],
            `${joinedNames(actors.map((id) => nameOf(recording, frame.world, id)))}${part === "public" ? "" : t`, never shown`}`,
          ])}
        />
      </Section>
      <Section title={t`What it did so far`}>
        <Did material={material} facts={facts} />
      </Section>
      <More>
        <ArtifactBytes id={material.id} />
        {publicPart === null ? null : (
          <div>
            <CopyButton text={toPem(fromHex(publicPart), "PUBLIC KEY")} label={t`Copy public key (PEM)`} />
          </div>
        )}
      </More>
    </>
  );
}

function Did({ material, facts }: { material: KeyArtifact; facts: KeyFacts }): ReactElement {
  const { sealed, sealedBytes, became } = facts;
  if (material.use === "signature")
    return <p className={styles.did}>{t`${signed(facts)} Encrypted nothing: 0 bytes.`}</p>;
  if (material.use === "agreement") {
    return (
      <p className={styles.did}>
        {t`Encrypted nothing: 0 bytes.`}{" "}
        {became.length === 0 ? (
          t`Nothing was made out of it yet.`
        ) : (
          <>
            {t`It helped to make`}{" "}
            {became.map((id) => (
              <KeyOpener key={id} id={id} />
            ))}
          </>
        )}
      </p>
    );
  }
  if (sealed.length === 0) return <p className={styles.did}>{t`Nothing was sealed with it yet.`}</p>;
  return (
    <>
      <p
        className={styles.did}
      >{t`Sealed ${plural(sealed.length, { one: "# packet", other: "# packets" })}, ${bytesText(sealedBytes)} in all.`}</p>
      <ul className={styles.list}>
        {sealed.map((packet) => (
          <li key={packet.id}>
            <Opener to={{ kind: "packet", id: packet.id }}>{packetName(packet)}</Opener>
          </li>
        ))}
      </ul>
    </>
  );
}

function signed({ signatures, issued }: KeyFacts): string {
  const things = [
    ...(issued === 0 ? [] : [plural(issued, { one: "# certificate", other: "# certificates" })]),
    ...(signatures === 0 ? [] : [plural(signatures, { one: "# conversation", other: "# conversations" })]),
  ];
  return things.length === 0 ? t`Signed nothing yet.` : t`Signed ${listed(things)}.`;
}
