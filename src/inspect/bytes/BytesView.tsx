import { type ReactElement, useId, useMemo, useState } from "react";
import { toHex } from "../../bytes/hex.ts";
import { type ByteTree, fieldsAt } from "../../bytes/tree.ts";
import { t } from "../../language/t.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { SaveButton } from "../../ui/SaveButton.tsx";
import { Tree } from "../../ui/Tree.tsx";
import { visible } from "../certificate/visible.ts";
import { bytesText } from "../names.ts";
import styles from "./BytesView.module.css";
import { fieldId, fieldRows, spanText } from "./fields.ts";
import { HexView } from "./HexView.tsx";
import { fieldWords } from "./words.ts";

/** Longer values are cut in the tree: the whole field lies in the hex view. */
const MOST = 48;

type Props = Readonly<{
  bytes: Uint8Array;
  tree: ByteTree;
  label: string;
  /** What a field means, by its path. */
  words?: (path: string) => string | null;
  /** The name under which the bytes can be saved. */
  file: string;
}>;

/** Bytes twice: as a tree of fields and as a dump. Pointing at one lights the other. */
export function BytesView({ bytes, tree, label, words = fieldWords, file }: Props): ReactElement {
  const [active, setActive] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const { items, byId } = useMemo(() => fieldRows(tree), [tree]);
  const wordsId = useId();
  const lit = byId.get(pointed ?? active ?? "") ?? null;
  const chosen = lit ?? tree;
  const idAt = (offset: number): string | null => {
    const field = fieldsAt(tree, offset).at(-1);
    return field === undefined ? null : fieldId(field);
  };
  // What is chosen last is what is lit, wherever the pointer was left.
  const choose = (id: string | null): void => {
    setActive(id);
    setPointed(null);
  };
  return (
    <div className={styles.view}>
      <HexView
        bytes={bytes}
        lit={lit}
        label={t`${label}, hexadecimal`}
        nameAt={(offset) => fieldsAt(tree, offset).at(-1)?.name ?? ""}
        onChoose={(offset) => choose(idAt(offset))}
        onPoint={(offset) => setPointed(offset === null ? null : idAt(offset))}
      />
      <div className={styles.words} id={wordsId}>
        <p className={styles.name}>
          <code>{chosen.name}</code> <span>{bytesText(chosen.end - chosen.start)}</span>
        </p>
        <p>{words(chosen.path) ?? t`Point at a field or a byte to see what it is.`}</p>
        {chosen.value === null ? null : <p className={styles.value}>{visible(chosen.value)}</p>}
      </div>
      <Tree
        label={t`${label}, field by field`}
        items={items}
        active={active}
        describedBy={wordsId}
        onActive={choose}
        onPoint={setPointed}
        row={(id) => <FieldRow field={byId.get(id) ?? tree} />}
      />
      <div className={styles.take}>
        <CopyButton text={toHex(bytes)} label={t`Copy as hex`} />
        <SaveButton bytes={bytes} name={file} label={t`Download`} />
      </div>
    </div>
  );
}

function FieldRow({ field }: { field: ByteTree }): ReactElement {
  const value = field.value === null ? "" : visible(field.value);
  return (
    <span className={styles.row}>
      <code className={styles.field}>{field.name}</code>
      <span className={styles.short}>{value.length > MOST ? `${value.slice(0, MOST)}…` : value}</span>
      <span className={styles.span}>{spanText(field)}</span>
    </span>
  );
}
