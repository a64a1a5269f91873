import { type ReactElement, useEffect, useState } from "react";
import type { CertificateSaid } from "../../inspect/certificate/CertificateParts.tsx";
import { CertificateSheet } from "../../inspect/certificate/CertificateSheet.tsx";
import type { Card } from "./judging/cards.ts";
import { describeCertificate } from "./judging/judging.ts";

type Props = Readonly<{ card: Card; time: string; chain: readonly Uint8Array[] }>;

/** A certificate that was given, open: what it says is read when it is asked for. */
export function CardSheet({ card, time, chain }: Props): ReactElement {
  const [said, setSaid] = useState<CertificateSaid | null>(null);
  useEffect(() => {
    if (card.parsed === null) return;
    let gone = false;
    void describeCertificate(card.der).then((description) => {
      if (!gone) setSaid(description);
    });
    return () => {
      gone = true;
    };
  }, [card]);
  return <CertificateSheet der={card.der} said={said} time={time} chain={chain} />;
}
