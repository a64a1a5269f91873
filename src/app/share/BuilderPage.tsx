import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import { viewParams } from "../../player/url.ts";
import { Notices } from "../../ui/Notices.tsx";
import { PageHead } from "../PageHead.tsx";
import { Choices } from "./Choices.tsx";
import { paramsOf } from "./choice.ts";
import { Preview } from "./Preview.tsx";
import styles from "./Share.module.css";
import { Snippets } from "./Snippets.tsx";
import { type Builder, useBuilder } from "./useBuilder.ts";

/** Choose a view of a scene, see it as it will be in somebody's page, and copy what goes into that page. */
export function BuilderPage({ hash }: Readonly<{ hash: string }>): ReactElement {
  const { builder, sentences } = useBuilder(hash);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  useEffect(() => {
    document.title = t`A scene for your page · Between Alice and Bob`;
  }, []);
  const shown = sentences.filter((sentence) => !dismissed.includes(sentence));
  return (
    <div className={styles.page}>
      <Notices sentences={shown} onDismiss={(index) => setDismissed([...dismissed, shown[index] ?? ""])} />
      <PageHead />
      <main className={styles.main}>
        <h1>{t`A scene for your page`}</h1>
        <p className={styles.intro}>
          {t`Choose what it shows, try it, and copy it into your lesson, slides or course. It runs in your readers’ browsers; nobody is told.`}
        </p>
        {builder === null ? <div className={styles.wait} aria-busy="true" /> : <Columns builder={builder} />}
      </main>
    </div>
  );
}

function Columns({ builder }: Readonly<{ builder: Builder }>): ReactElement {
  const { scene, choice, facts, choose } = builder;
  const { view, options, sandbox } = choice;
  const params = paramsOf(scene, choice);
  const at = facts.steps.find(({ id }) => id === view.step);
  const title = at === undefined ? scene.card.title : t`${scene.card.title}: ${at.title}`;
  const isPictured = view.throws.length === 0 && view.hops === scene.hops.default;
  const whole = viewParams(scene, view);
  const language = params.filter(({ name }) => name === "lang");
  return (
    <div className={styles.columns}>
      <Choices builder={builder} />
      <div className={styles.result}>
        <Preview
          key={scene.card.id}
          scene={scene.card.id}
          title={title}
          params={params}
          sandbox={sandbox}
          step={view.step}
          onStep={(step) => choose({ ...choice, view: { ...view, step } })}
        />
        <Snippets
          embed={{
            scene: scene.card.id,
            title: t`${title} · Between Alice and Bob`,
            params,
            viewParams: [...whole, ...language],
            picture: isPictured ? (at?.id ?? null) : null,
            fullscreen: options.fullscreen,
            sandbox,
          }}
        />
      </div>
    </div>
  );
}
