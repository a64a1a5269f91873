import { t } from "../../language/t.ts";
import type { Profile, Purpose } from "../../pki/verdict.ts";
import { type Address, formatParams, type Param, quoted } from "../../player/address.ts";
import type { Theme } from "../../player/url.ts";

/** What a chain is judged for. All of it stands in the address; nothing that was pasted does. */
export type Options = Readonly<{
  /** What the peer is called by; empty: any name will do. */
  name: string;
  purpose: Purpose;
  profile: Profile;
  /** ISO 8601, UTC, to the minute; null: whenever it is looked at. */
  time: string | null;
}>;

export const USUAL: Options = { name: "", purpose: "server", profile: "rfc5280", time: null };

const PURPOSES: readonly Purpose[] = ["server", "client"];
const PROFILES: readonly Profile[] = ["rfc5280", "webpki"];
const KNOWN = ["name", "purpose", "profile", "time", "theme"];
const LONGEST_NAME = 253;
/** Longer values don't come back from an address. */
const LONGEST_IN_ADDRESS = 128;

/** What an address asks for, and sentences about what in it made no sense. Total. */
export function optionsOf({
  params,
  sentences,
}: Address): Readonly<{ options: Options; sentences: readonly string[] }> {
  const said = [...sentences];
  const single = (name: string): string | null => {
    const items = params.find((param) => param.name === name)?.items;
    if (items === undefined) return null;
    const [item, ...more] = items;
    if (item !== undefined && item.after === null && more.length === 0) return item.value;
    said.push(t`${quoted(name)} takes one value, so its default is used.`);
    return null;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], usual: T): T => {
    const value = single(name);
    const found = values.find((one) => one === value);
    if (found === undefined && value !== null) said.push(t`${quoted(value)} is not a ${name}, so the default is used.`);
    return found ?? usual;
  };
  const time = single("time");
  const minute = time === null ? null : minuteOf(time);
  if (time !== null && minute === null) said.push(t`${quoted(time)} is not a time, so it is judged for now.`);
  const options = {
    name: asName(single("name") ?? USUAL.name),
    purpose: oneOf("purpose", PURPOSES, USUAL.purpose),
    profile: oneOf("profile", PROFILES, USUAL.profile),
    time: minute,
  };
  const strange = params.filter((param) => !KNOWN.includes(param.name));
  said.push(...strange.map((param) => t`This page knows no ${quoted(param.name)}, so it was left out.`));
  return { options, sentences: said };
}

/** The address of the page with these options, without defaults. */
export function addressOf({ name, purpose, profile, time }: Options, theme: Theme | null): string {
  const params: Param[] = [];
  const add = (param: string, value: string | null): void => {
    if (value !== null && value !== "" && value.length <= LONGEST_IN_ADDRESS)
      params.push({ name: param, items: [{ value, after: null }] });
  };
  add("name", name.trim());
  add("purpose", purpose === USUAL.purpose ? null : purpose);
  add("profile", profile === USUAL.profile ? null : profile);
  add("time", time);
  add("theme", theme);
  return formatParams("check", null, params);
}

/** A name as it can be asked for: without what can't be in one, and no longer than a DNS name may be (RFC 1035 §2.3.4). */
export function asName(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "").slice(0, LONGEST_NAME);
}

/** The host in what people paste for a name: `https://bob.example:8443/x` and `bob.example:443` are `bob.example`. */
export function hostIn(text: string): string {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[/?#].*$/s, "");
  const bracketed = /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(bare)?.[1];
  return bracketed ?? bare.replace(/^([^:]+):\d+$/, "$1");
}

/** ISO 8601 to the minute, in UTC; null where the text is no time between the years 1950 and 9999. */
export function minuteOf(text: string): string | null {
  const bare = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d{1,3})?)?Z?$/.exec(text)?.[1];
  if (bare === undefined) return null;
  const date = new Date(`${bare}:00Z`);
  const isTime = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(bare) && date.getUTCFullYear() >= 1950;
  return isTime ? `${bare}Z` : null;
}
