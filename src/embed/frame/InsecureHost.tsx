import { ExternalLink } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { formatParams, parseAddress } from "../../player/address.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { readFrame } from "../options.ts";
import { inSameLanguage } from "../place.ts";
import styles from "./Poster.module.css";

/**
 * Whether it is the page around that keeps the browser's cryptography from this one: a frame is a secure context only
 * if all pages around it are (W3C Secure Contexts §3.1).
 */
export function isHostInsecure(): boolean {
  return window.parent !== window && location.protocol === "https:";
}

/** Why nothing can run in this frame, and the way out of it, unless nothing is to lead out. */
export function InsecureHost(): ReactElement {
  const address = parseAddress(location.hash);
  const { options, view } = readFrame(address);
  return (
    <main className={styles.poster}>
      <h1>{t`This needs a page that came over https`}</h1>
      <p>
        {t`The page around this frame came over plain http, so the browser keeps its cryptography from the frame. Everything here is computed for real: nothing can run without it.`}
      </p>
      {options.links && (
        <ButtonLink
          look="primary"
          href={inSameLanguage(view.scene === null ? "#/" : formatParams("scene", view.scene, view.params))}
          target="_blank"
          rel="noopener"
        >
          <ExternalLink size={17} aria-hidden /> {t`Open it in a new tab`}
        </ButtonLink>
      )}
    </main>
  );
}
