import { type ReactElement, useEffect, useState } from "react";
import { toHex } from "../../bytes/hex.ts";
import { writeHash } from "../../embed/place.ts";
import { useTheme } from "../../embed/theme.ts";
import { visible } from "../../inspect/certificate/visible.ts";
import { reasonWords } from "../../inspect/verdict/words.ts";
import { t } from "../../language/t.ts";
import type { Address } from "../../player/address.ts";
import { later } from "../../ui/later.tsx";
import { Notices } from "../../ui/Notices.tsx";
import { Slots, slot } from "../../ui/Slots.tsx";
import { PageHead } from "../PageHead.tsx";
import styles from "./CheckPage.module.css";
import { EmptyResult } from "./EmptyResult.tsx";
import { type ExampleId, makeExample } from "./examples.ts";
import { FoundList } from "./FoundList.tsx";
import { GivenField } from "./GivenField.tsx";
import { Glimpse } from "./Glimpse.tsx";
import type { Card } from "./judging/cards.ts";
import { readText } from "./material/read.ts";
import { OptionsForm } from "./OptionsForm.tsx";
import { addressOf, type Options, optionsOf } from "./options.ts";
import { Result } from "./Result.tsx";
import { useDrop } from "./useDrop.ts";
import { type Judged, useJudgement } from "./useJudgement.ts";
import { useMaterial } from "./useMaterial.ts";

const ErrorSearch = later(async () => (await import("../../inspect/advice/ErrorSearch.tsx")).ErrorSearch);

/** Paste a chain, and see what the judge makes of it and why. */
export function CheckPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const { options, setOptions, notices, dismiss } = useOptions(address);
  const given = useMaterial();
  const { material, items } = given;
  const judged = useJudgement(items, material, options);
  const over = useDrop((files) => void given.addFiles(files));
  const [making, setMaking] = useState(false);
  const tryExample = (id: ExampleId): void => {
    setMaking(true);
    makeExample(id, options.purpose, new Date()).then(
      ({ name, files, anchors }) => {
        setMaking(false);
        given.replace(
          files.map((file) => ({ ...file, size: 0, remarks: [] })),
          new Set(anchors.map((der) => toHex(der))),
        );
        setOptions({ ...options, name, time: null });
      },
      // Our own mistake: the error boundary says so.
      (error: unknown) =>
        setMaking(() => {
          throw error;
        }),
    );
  };
  return (
    <div className={styles.page} data-over={over}>
      <Notices sentences={notices} onDismiss={dismiss} />
      <Head />
      <main className={styles.main}>
        <Intro />
        <div className={styles.columns}>
          <section className={styles.given} aria-label={t`What you have`}>
            <GivenField given={given} over={over} making={making} onExample={tryExample} />
            <OptionsForm options={options} names={namesOf(judged.judged)} onChange={setOptions} />
            <FoundList given={given} judged={judged} />
          </section>
          <section className={styles.result} aria-label={t`What the judge says`}>
            <p role="status" className="visually-hidden">
              {spoken(judged)}
            </p>
            {given.isEmpty || (judged.cards?.length === 0 && !judged.failed) ? (
              <EmptyResult nothing={given.isEmpty} />
            ) : (
              <Result judged={judged} options={options} onTrust={given.trust} />
            )}
          </section>
        </div>
        <div className={styles.wide}>
          <ErrorSearch clean={withoutSecrets} />
        </div>
      </main>
      <Glimpse judgement={judged.judgement} />
    </div>
  );
}

function Head(): ReactElement {
  return <PageHead />;
}

function Intro(): ReactElement {
  return (
    <div className={styles.intro}>
      <h1>{t`Why is this certificate refused?`}</h1>
      <p>
        {t`Paste or drop what you have. It is judged by the same judge that Alice and Bob use, and you see every check.`}{" "}
        <Slots
          text={t`${slot(0)}: nothing is sent, nothing is stored, and closing the page forgets it all.`}
          of={[<strong key="stays">{t`Nothing leaves this page`}</strong>]}
        />
      </p>
    </div>
  );
}

/** A log may hold a key as well. */
function withoutSecrets(text: string): string {
  const { kept, remarks } = readText(text);
  return remarks.some((remark) => remark.kind === "secret") ? kept : text;
}

/** What a screen reader says after each change. */
function spoken({ judgement, busy }: Judged): string {
  if (judgement === null || busy) return "";
  const { accepted, reason } = judgement.verdict;
  return accepted ? t`Accepted.` : t`Refused. ${reasonWords(reason ?? "")}`;
}

/** Names that could be asked for; a wildcard is none. */
function namesOf(card: Card | null): readonly string[] {
  const names = card?.parsed?.names.map((name) => visible(name.value)) ?? [];
  return [...new Set(names)].filter((name) => !name.includes("*")).slice(0, 20);
}

/** The options, which stand in the address and come from there. */
function useOptions(address: Address) {
  const [first] = useState(() => optionsOf(address));
  const [options, setOptions] = useState<Options>(first.options);
  const [notices, setNotices] = useState(first.sentences);
  const [seen, setSeen] = useState(address);
  if (seen !== address) {
    const next = optionsOf(address);
    setSeen(address);
    setOptions(next.options);
    setNotices(next.sentences);
  }
  const { asked } = useTheme();
  useEffect(() => {
    document.title = t`Check a certificate chain: Between Alice and Bob`;
  }, []);
  useEffect(() => writeHash(addressOf(options, asked), "replace"), [options, asked]);
  const dismiss = (index: number): void => setNotices(notices.filter((_, i) => i !== index));
  return { options, setOptions, notices, dismiss };
}
