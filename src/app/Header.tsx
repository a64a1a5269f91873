import { Check, CircleQuestionMark, Ellipsis, Link } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import type { Depth } from "../player/types.ts";
import { acts } from "../scenes/catalog.ts";
import { IconButton } from "../ui/Button.tsx";
import { copyText } from "../ui/clipboard.ts";
import { later } from "../ui/later.tsx";
import { Popover } from "../ui/Popover.tsx";
import { Segment } from "../ui/Segment.tsx";
import { Select } from "../ui/Select.tsx";
import { useMedia } from "../ui/useMedia.ts";
import { Brand } from "./Brand.tsx";
import styles from "./Header.module.css";
import { ThemeButton } from "./ThemeButton.tsx";

const Menu = later(async () => (await import("./late.ts")).Menu);

const DEPTHS: readonly Readonly<{ value: Depth; label: string; hint: string }>[] = [
  { value: "story", label: t`Story`, hint: t`Plain words (1)` },
  { value: "protocol", label: t`Protocol`, hint: t`Messages, fields and sections (2)` },
  { value: "bytes", label: t`Bytes`, hint: t`Every byte, labelled (3)` },
];

type HeaderProps = Readonly<{ onHelp: () => void; onTakeHome: () => void; onPresent?: (() => void) | undefined }>;

/** Where we are, how deep we look, and through whose eyes. */
export function Header({ onHelp, onTakeHome, onPresent }: HeaderProps): ReactElement {
  const narrow = useMedia("(max-width: 760px)");
  return (
    <header className={styles.header}>
      <a className={styles.brand} href="#/" title={t`All scenes`}>
        <Brand />
        <span>{t`Between Alice and Bob`}</span>
      </a>
      <Crumb />
      <div className={styles.views}>
        <DepthControl wide={narrow} />
        <EyesControl />
      </div>
      <div className={styles.tools}>
        {!narrow && <ThemeButton />}
        {!narrow && <ShareButton />}
        {!narrow && (
          <IconButton
            label={t`Help and keys (?)`}
            icon={<CircleQuestionMark size={18} aria-hidden />}
            onClick={onHelp}
          />
        )}
        <Popover side="below" label={t`More`} icon={<Ellipsis size={18} aria-hidden />}>
          {(close) => (
            <Menu narrow={narrow} onHelp={onHelp} onTakeHome={onTakeHome} onPresent={onPresent} onDone={close} />
          )}
        </Popover>
      </div>
    </header>
  );
}

function Crumb(): ReactElement {
  const card = usePlayer((state) => state.scene.card);
  const live = usePlayer((state) => state.live);
  const act = acts.find((one) => one.number === card.act);
  return (
    <p className={styles.crumb}>
      {act !== undefined && (
        <span className={styles.act}>
          {t`Act ${act.numeral} · ${act.title}`} <span aria-hidden>/</span>{" "}
        </span>
      )}
      <b>{card.title}</b>
      {!live && <span className={styles.file}>{t`from a file`}</span>}
    </p>
  );
}

/** How deep we look. */
export function DepthControl({ wide }: Readonly<{ wide: boolean }>): ReactElement {
  const depth = usePlayer((state) => state.depth);
  const { setDepth } = usePlayerActions();
  return <Segment label={t`Depth`} options={DEPTHS} value={depth} onChange={setDepth} wide={wide} />;
}

/** More people than this don't fit side by side. */
const MOST_SIDE_BY_SIDE = 6;

/** Through whose eyes. `folded`: as a list that is closed until asked, however much room there is. */
export function EyesControl({ folded = false }: Readonly<{ folded?: boolean }>): ReactElement {
  const roomy = useMedia("(min-width: 1400px)");
  const cast = usePlayer((state) => state.recording.cast);
  const eyes = usePlayer((state) => state.eyes);
  const mallory = usePlayer(({ recording, index }) => {
    const world = recording.steps[index - 1]?.world ?? recording.start;
    return Object.entries(world.actors).find(([, actor]) => actor.strategy !== "off")?.[0] ?? null;
  });
  const { setEyes } = usePlayerActions();
  const people = cast.filter((actor) => actor.role !== "authority" && actor.outside !== true);
  const options = [
    { value: "all", label: t`All`, hint: t`Everybody’s desk, nobody’s eyes` },
    ...people.map(({ id, name }) => {
      const label = id === mallory ? "Mallory" : name;
      return { value: id, label, hint: t`What ${label} can read` };
    }),
  ];
  if (!folded && roomy && options.length <= MOST_SIDE_BY_SIDE) {
    return <Segment label={t`Look through the eyes of`} options={options} value={eyes} onChange={setEyes} />;
  }
  return (
    <Select label={t`Look through the eyes of`} prefix={t`Eyes: `} options={options} value={eyes} onChange={setEyes} />
  );
}

/** How long the button says that it worked, in ms. */
const SAID_MS = 2000;

function ShareButton(): ReactElement {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const icon = copied ? <Check size={18} aria-hidden /> : <Link size={18} aria-hidden />;
  return (
    <>
      <IconButton
        label={copied ? t`Address copied` : t`Copy the address of this view`}
        icon={icon}
        onClick={() => void copyText(location.href).then(setCopied)}
      />
      <span role="status" className="visually-hidden">
        {copied ? t`Address copied` : ""}
      </span>
    </>
  );
}
