import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { quoted } from "../player/address.ts";
import styles from "./SeedLine.module.css";

/** What has to be said of every seeded run. */
export const SEEDED = t`Seeded run: these keys are known to everybody who has the address.`;

/** What a seed is, and what it means for the keys. `seed`: the one of the run on stage; null where it has none. */
export function SeedWords({ seed }: Readonly<{ seed: string | null }>): ReactElement {
  return (
    <div className={styles.words}>
      {seed !== null && <p>{t`Everything random in this run follows from the seed ${quoted(seed)}.`}</p>}
      <p>{t`With a seed, keys, certificates, nonces and signatures are the same for everybody who has the address, to the byte, in any browser and as often as it is run: so a text or a teacher can say “the key 7f3a”, and all see it.`}</p>
      <p>{t`Therefore none of its keys is a secret: whoever has the seed has the private keys too, and the RSA keys are made of primes that are published with this page. Everything else is as always: what is encrypted is really encrypted, and what is checked is really checked.`}</p>
      <p>{t`Real programs never do this. Their keys come from chance that nobody can repeat, as here where there is no seed.`}</p>
    </div>
  );
}
