import {
  ChevronDown,
  Eraser,
  FilePlus2,
  FlaskConical,
  Info,
  LoaderCircle,
  ShieldX,
  TriangleAlert,
  Undo2,
  X,
} from "lucide-react";
import { type ClipboardEvent, type ReactElement, useId, useRef } from "react";
import { visible } from "../../inspect/certificate/visible.ts";
import { Visible } from "../../inspect/details.tsx";
import { plural, t } from "../../language/t.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { EXAMPLES, type ExampleId, isExample } from "./examples.ts";
import styles from "./GivenField.module.css";
import { LONGEST_IN_FIELD, type Source } from "./material/collect.ts";
import { readText } from "./material/read.ts";
import type { Remark } from "./material/types.ts";
import type { Given } from "./useMaterial.ts";

type Props = Readonly<{ given: Given; over: boolean; making: boolean; onExample: (id: ExampleId) => void }>;

/** Where things are pasted, dropped and chosen, and what there is to say of them. */
export function GivenField({ given, over, making, onExample }: Props): ReactElement {
  const { material, setText, addFiles } = given;
  const id = useId();
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData("text/plain");
    if (files.length > 0) {
      event.preventDefault();
      void addFiles([...files]);
    } else if (text.length > LONGEST_IN_FIELD || readText(text).remarks.some((remark) => remark.kind === "secret")) {
      // A key never gets into the field, not even into what the browser would undo to.
      event.preventDefault();
      const { value, selectionStart, selectionEnd } = event.currentTarget;
      setText(
        text.length > LONGEST_IN_FIELD ? text : value.slice(0, selectionStart) + text + value.slice(selectionEnd),
      );
    }
  };
  return (
    <div className={styles.field}>
      <div className={styles.drop} data-over={over}>
        <label htmlFor={id}>{t`Certificates, chain, roots, revocation lists`}</label>
        <textarea
          id={id}
          value={material.text}
          rows={material.text === "" ? 5 : 9}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={`-----BEGIN CERTIFICATE-----\n${t`…or what openssl s_client -showcerts printed,\na Kubernetes secret, several files at once`}`}
          onPaste={onPaste}
          onChange={(event) => setText(event.target.value)}
        />
        {over ? (
          <p className={styles.target}>
            <FilePlus2 size={28} aria-hidden />
            {t`Let go: the files are read here, in this page`}
          </p>
        ) : null}
      </div>
      <Tools given={given} making={making} onExample={onExample} />
      <Secret given={given} />
      <Remarks remarks={given.remarks} />
      <Sources given={given} />
    </div>
  );
}

function Tools({ given, making, onExample }: Omit<Props, "over">): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.tools}>
      <Button onClick={() => input.current?.click()}>
        <FilePlus2 size={17} aria-hidden />
        {t`Choose files`}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t`Certificate files`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          void given.addFiles(files);
        }}
      />
      <ExamplePicker making={making} onExample={onExample} />
      {given.isEmpty ? null : (
        <Button look="quiet" onClick={given.clear}>
          <Eraser size={17} aria-hidden />
          {t`Clear`}
        </Button>
      )}
      {given.canUndo ? (
        <Button look="quiet" onClick={given.undo}>
          <Undo2 size={17} aria-hidden />
          {t`Undo`}
        </Button>
      ) : null}
      {given.reading || making ? (
        <p className={styles.busy} role="status">
          <LoaderCircle size={16} aria-hidden />
          {making ? t`Issuing it…` : t`Reading…`}
        </p>
      ) : null}
    </div>
  );
}

/** Chooses a fault, which is then issued and judged: a list that is always at its first line. */
function ExamplePicker({ making, onExample }: Pick<Props, "making" | "onExample">): ReactElement {
  return (
    <label className={styles.example}>
      <FlaskConical size={17} aria-hidden />
      <span className="visually-hidden">{t`Try an example`}</span>
      <select
        value=""
        disabled={making}
        onChange={(event) => {
          const { value } = event.target;
          if (isExample(value)) onExample(value);
        }}
      >
        <option value="">{t`Try an example`}</option>
        {Object.entries(EXAMPLES).map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <ChevronDown size={16} aria-hidden />
    </label>
  );
}

function Secret({ given }: Pick<Props, "given">): ReactElement {
  return (
    <div role="alert">
      {given.material.secret ? (
        <div className={styles.secret}>
          <ShieldX size={19} aria-hidden />
          <p>
            <b>{t`That held a private key.`}</b>{" "}
            {t`It was dropped at once: it is not shown, not kept, and not needed here. If it was on its way to somebody else, treat it as lost: make a new one.`}
          </p>
          <IconButton look="quiet" label={t`Dismiss`} icon={<X size={16} aria-hidden />} onClick={given.forgetSecret} />
        </div>
      ) : null}
    </div>
  );
}

function Remarks({ remarks }: { remarks: readonly Remark[] }): ReactElement {
  return (
    <div role="status">
      {remarks.length === 0 ? null : (
        <ul className={styles.remarks}>
          {remarks.map(({ kind, sentence }) => (
            <li key={sentence}>
              {kind === "hint" ? <Info size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Sources({ given }: Pick<Props, "given">): ReactElement | null {
  const { sources } = given.material;
  if (sources.length === 0) return null;
  return (
    <ul className={styles.sources} aria-label={t`Files`}>
      {sources.map((source) => (
        <li key={source.id}>
          <div>
            <b>
              <Visible text={source.name} />
            </b>
            <span>{countWords(source)}</span>
            {source.remarks.map(({ sentence }) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <IconButton
            look="quiet"
            label={t`Take out ${visible(source.name)}`}
            icon={<X size={16} aria-hidden />}
            onClick={() => given.removeSource(source.id)}
          />
        </li>
      ))}
    </ul>
  );
}

/** `2 certificates, 1 revocation list`. */
function countWords({ items }: Source): string {
  const words = (
    [
      ["certificate", { one: "# certificate", other: "# certificates" }],
      ["crl", { one: "# revocation list", other: "# revocation lists" }],
      ["ocsp", { one: "# OCSP answer", other: "# OCSP answers" }],
    ] as const
  ).flatMap(([kind, forms]) => {
    const count = items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [plural(count, forms)];
  });
  return words.length === 0 ? t`nothing to judge` : words.join(", ");
}
