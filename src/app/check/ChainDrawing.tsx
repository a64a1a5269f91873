import {
  ChevronDown,
  CircleDashed,
  FileBadge2,
  Landmark,
  Link2,
  Link2Off,
  Server,
  ShieldCheck,
  ShieldQuestionMark,
  UserRound,
  X,
} from "lucide-react";
import { type ReactElement, useState } from "react";
import { timeText } from "../../inspect/certificate/validity.ts";
import { Visible } from "../../inspect/details.tsx";
import { t } from "../../language/t.ts";
import type { Check, Purpose } from "../../pki/verdict.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/Chip.tsx";
import { later } from "../../ui/later.tsx";
import styles from "./ChainDrawing.module.css";
import { faultsOf } from "./faults.ts";
import type { Link } from "./judging/chain.ts";
import type { Judgement } from "./judging/judging.ts";

const CardSheet = later(async () => (await import("./CardSheet.tsx")).CardSheet);

type Props = Readonly<{
  judgement: Judgement;
  purpose: Purpose;
  onTrust: (ids: readonly string[], on: boolean) => void;
}>;

/** The chain as a chain: the end-entity certificate first, the trust anchor last, and what ties each to the next. */
export function ChainDrawing({ judgement, purpose, onTrust }: Props): ReactElement {
  const { links, at, namesakes } = judgement;
  const last = links.at(-1);
  return (
    <ol className={styles.chain}>
      {links.map((link, index) => (
        <li key={link.card.id} className={styles.link}>
          <Node
            link={link}
            first={index === 0}
            at={at}
            purpose={purpose}
            chain={links.slice(index)}
            checks={judgement.verdict.checks}
          />
          <Tie link={link} next={links[index + 1]} />
        </li>
      ))}
      {last === undefined ? null : <End link={last} namesakes={namesakes.length} onTrust={onTrust} />}
    </ol>
  );
}

type NodeProps = Readonly<{
  link: Link;
  first: boolean;
  at: string;
  purpose: Purpose;
  chain: readonly Link[];
  checks: readonly Check[];
}>;

function Node({ link, first, at, purpose, chain, checks }: NodeProps): ReactElement {
  const [open, setOpen] = useState(false);
  const { card, isAnchor } = link;
  const Icon = iconOf(link, first, purpose);
  return (
    <div className={styles.node} data-anchor={isAnchor} data-first={first}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={styles.icon}>
          <Icon size={20} aria-hidden />
        </span>
        <span className={styles.words}>
          <b>{card.parsed === null ? t`A certificate that can’t be read` : <Visible text={card.label} />}</b>
          <small>
            {roleOf(link, first)}
            {card.parsed === null ? "" : t`, until ${timeText(card.notAfter)}`}
          </small>
        </span>
        <ChevronDown className={styles.chevron} size={18} aria-hidden />
      </button>
      <Faults link={link} first={first} at={at} checks={checks} />
      {open ? (
        <div className={styles.sheet}>
          <CardSheet card={card} time={at} chain={chain.map((one) => one.card.der)} />
        </div>
      ) : null}
    </div>
  );
}

/** What is wrong with this certificate. */
function Faults({ link: { card }, first, at, checks }: Pick<NodeProps, "link" | "first" | "at" | "checks">) {
  const faults = card.parsed === null ? [card.label] : faultsOf(card, first, at, checks);
  if (faults.length === 0) return null;
  return (
    <p className={styles.faults}>
      {faults.map((fault) => (
        <Chip key={fault} tone="red" icon={<X size={13} strokeWidth={3} aria-hidden />}>
          {fault}
        </Chip>
      ))}
    </p>
  );
}

function iconOf({ card, isAnchor }: Link, first: boolean, purpose: Purpose): typeof Server {
  if (first && !(isAnchor && card.isCA)) return purpose === "server" ? Server : UserRound;
  return isAnchor || card.isSelfSigned ? Landmark : FileBadge2;
}

function roleOf({ card, isAnchor }: Link, first: boolean): string {
  if (isAnchor) return first ? t`end-entity certificate, trusted itself` : t`trust anchor`;
  if (first) return t`end-entity certificate`;
  return card.isSelfSigned ? t`a root, not trusted here` : t`intermediate`;
}

/** Between a certificate and the next one up. */
function Tie({ link, next }: Readonly<{ link: Link; next: Link | undefined }>): ReactElement | null {
  if (next === undefined) return null;
  const Icon = link.tie === "signed" ? Link2 : Link2Off;
  return (
    <p className={styles.tie} data-tie={link.tie}>
      <span className={styles.knot}>
        <Icon size={16} aria-hidden />
      </span>
      <span>{TIE_WORDS[link.tie === "signed" || link.tie === "unknown" ? link.tie : "unsigned"]}</span>
    </p>
  );
}

const TIE_WORDS = {
  signed: t`signed by the one below: the signature fits`,
  unsigned: t`names the one below as its issuer, but the signature does not fit`,
  unknown: t`names the one below as its issuer, and is signed in a way that nobody here can verify`,
} as const;

/** Where the chain ends: at a trust anchor, or at what is missing. */
function End({
  link: { card, tie },
  namesakes,
  onTrust,
}: Pick<Props, "onTrust"> & { link: Link; namesakes: number }): ReactElement {
  if (tie === "top") {
    return (
      <li className={styles.end} data-tie="top">
        <ShieldCheck size={17} aria-hidden />
        <span>{t`You trust it. Here the chain may end.`}</span>
      </li>
    );
  }
  if (tie === "missing" && card.parsed !== null) {
    return <Missing issuer={card.issuer} namesakes={namesakes} />;
  }
  return (
    <li className={styles.end} data-tie="loose">
      <ShieldQuestionMark size={17} aria-hidden />
      <span>{t`It vouches for itself, and you have not said that you trust it.`}</span>
      {card.parsed === null ? null : (
        <Button onClick={() => onTrust([card.id], true)}>
          <ShieldCheck size={16} aria-hidden />
          {t`Trust it`}
        </Button>
      )}
    </li>
  );
}

/** The issuer that was not given. One of its name with another key is the puzzle of an authority that was made anew. */
function Missing({ issuer, namesakes }: Readonly<{ issuer: string; namesakes: number }>): ReactElement {
  return (
    <li className={styles.link}>
      <p className={styles.tie} data-tie="missing">
        <span className={styles.knot}>
          <Link2Off size={16} aria-hidden />
        </span>
        <span>
          {namesakes === 0
            ? t`names an issuer that was not given`
            : t`names an issuer of which only a namesake was given`}
        </span>
      </p>
      <div className={styles.node} data-missing>
        <div className={styles.head}>
          <span className={styles.icon}>
            <CircleDashed size={20} aria-hidden />
          </span>
          <span className={styles.words}>
            <b>
              <Visible text={issuer} />
            </b>
            <small>
              {namesakes === 0
                ? t`missing: paste its certificate too`
                : t`missing: what was given under this name has another key, as after an authority is made anew`}
            </small>
          </span>
        </div>
      </div>
    </li>
  );
}
