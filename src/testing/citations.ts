import type { SourceFile } from "./source.ts";

/** A section of an RFC, cited somewhere. */
export type Citation = Readonly<{ rfc: string; section: string; place: string }>;

/** Other documents, whose sections are cited in the same way. */
const OTHERS =
  /(?:CABF BR|BR|Baseline Requirements|FIPS [\d-]+|pcapng|X\.\d+|SP 800-\S+|SEC ?1|PKCS ?#?\d+)(?: v[\d.]+)?,? $/;
const CITED =
  /(?:RFC (\d{3,5}),?(?: |\s*\n[\s*/]*))?(?:§|section |[Aa]ppendix )([0-9A-Z](?:[0-9A-Za-z.]*[0-9A-Za-z])?)/g;
/** `RFC 5280 §4.1, §4.2`: the second is of the same document as the first. */
const GOES_ON = /^(?:,| and|, and| to| or) $/;

/**
 * Every section that a text cites. One without an RFC of its own is of the RFC cited right before it in a list, and else
 * of the one that its file is about: certificates are RFC 5280, all else is RFC 8446.
 */
export function citationsIn({ path, text }: SourceFile): readonly Citation[] {
  const found: Citation[] = [];
  const usual = /(^|\/)pki\//.test(path) ? "5280" : "8446";
  let last = { rfc: "", end: -1 };
  for (const match of text.matchAll(CITED)) {
    const [whole, named, section = ""] = match;
    const before = text.slice(Math.max(0, match.index - 30), match.index).replace(/\s*\n[\s*/]*/g, " ");
    const isListed = last.end >= 0 && GOES_ON.test(text.slice(last.end, match.index));
    // An empty name is that of a document which is no RFC.
    const rfc = named ?? (isListed ? last.rfc : OTHERS.test(before) ? "" : usual);
    const isCited = named !== undefined || whole.startsWith("§");
    if (isCited) last = { rfc, end: match.index + whole.length };
    if (!isCited || rfc === "") continue;
    found.push({ rfc, section, place: `${path}:${text.slice(0, match.index).split("\n").length}` });
  }
  return found;
}
