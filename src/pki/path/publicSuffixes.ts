/**
 * Suffixes of several labels under which strangers register names. The Public Suffix List (publicsuffix.org) has some
 * ten thousand and changes daily; these are the registries' own of many countries, and the largest hosts that give each
 * of their customers a name. A suffix that is missing here makes a wildcard pass that a browser would refuse.
 */

/** Second-level labels under which a country's registry hands out names, by country. */
const REGISTRIES: Readonly<Record<string, string>> = {
  ae: "ac co gov net org sch",
  ar: "com edu gob gov int mil net org tur",
  at: "ac co gv or",
  au: "asn com edu gov id net org",
  bd: "com edu gov net org",
  br: "art blog com eco edu gov ind jus mil net org tv",
  cn: "ac com edu gov mil net org",
  co: "com edu gov mil net nom org",
  cy: "ac com gov net org",
  eg: "com edu gov net org sci",
  es: "com edu gob nom org",
  fj: "ac com gov net org",
  gr: "com edu gov net org",
  hk: "com edu gov idv net org",
  hu: "co info org",
  id: "ac co go my net or sch web",
  il: "ac co gov k12 muni net org",
  in: "ac co edu firm gen gov ind mil net nic org res",
  jp: "ac ad co ed go gr lg ne or",
  ke: "ac co go info me mobi ne or sc",
  kr: "ac co go ne or pe re",
  lk: "com edu gov net org",
  mx: "com edu gob net org",
  my: "com edu gov mil name net org",
  ng: "com edu gov mil net org sch",
  np: "com edu gov net org",
  nz: "ac co cri geek gen govt health iwi kiwi maori mil net org parliament school",
  pe: "com edu gob mil net nom org",
  ph: "com edu gov mil net ngo org",
  pk: "com edu fam gob gok gop gos gov info net org web",
  pl: "com edu gov info net org waw",
  pt: "com edu gov org",
  ro: "com info nom org store www",
  rs: "ac co edu gov in org",
  ru: "ac edu gov int mil msk spb",
  sa: "com edu gov med net org pub sch",
  sg: "com edu gov net org per",
  th: "ac co go in mi net or",
  tr: "av bel bbs biz com dr edu gen gov info k12 mil name net org pol tel tv web",
  tw: "club com ebiz edu game gov idv mil net org",
  ua: "com edu gov in net org kiev kyiv lviv odessa",
  uk: "ac co gov ltd me mod net nhs org plc police sch",
  us: "dni fed isa kids nsn",
  uy: "com edu gub mil net org",
  ve: "co com edu gob info net org web",
  vn: "ac biz com edu gov health info int name net org pro",
  za: "ac agric alt co edu gov grondar law mil net ngo nom org school web",
  zw: "ac co gov mil org",
};

/** Where a company gives each of its customers a name (the list's PRIVATE section). */
const HOSTS = new Set([
  "appspot.com",
  "azurewebsites.net",
  "azurestaticapps.net",
  "blob.core.windows.net",
  "blogspot.com",
  "cloudapp.net",
  "cloudfront.net",
  "compute.amazonaws.com",
  "elb.amazonaws.com",
  "s3.amazonaws.com",
  "duckdns.org",
  "dyndns.org",
  "firebaseapp.com",
  "fly.dev",
  "github.io",
  "githubusercontent.com",
  "gitlab.io",
  "glitch.me",
  "herokuapp.com",
  "netlify.app",
  "ngrok.io",
  "no-ip.org",
  "onrender.com",
  "pages.dev",
  "r2.dev",
  "readthedocs.io",
  "repl.co",
  "run.app",
  "surge.sh",
  "uk.com",
  "us.com",
  "vercel.app",
  "web.app",
  "workers.dev",
  "wordpress.com",
]);

/** Is a name (its labels, lower case) one under which strangers register names? One label alone always is. */
export function isPublicSuffix(name: readonly string[]): boolean {
  const [second = "", top] = name;
  if (top === undefined) return true;
  if (HOSTS.has(name.join("."))) return true;
  return name.length === 2 && Object.hasOwn(REGISTRIES, top) && (REGISTRIES[top] ?? "").split(" ").includes(second);
}
