import { useEffect, useMemo, useState } from "react";
import type { Card } from "./judging/cards.ts";
import type { Judgement } from "./judging/judging.ts";
import type { Item } from "./material/types.ts";
import type { Options } from "./options.ts";
import type { Material } from "./useMaterial.ts";

type Judging = typeof import("./judging/judging.ts");

export type Judged = Readonly<{
  /** null: the judge's code is still on its way, or could not be fetched. */
  cards: readonly Card[] | null;
  judged: Card | null;
  judgement: Judgement | null;
  /** Is a new judgement being made? The last one stands meanwhile. */
  busy: boolean;
  failed: boolean;
}>;

/** What the judge makes of it, again after each change; the judge is fetched when the page opens. */
export function useJudgement(
  items: readonly Item[],
  { judged: chosen, trusted }: Pick<Material, "judged" | "trusted">,
  options: Options,
): Judged {
  const { judging, failed } = useJudge();
  const cards = useMemo(() => judging?.cardsOf(items) ?? null, [judging, items]);
  const judged = useMemo(() => {
    if (judging === null || cards === null) return null;
    return cards.find((card) => card.id === chosen) ?? judging.likeliest(cards);
  }, [judging, cards, chosen]);
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (judging === null || cards === null || judged === null) {
      setJudgement(null);
      setBusy(false);
      return;
    }
    let stale = false;
    setBusy(true);
    void judging.judgeCards({ judged, cards, items, trusted, options, now: new Date() }).then(
      (made) => {
        if (stale) return;
        setJudgement(made);
        setBusy(false);
      },
      // Whatever is given makes a verdict: this is our own mistake, and the error boundary says so.
      (error: unknown) =>
        setJudgement(() => {
          throw error;
        }),
    );
    return () => {
      stale = true;
    };
  }, [judging, cards, items, judged, trusted, options]);
  return { cards, judged, judgement: judged === null ? null : judgement, busy, failed };
}

function useJudge(): Readonly<{ judging: Judging | null; failed: boolean }> {
  const [judging, setJudging] = useState<Judging | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    import("./judging/judging.ts").then(
      (module) => !gone && setJudging(module),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, []);
  return { judging, failed };
}
