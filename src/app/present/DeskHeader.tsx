import { ALargeSmall, CircleQuestionMark, Moon, QrCode, Sun } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import type { Cover } from "../../present/channel/messages.ts";
import { ConnectionLine } from "../../present/parts/ConnectionLine.tsx";
import { Timer } from "../../present/parts/Timer.tsx";
import type { StopwatchControl } from "../../present/parts/useStopwatch.ts";
import type { Presenter } from "../../present/presenter/presenter.ts";
import { useStoreOf } from "../../present/useStore.ts";
import { acts } from "../../scenes/catalog.ts";
import { IconButton } from "../../ui/Button.tsx";
import { ThemeButton } from "../ThemeButton.tsx";
import styles from "./Desk.module.css";
import { useViewAddress } from "./useViewAddress.ts";

type HeaderProps = Readonly<{
  presenter: Presenter;
  watch: StopwatchControl;
  big: boolean;
  onBig: (big: boolean) => void;
  onHelp: () => void;
}>;

/** Which scene, whether the audience is there, how long it has been; and what is done to the screen as a whole. */
export function DeskHeader({ presenter, watch, big, onBig, onHelp }: HeaderProps): ReactElement {
  const card = usePlayer((state) => state.scene.card);
  const { link, state } = presenter;
  const act = acts.find(({ number }) => number === card.act);
  const open = useStoreOf(state, ({ room }) => room.code);
  const address = useViewAddress();
  return (
    <header className={styles.header}>
      <p className={styles.crumb}>
        <span>{act === undefined ? "" : t`Act ${act.numeral}`}</span> <b>{card.title}</b>
      </p>
      <ConnectionLine link={link} address={address} />
      <Timer watch={watch} />
      <div className={styles.tools}>
        <CoverButtons presenter={presenter} />
        <IconButton
          label={t`A code for telephones (Q)`}
          icon={<QrCode size={18} aria-hidden />}
          onClick={() => link.post({ type: "code", open: !open })}
        />
        <IconButton
          label={t`Larger words`}
          aria-pressed={big}
          icon={<ALargeSmall size={20} aria-hidden />}
          onClick={() => onBig(!big)}
        />
        <ThemeButton />
        <IconButton label={t`Help and keys (?)`} icon={<CircleQuestionMark size={18} aria-hidden />} onClick={onHelp} />
      </div>
    </header>
  );
}

function CoverButtons({ presenter: { link, state } }: Readonly<{ presenter: Presenter }>): ReactElement {
  const cover = useStoreOf(state, ({ room }) => room.cover);
  const toggle = (wanted: NonNullable<Cover>) => () =>
    link.post({ type: "cover", cover: cover === wanted ? null : wanted });
  return (
    <>
      <IconButton
        label={t`Black screen (B)`}
        aria-pressed={cover === "black"}
        icon={<Moon size={17} fill="currentColor" aria-hidden />}
        onClick={toggle("black")}
      />
      <IconButton
        label={t`White screen (W)`}
        aria-pressed={cover === "white"}
        icon={<Sun size={18} aria-hidden />}
        onClick={toggle("white")}
      />
    </>
  );
}
