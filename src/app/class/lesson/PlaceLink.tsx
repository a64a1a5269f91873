import type { ReactElement } from "react";
import { numeral, t } from "../../../language/t.ts";
import { cardOf } from "../../../scenes/cards.ts";
import type { Place } from "../../../scenes/lessons/types.ts";
import { placeAddress } from "../places.ts";
import styles from "./Lesson.module.css";

/** Opens a step of a run, with its switches as they are there. On paper its number and name are what one needs. */
export function PlaceLink({ place, named = false }: Readonly<{ place: Place; named?: boolean }>): ReactElement {
  const step = t`step ${numeral(place.at)}: ${place.name}`;
  return (
    <a className={styles.place} href={placeAddress(place)}>
      {named ? t`${cardOf(place.scene).title}, ${step}` : t`Step ${numeral(place.at)}: ${place.name}`}
    </a>
  );
}

/** Opens the step before it: there one asks first, and then goes on. */
export function BeforeLink({ place }: Readonly<{ place: Place }>): ReactElement {
  return (
    <a
      className={styles.before}
      href={placeAddress({ ...place, step: place.before })}
      aria-label={t`One step before step ${numeral(place.at)}: ${place.name}`}
    >
      {t`one step before`}
    </a>
  );
}
