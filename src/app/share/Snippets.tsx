import { type ReactElement, useId, useState } from "react";
import { t } from "../../language/t.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Segment, type SegmentOption } from "../../ui/Segment.tsx";
import styles from "./Share.module.css";
import { type Embed, type Kind, previewPage, siteIn, snippetOf } from "./snippets.ts";

/** Stands where nobody has said where the scenes are. */
const EXAMPLE = "https://your.site/";

const KINDS: readonly SegmentOption<Kind>[] = [
  { value: "element", label: t`Element` },
  { value: "iframe", label: t`iframe` },
  { value: "markdown", label: t`Markdown` },
  { value: "link", label: t`Link` },
];

const ABOUT: Readonly<Record<Kind, string>> = {
  element: t`A picture until it comes near, then the scene. The script stands once in a page, however many scenes there are; without JavaScript the picture is a link.`,
  iframe: t`The scene in a frame, with nothing else. Works wherever frames do.`,
  markdown: t`A picture of the step that leads to the scene: for pages that allow no frames, such as a README.`,
  link: t`The whole scene, at this step.`,
};

/** What to copy, in the form that the page takes. */
export function Snippets({ embed }: Readonly<{ embed: Omit<Embed, "site"> }>): ReactElement {
  const [kind, setKind] = useState<Kind>("element");
  const [written, setWritten] = useState(() => siteIn(location.href.replace(/[?#].*$/, "")) ?? "");
  const site = siteIn(written);
  const id = useId();
  const whole = { ...embed, site: site ?? EXAMPLE };
  const code = snippetOf(kind, whole);
  return (
    <section className={styles.snippets} aria-label={t`To copy`}>
      <Segment label={t`As`} options={KINDS} value={kind} onChange={setKind} wide />
      <p className={styles.hint}>{ABOUT[kind]}</p>
      <div className={styles.code}>
        <textarea
          readOnly
          rows={kind === "link" ? 2 : 6}
          value={code}
          aria-label={t`Code`}
          spellCheck={false}
          dir="ltr"
        />
        <CopyButton text={code} label={t`Copy`} />
      </div>
      {kind === "link" && (
        <p className={styles.hint}>
          {t`Where links unfold to a preview, this address does, and leads to the opening of the scene:`}{" "}
          <code dir="ltr">{previewPage(whole)}</code>
        </p>
      )}
      <div className={styles.field}>
        <label htmlFor={id}>{t`Where the scenes are`}</label>
        <input
          id={id}
          type="url"
          dir="ltr"
          value={written}
          placeholder={EXAMPLE}
          aria-invalid={site === null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setWritten(event.target.value)}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          {hintOf(site)}
        </p>
      </div>
    </section>
  );
}

/** What has to be said of an address at which the scenes are. */
function hintOf(site: string | null): string {
  if (site === null) return t`An address that begins with https://, under which these pages lie.`;
  const { protocol, hostname } = new URL(site);
  if (/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
    return t`This is your own machine. Say where your readers will find these pages.`;
  if (protocol === "http:")
    return t`Over http browsers refuse real cryptography: the scenes and the page around them want https.`;
  return t`The page around it must come over https too: in a page that came over http, browsers refuse the frame real cryptography, and it says so.`;
}
