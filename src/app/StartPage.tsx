import { ArrowRight } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../language/t.ts";
import { cards } from "../scenes/catalog.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Notices } from "../ui/Notices.tsx";
import { RichText } from "../ui/RichText.tsx";
import { Brand } from "./Brand.tsx";
import { FileButton } from "./FileButton.tsx";
import { Hero } from "./Hero.tsx";
import { LanguageSelect } from "./LanguageSelect.tsx";
import { openRecording, readRecording } from "./loadFile.ts";
import { ScenePath } from "./ScenePath.tsx";
import styles from "./StartPage.module.css";
import { ThemeButton } from "./ThemeButton.tsx";
import { readVisited, type Visited } from "./visited.ts";

/** What this is, and the way through it. */
export function StartPage({ sentences }: Readonly<{ sentences: readonly string[] }>): ReactElement {
  const [notices, setNotices] = useState(sentences);
  const [visited] = useState(readVisited);
  useEffect(prepareScenes, []);
  const load = async (file: File): Promise<void> => {
    const read = await readRecording(file);
    if (typeof read === "string") setNotices([read]);
    else openRecording(read);
  };
  return (
    <div className={styles.page}>
      <Notices sentences={notices} onDismiss={(index) => setNotices(notices.filter((_, i) => i !== index))} />
      <header className={styles.header}>
        <span className={styles.brand}>
          <Brand />
          {t`Between Alice and Bob`}
        </span>
        <span className={styles.tools}>
          <LanguageSelect />
          <ThemeButton />
        </span>
      </header>
      <main className={styles.main}>
        <section className={styles.intro}>
          <h1>{t`How do two strangers talk safely, through the hands of strangers?`}</h1>
          <p>
            <RichText
              text={t`TLS is what stands behind the *s* in https and the padlock in your browser. Here TLS and mutual TLS are explained by running them: real keys, real certificates, and an attacker you can switch on at any moment.`}
            />
          </p>
          <Begin visited={visited} />
          <p className={styles.check}>
            {t`Stuck with a certificate that is refused?`} <a href="#/check">{t`Find out why`}</a>
          </p>
        </section>
        <Hero />
        <ScenePath visited={visited} />
      </main>
      <footer className={styles.footer}>
        <FileButton onFile={(file) => void load(file)} />
        <a href="#/embed-builder">{t`A scene for your own page`}</a>
        <p>{t`Nothing leaves this page: all is computed here, in your browser, and nobody is told.`}</p>
      </footer>
    </div>
  );
}

function Begin({ visited }: Readonly<{ visited: Visited }>): ReactElement {
  const first = cards[0];
  const { last } = visited;
  const card = cards.find((one) => one.id === last?.scene);
  if (last === null || card === undefined || (card === first && last.index === 0)) {
    return (
      <p className={styles.begin}>
        <ButtonLink look="primary" className={styles.big} href={`#/scene/${first?.id ?? ""}`}>
          {t`Start with a letter`}
          <ArrowRight size={20} aria-hidden />
        </ButtonLink>
      </p>
    );
  }
  return (
    <p className={styles.begin}>
      <ButtonLink look="primary" className={styles.big} href={last.address}>
        {t`Continue: ${card.title}`}
        {last.index > 0 && t`, step ${last.index}`}
        <ArrowRight size={20} aria-hidden />
      </ButtonLink>
      <ButtonLink
        look="quiet"
        className={styles.big}
        href={`#/scene/${first?.id ?? ""}`}
      >{t`Start with a letter`}</ButtonLink>
    </p>
  );
}

/** While somebody reads, what the first scene needs is fetched, and a key pair made. */
function prepareScenes(): void {
  document.title = t`Between Alice and Bob: TLS, by running it`;
  void import("./ScenePage.tsx");
  void import("../player/session.ts").then(({ primeKeys }) => primeKeys());
}
