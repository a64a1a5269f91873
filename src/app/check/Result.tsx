import { ShieldCheck, ShieldX, TriangleAlert } from "lucide-react";
import type { ReactElement } from "react";
import { timeText } from "../../inspect/certificate/validity.ts";
import { Section } from "../../inspect/parts.tsx";
import { CheckList } from "../../inspect/verdict/CheckList.tsx";
import { reasonWords } from "../../inspect/verdict/words.ts";
import { plural, t } from "../../language/t.ts";
import type { Reason } from "../../pki/verdict.ts";
import { Button } from "../../ui/Button.tsx";
import { later } from "../../ui/later.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { ChainDrawing } from "./ChainDrawing.tsx";
import { VERDICT_ID } from "./Glimpse.tsx";
import type { Judgement } from "./judging/judging.ts";
import { OtherPaths } from "./OtherPaths.tsx";
import type { Options } from "./options.ts";
import styles from "./Result.module.css";

import type { Judged } from "./useJudgement.ts";

type Props = Readonly<{
  judged: Judged;
  options: Options;
  onTrust: (ids: readonly string[], on: boolean) => void;
}>;

const WhatToDo = later(async () => (await import("./WhatToDo.tsx")).WhatToDo);

/** The verdict, from the word down to the last check. */
export function Result({ judged: { judgement, busy, failed }, options, onTrust }: Props): ReactElement {
  if (failed) {
    return (
      <p className={styles.failed}>{t`The judge could not be loaded. Load the page again when the line is better.`}</p>
    );
  }
  if (judgement === null) {
    return <p className={styles.waiting} role="status">{t`Judging…`}</p>;
  }
  const { verdict } = judgement;
  return (
    <div className={styles.result} data-busy={busy}>
      <Banner judgement={judgement} options={options} />
      <Offer judgement={judgement} onTrust={onTrust} />
      <Besides judgement={judgement} />
      <Section title={t`The chain`}>
        <ChainDrawing judgement={judgement} purpose={options.purpose} onTrust={onTrust} />
        {judgement.outOfOrder ? <p className={styles.note}>{ORDER}</p> : null}
        {judgement.aside === 0 ? null : <p className={styles.note}>{asideWords(judgement.aside)}</p>}
      </Section>
      {verdict.accepted ? null : <WhatToDo judgement={judgement} />}
      <Section title={t`The checks that ran`}>
        <CheckList checks={verdict.checks} said={verdict.reason} folded />
      </Section>
      {judgement.others.length === 0 ? null : (
        <Section title={t`Other paths that were tried`}>
          <OtherPaths tried={judgement.others} />
        </Section>
      )}
    </div>
  );
}

function asideWords(count: number): string {
  return plural(count, {
    one: "One more certificate has nothing to do with this chain, and changed nothing.",
    other: "# more certificates have nothing to do with this chain, and changed nothing.",
  });
}

function Banner({
  judgement: { verdict, at, judged },
  options,
}: Pick<Props, "options"> & { judgement: Judgement }): ReactElement {
  const { accepted, reason, alert } = verdict;
  const Icon = accepted ? ShieldCheck : ShieldX;
  const asked = options.name.trim() === "" ? t`any name` : `“${options.name.trim()}”`;
  return (
    <div id={VERDICT_ID} className={styles.banner} data-accepted={accepted}>
      <Icon size={30} strokeWidth={2} aria-hidden />
      <div>
        <h2>
          {accepted ? t`Accepted` : t`Refused`}
          {reason === null ? null : <code>{reason}</code>}
        </h2>
        <p>{accepted ? ACCEPTED[options.purpose] : reasonWords(reason ?? "")}</p>
        {alert === null ? null : (
          <p className={styles.alert}>
            <TriangleAlert size={15} aria-hidden />{" "}
            <RichText text={t`In TLS this ends the handshake with the alert \`${alert}\`.`} />
          </p>
        )}
        <p className={styles.asked}>
          {options.purpose === "server"
            ? t`“${judged.label}” as a server, for ${asked}, at ${timeText(at)}`
            : t`“${judged.label}” as a client, for ${asked}, at ${timeText(at)}`}
        </p>
      </div>
    </div>
  );
}

/** What trusting the roots that came along would change; `still` says why it would be refused all the same. */
function offerWords(roots: number, still: string | null): string {
  if (still === null)
    return plural(roots, {
      one: "With it as a trust anchor, the chain would be accepted.",
      other: "With them as trust anchors, the chain would be accepted.",
    });
  const refused = plural(roots, {
    one: "With it as a trust anchor, it would still be refused.",
    other: "With them as trust anchors, it would still be refused.",
  });
  return `${refused} ${still}`;
}

const ACCEPTED = {
  server: t`Every check passed. What files can’t show: that the server holds the private key, and that it sends this very chain.`,
  client: t`Every check passed. What files can’t show: that the client holds the private key, and that it sends this chain.`,
} as const;

/** Roots that came along and are not trusted: what trusting them would change. */
function Offer({
  judgement: { wouldBe },
  onTrust,
}: Pick<Props, "onTrust"> & { judgement: Judgement }): ReactElement | null {
  if (wouldBe === null) return null;
  const { verdict, anchors } = wouldBe;
  const [root] = anchors;
  if (root === undefined) return null;
  const one = anchors.length === 1;
  return (
    <div className={styles.offer}>
      <p>
        <b>
          {one
            ? t`“${root.label}” came along, and is not trusted.`
            : t`${anchors.length} roots came along that are not trusted.`}
        </b>{" "}
        {offerWords(anchors.length, verdict.accepted ? null : reasonWords(verdict.reason ?? ""))}
      </p>
      <Button
        onClick={() =>
          onTrust(
            anchors.map((card) => card.id),
            true,
          )
        }
      >
        <ShieldCheck size={17} aria-hidden />
        {one ? t`Trust it` : t`Trust them`}
      </Button>
    </div>
  );
}

/** Where the authority is missing altogether: what would still be wrong if it were here and trusted. */
function Besides({ judgement: { verdict, wouldBe } }: Readonly<{ judgement: Judgement }>): ReactElement | null {
  if (wouldBe !== null || !NO_AUTHORITY.includes(verdict.reason)) return null;
  const other = verdict.checks.find(({ result, reason }) => result === "failed" && !NO_AUTHORITY.includes(reason));
  if (other === undefined) return null;
  return (
    <p className={styles.note}>
      <RichText
        text={t`That is not all: with its authority here and trusted, it would still be refused (\`${other.reason ?? ""}\`). ${reasonWords(other.reason ?? "")}`}
      />
    </p>
  );
}

const NO_AUTHORITY: readonly (Reason | null)[] = ["unknown-authority", "missing-intermediate"];

const ORDER = t`They were given in another order than they are to be sent in. If this is the file that a server or client shows, sort it: its own certificate first, then each one’s issuer. Programs pair the key with whichever comes first, and refuse to start with another’s (key values mismatch).`;
