import { DecodeError } from "../../bytes/reader.ts";
import { utf8 } from "../../bytes/text.ts";
import { decodeHttp, encodeHttp, type HttpMessage } from "../../http/plain.ts";
import { t } from "../../language/t.ts";
import type { Service } from "../../sim/actors/letters.ts";
import type { SwitchOption } from "../types.ts";

/** The two sites on Bob’s one machine. */
export const SITES = ["clinic.example", "bob.example"] as const;

/** Page names are of one length, so that the question tells nothing; what they say is not. */
const PAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "clinic.example": {
    measles: "Measles. Two jabs protect for life. Bring your vaccination card; no appointment is needed.",
    obesity:
      "Obesity. It is common, and it can be treated. We begin with a talk of half an hour, then make a plan for food, movement and sleep, and meet every month.",
    alcohol:
      "Alcohol. Whoever asks has taken the hardest step already. Come any weekday after five, without an appointment and without giving a name. We talk first, for as long as it takes. If you want to stop, do not stop at once: that can be dangerous. We plan it with you, and your doctor is told nothing unless you want it.",
  },
  "bob.example": {
    savings: "Savings. Two per cent a year, paid each January. You can take your money out on any day.",
    pension:
      "Pension. You pay in while you work, and we pay out from the day on which you stop. Ask for a sheet with your own figures; it is free, and takes us a week.",
    arrears:
      "Arrears. You have missed a payment, or fear that you will miss the next. Write to us before the date and not after it: then nothing is charged. We can halve what you pay for a year, or let you pause for three months. Nobody outside this bank hears of it. There is free advice in town, too, every Tuesday from nine to noon.",
  },
};

const ORDER = ["short", "middle", "long"];

/** Which page of a site Alice may choose, by how long it is. */
export const PAGE_OPTIONS: readonly SwitchOption[] = [
  { value: "middle", label: t`the second`, hint: t`At the clinic: obesity. At the bank: pension.` },
  { value: "short", label: t`the first`, hint: t`At the clinic: measles. At the bank: savings.` },
  { value: "long", label: t`the third`, hint: t`At the clinic: alcohol. At the bank: arrears.` },
];

/** The addresses of a site’s pages. */
export function pagesOf(site: string): readonly string[] {
  return Object.keys(PAGES[site] ?? {}).map((page) => `${site}/${page}`);
}

/** The address of the page that was chosen. */
export function pageChosen(site: string, choice: string): string {
  return pagesOf(site)[Math.max(ORDER.indexOf(choice), 0)] ?? site;
}

/** What asks for a page, in HTTP/1.1. */
export function askFor(address: string): string {
  const [host = "", ...path] = address.split("/");
  return said({ type: "HttpRequest", host, target: `/${path.join("/")}` });
}

/** The address in what asks for a page; null where it asks for none. */
export function addressIn(text: string): string | null {
  try {
    const { message } = decodeHttp(utf8(text));
    return message.type === "HttpRequest" ? `${message.host}${message.target}` : null;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

/** Bob’s two sites. Each answer bears a running number of four digits, as real ones bear the time: no two are the same. */
export function twoSites(): Service {
  let count = 0;
  return (text) => {
    const [site = "", page = ""] = addressIn(text)?.split("/") ?? [];
    const found = PAGES[site]?.[page];
    count += 1;
    const body = `No. ${String(count).padStart(4, "0")}. ${found ?? "There is no such page."}`;
    return { deed: null, reply: said({ type: "HttpResponse", status: found === undefined ? 404 : 200, body }) };
  };
}

function said(message: HttpMessage): string {
  return new TextDecoder().decode(encodeHttp(message, null));
}
