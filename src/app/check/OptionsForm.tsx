import { type ReactElement, useId } from "react";
import { t } from "../../language/t.ts";
import type { Profile, Purpose } from "../../pki/verdict.ts";
import { Segment } from "../../ui/Segment.tsx";
import styles from "./OptionsForm.module.css";
import { asName, hostIn, minuteOf, type Options } from "./options.ts";

const PURPOSES: readonly Readonly<{ value: Purpose; label: string; hint: string }>[] = [
  { value: "server", label: t`a server`, hint: t`What a client would say of it` },
  { value: "client", label: t`a client`, hint: t`What a server that asks for certificates would say of it` },
];

const PROFILES: readonly Readonly<{ value: Profile; label: string; hint: string }>[] = [
  {
    value: "rfc5280",
    label: "RFC 5280",
    hint: t`What the certificate standard asks: right for authorities of your own`,
  },
  { value: "webpki", label: t`Web PKI`, hint: t`And what browsers ask of public authorities beyond it` },
];

const TIMES = [
  { value: "now", label: t`now` },
  { value: "then", label: t`another time` },
] as const;

type Props = Readonly<{
  options: Options;
  /** Names to offer: those of the certificate that is judged. */
  names: readonly string[];
  onChange: (options: Options) => void;
}>;

/** What it has to be good for: for whom, under which name, when, and by whose rules. */
export function OptionsForm({ options, names, onChange }: Props): ReactElement {
  const change = (what: Partial<Options>): void => onChange({ ...options, ...what });
  return (
    <form
      className={styles.form}
      aria-label={t`What it has to be good for`}
      onSubmit={(event) => event.preventDefault()}
    >
      <Name options={options} names={names} change={change} />
      <div className={styles.row}>
        <span aria-hidden>{t`Shown by`}</span>
        <Segment
          label={t`Shown by`}
          options={PURPOSES}
          value={options.purpose}
          onChange={(purpose) => change({ purpose })}
        />
      </div>
      <div className={styles.row}>
        <span aria-hidden>{t`Judged for`}</span>
        <div className={styles.time}>
          <Segment
            label={t`Judged for`}
            options={TIMES}
            value={options.time === null ? "now" : "then"}
            onChange={(value) => change({ time: value === "now" ? null : minuteOf(new Date().toISOString()) })}
          />
          {options.time === null ? null : <Time time={options.time} change={change} />}
        </div>
      </div>
      <div className={styles.row}>
        <span aria-hidden>{t`Rules`}</span>
        <Segment
          label={t`Rules`}
          options={PROFILES}
          value={options.profile}
          onChange={(profile) => change({ profile })}
        />
      </div>
    </form>
  );
}

type PartProps = Readonly<{ options: Options; change: (what: Partial<Options>) => void }>;

function Name({ options, names, change }: PartProps & Pick<Props, "names">): ReactElement {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{t`Called by the name`}</label>
      <input
        id={id}
        type="text"
        list={`${id}-names`}
        value={options.name}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        placeholder={t`any name will do`}
        onChange={(event) => change({ name: asName(event.target.value) })}
        onBlur={(event) => change({ name: hostIn(asName(event.target.value)) })}
      />
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

function Time({ time, change }: Readonly<{ time: string; change: PartProps["change"] }>): ReactElement {
  return (
    <label className={styles.moment}>
      <span className="visually-hidden">{t`Time, UTC`}</span>
      <input
        type="datetime-local"
        value={time.slice(0, 16)}
        min="1950-01-01T00:00"
        max="9999-12-31T23:59"
        onChange={(event) => {
          const minute = minuteOf(event.target.value);
          if (minute !== null) change({ time: minute });
        }}
      />
      <span aria-hidden>{t`UTC`}</span>
    </label>
  );
}
