import type { ReactElement } from "react";
import { languages } from "../../language/languages.ts";
import { plural, t } from "../../language/t.ts";
import { switchValue } from "../../player/throws.ts";
import type { View } from "../../player/url.ts";
import { acts, cards } from "../../scenes/catalog.ts";
import type { SwitchSpec } from "../../scenes/types.ts";
import type { SegmentOption } from "../../ui/Segment.tsx";
import type { Choice } from "./choice.ts";
import { CheckField, Choose, Group, ListField, type Option } from "./Field.tsx";
import styles from "./Share.module.css";
import type { Builder } from "./useBuilder.ts";

const DEPTHS: readonly SegmentOption<View["depth"]>[] = [
  { value: "story", label: t`Story` },
  { value: "protocol", label: t`Protocol` },
  { value: "bytes", label: t`Bytes` },
];
const CONTROLS: readonly SegmentOption<Choice["options"]["controls"]>[] = [
  { value: "full", label: t`All` },
  { value: "minimal", label: t`Few` },
  { value: "none", label: t`None` },
];
const THEMES: readonly SegmentOption<"light" | "dark" | "auto">[] = [
  { value: "auto", label: t`Theirs` },
  { value: "light", label: t`Light` },
  { value: "dark", label: t`Dark` },
];
const KEYS: readonly Option[] = [
  { value: "inside", label: t`All, while it has the focus` },
  { value: "boundary", label: t`All, and at either end the page gets them` },
  { value: "none", label: t`None` },
];
const NONE = "";

/** All that can be chosen of an embedded scene. */
export function Choices({ builder }: Readonly<{ builder: Builder }>): ReactElement {
  return (
    <form className={styles.choices} aria-label={t`What is embedded`} onSubmit={(event) => event.preventDefault()}>
      <What builder={builder} />
      <Switches builder={builder} />
      <Looks builder={builder} />
      <Behaviour builder={builder} />
    </form>
  );
}

function What({ builder }: Readonly<{ builder: Builder }>): ReactElement {
  const { scene, choice, facts, chooseScene } = builder;
  const { view, options } = choice;
  const setView = (part: Partial<View>) => builder.choose({ ...choice, view: { ...view, ...part } });
  const at = facts.steps.findIndex(({ id }) => id === view.step);
  const numbered = facts.steps.map(({ id, title }, i) => ({ value: id, label: `${i + 1} · ${title}` }));
  const people = facts.cast.filter(({ role }) => role !== "authority");
  return (
    <Group title={t`What`}>
      <ListField
        label={t`Scene`}
        value={scene.card.id}
        options={acts.map((act) => ({
          group: t`Act ${act.numeral} · ${act.title}`,
          options: cards
            .filter((card) => card.act === act.number)
            .map(({ id, title }) => ({ value: id, label: title })),
        }))}
        onChange={chooseScene}
      />
      <ListField
        label={t`Begins at`}
        value={at < 0 ? NONE : (view.step ?? NONE)}
        options={[{ value: NONE, label: t`The opening: ${facts.opening}` }, ...numbered]}
        onChange={(step) => setView({ step: step === NONE ? null : step })}
      />
      <ListField
        label={t`Ends after`}
        value={numbered.some(({ value }) => value === options.end) ? (options.end ?? NONE) : NONE}
        options={[{ value: NONE, label: t`The end of the story` }, ...numbered.slice(Math.max(at, 0))]}
        onChange={(end) => builder.choose({ ...choice, options: { ...options, end: end === NONE ? null : end } })}
      />
      <ListField
        label={t`Through the eyes of`}
        value={view.eyes}
        options={[{ value: "all", label: t`Everybody` }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(eyes) => setView({ eyes })}
      />
      <Choose label={t`Depth`} options={DEPTHS} value={view.depth} onChange={(depth) => setView({ depth })} />
    </Group>
  );
}

function Switches({ builder }: Readonly<{ builder: Builder }>): ReactElement | null {
  const { scene, choice } = builder;
  const { view } = choice;
  const { min, max } = scene.hops;
  if (scene.switches.length === 0 && min === max) return null;
  const setView = (part: Partial<View>) => builder.choose({ ...choice, view: { ...view, ...part } });
  const set = ({ id }: SwitchSpec, value: string) => {
    const others = view.throws.filter((thrown) => thrown.switch !== id);
    const usual = switchValue(scene, [], id) === value;
    setView({ throws: usual ? others : [...others, { switch: id, value, after: null }] });
  };
  const routers = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return (
    <Group title={t`Switches`}>
      {scene.switches.map((spec) => {
        const thrown = view.throws.filter((one) => one.switch === spec.id).at(-1);
        const later = thrown?.after ?? null;
        return (
          <ListField
            key={spec.id}
            label={spec.label}
            value={switchValue(scene, view.throws, spec.id)}
            hint={later === null ? "" : t`Thrown during the run. Choosing here throws it from the start.`}
            options={spec.options}
            onChange={(value) => set(spec, value)}
          />
        );
      })}
      {max > min && (
        <ListField
          label={t`Routers`}
          value={String(view.hops)}
          options={routers.map((hops) => ({
            value: String(hops),
            label: plural(hops, { one: "# router", other: "# routers" }),
          }))}
          onChange={(hops) => setView({ hops: Number(hops) })}
        />
      )}
    </Group>
  );
}

function Looks({ builder }: Readonly<{ builder: Builder }>): ReactElement {
  const { choice, choose } = builder;
  const { view, options, lang } = choice;
  return (
    <Group title={t`Looks`}>
      <Choose
        label={t`Controls`}
        options={CONTROLS}
        value={options.controls}
        onChange={(controls) => choose({ ...choice, options: { ...options, controls } })}
      />
      <Choose
        label={t`Light or dark`}
        options={THEMES}
        value={view.theme ?? "auto"}
        onChange={(theme) => choose({ ...choice, view: { ...view, theme: theme === "auto" ? null : theme } })}
      />
      <ListField
        label={t`Language`}
        value={lang ?? NONE}
        options={[
          { value: NONE, label: t`The reader’s own` },
          ...languages.map(({ tag, name }) => ({ value: tag, label: name })),
        ]}
        onChange={(tag) => choose({ ...choice, lang: languages.find((one) => one.tag === tag)?.tag ?? null })}
      />
    </Group>
  );
}

function Behaviour({ builder }: Readonly<{ builder: Builder }>): ReactElement {
  const { choice, choose } = builder;
  const { options } = choice;
  const set = (part: Partial<Choice["options"]>) => choose({ ...choice, options: { ...options, ...part } });
  return (
    <Group title={t`Behaviour`}>
      <CheckField
        label={t`Plays by itself`}
        hint={t`From the start, without a click.`}
        on={options.autoplay}
        onChange={(autoplay) => set({ autoplay })}
      />
      <CheckField
        label={t`Begins again at its end`}
        hint={t`Over and over, as long as it plays.`}
        on={options.loop}
        onChange={(loop) => set({ loop })}
      />
      <CheckField
        label={t`Loads when it is clicked`}
        hint={t`A picture stands there until then.`}
        on={options.clickToLoad}
        onChange={(clickToLoad) => set({ clickToLoad })}
      />
      <CheckField
        label={t`Links lead out of it`}
        hint={t`Without them it fits an exam: nothing in it opens another page.`}
        on={options.links}
        onChange={(links) => set({ links })}
      />
      <CheckField
        label={t`May fill the screen`}
        hint={t`Where the page allows it, too.`}
        on={options.fullscreen}
        onChange={(fullscreen) => set({ fullscreen })}
      />
      <CheckField
        label={t`Locked in`}
        hint={t`The frame gets a sandbox in which everything of the scene works. The custom element has none.`}
        on={choice.sandbox}
        onChange={(sandbox) => choose({ ...choice, sandbox })}
      />
      <ListField
        label={t`Keys that it takes`}
        value={options.keys}
        options={KEYS}
        onChange={(keys) => set({ keys: keys === "none" || keys === "boundary" ? keys : "inside" })}
      />
    </Group>
  );
}
