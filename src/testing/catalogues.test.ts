import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { CONTEXT_END } from "../language/t.ts";
import { readCatalogue, renewCatalogue } from "./catalogues.ts";
import { messagesIn } from "./messages.ts";
import { sourceFiles } from "./source.ts";

/** `CATALOGUES=renew npx vitest run src/testing/catalogues.test.ts` writes what is new into the files, to be filled in. */
const RENEW = process.env.CATALOGUES === "renew";

describe.each(["de"])("the catalogue %s", (tag) => {
  const messages = messagesIn(sourceFiles());
  if (RENEW) console.log(tag, renewCatalogue(tag));
  const files = readCatalogue(tag);

  it("has each message of the source, once, in its group’s file, and no other", () => {
    const there = [...files].flatMap(([group, file]) => Object.keys(file).map((key) => `${group}: ${key}`));
    expect(messages.map(({ key, group }) => `${group}: ${key}`).filter((one) => !there.includes(one))).toEqual([]);
    expect(there.filter((one) => !wanted.has(one))).toEqual([]);
  });
  const wanted = new Set(messages.map(({ key, group }) => `${group}: ${key}`));

  it("says each of them", () => {
    const empty = [...files.values()].flatMap((file) =>
      Object.entries(file)
        .filter(([, said]) => said === "")
        .map(([key]) => key),
    );
    expect(empty).toEqual([]);
  });

  it("uses the values that the message has, in messages that can be read", () => {
    const wrong = [...files.values()].flatMap((file) =>
      Object.entries(file).flatMap(([key, said]) => forms(said).flatMap((form) => faultOf(key, form))),
    );
    expect(wrong).toEqual([]);
  });
});

function forms(said: string | Readonly<Record<string, string>>): readonly string[] {
  return typeof said === "string" ? [said] : Object.values(said);
}

/** Values may be used in any case and more than once, but none left out, and none that isn't there. */
function faultOf(key: string, said: string): readonly string[] {
  if (said === "") return [];
  try {
    const given = valuesIn(key.split(CONTEXT_END).at(-1) ?? key);
    const used = new Set([...valuesIn(said)].map((name) => name.replace(/_(acc|dat|gen)$/, "")));
    const odd = [...given].filter((name) => !used.has(name)).concat([...used].filter((name) => !given.has(name)));
    return odd.length === 0 ? [] : [`${key}: ${odd.join()}`];
  } catch (error) {
    return [`${key}: ${error}`];
  }
}

function valuesIn(message: string): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) look(value);
    }
  };
  look(parse(message, { ignoreTag: true }));
  return names;
}
