import type { CommandsOf, Shown } from "./commands.ts";
import { type Says, sayings, shell } from "./markdown.ts";
import type { ServerCase } from "./plan.ts";
import { accept, refuse, S_SERVER } from "./sayings.ts";

const OFFICE = "authority/office.pem";
const KEY = "mallory/key.pem";
const HERS = { cert: "mallory/as-bob.pem", chain: "mallory/her-authority.pem", key: KEY };
const UNKNOWN_ROOT = refuse(
  "19:self-signed certificate in certificate chain",
  "self-signed certificate in certificate chain",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "alert unknown ca",
);
const OTHER_NAME = refuse(
  "62:hostname mismatch",
  "no alternative certificate subject name matches target host name 'bob.example'",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "alert bad certificate",
);

/** What Mallory shows in each case, and what becomes of it: parts of the README, each with a heading of its own. */
export function serverCase(id: ServerCase, { serve, calls }: CommandsOf): string {
  const refusal = (title: string, about: string, shown: Shown, says: readonly Says[]): string =>
    [`### ${title}`, about, shell("mallory", serve(shown)), "Alice calls as before:", sayings(...says)].join("\n\n");
  switch (id) {
    case "self-signed":
      return refusal(
        "Self-signed",
        "Bob’s name, her key, and that key’s own signature under it.",
        { cert: "mallory/self-signed.pem", key: KEY },
        refuse("18:self-signed certificate", "self-signed certificate", "DEPTH_ZERO_SELF_SIGNED_CERT", "unknown ca"),
      );
    case "unknown-authority":
      return refusal(
        "An authority of her own",
        "A chain without a flaw. Alice does not know its end.",
        HERS,
        UNKNOWN_ROOT,
      );
    case "stolen":
      return stolen(serve);
    case "expired":
      return refusal(
        "Expired",
        "An old certificate of Bob’s, with its real key, from a disk that he threw away.",
        { cert: "mallory/bobs-old.pem", chain: OFFICE, key: "mallory/bobs-old.key.pem" },
        refuse(
          "10:certificate has expired",
          "certificate has expired",
          "CERT_HAS_EXPIRED",
          "alert certificate expired",
        ),
      );
    case "wrong-name":
      return refusal(
        "Another’s name",
        "Her own certificate, quite genuine: for mallory.example.",
        { cert: "mallory/her-own.pem", chain: OFFICE, key: KEY },
        OTHER_NAME,
      );
    case "missing-middle":
      return refusal(
        "The middle missing",
        "Issued in Bob’s name by an office that was fooled; she lacks the office’s own certificate. An honest server that forgets its `-cert_chain` (in nginx: puts `cert.pem` where `chain.pem` belongs) is refused in the same words.",
        { cert: "mallory/from-fooled-office.pem", key: KEY },
        refuse(
          "20:unable to get local issuer certificate",
          "unable to get local issuer certificate",
          "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
          "alert unknown ca",
        ),
      );
    case "lookalike":
      return lookalike({ serve, calls });
    case "careless":
      return careless({ serve, calls });
  }
}

function stolen(serve: CommandsOf["serve"]): string {
  return [
    "### Bob’s own certificate, without his key",
    "Certificates are public, so she has a copy. His key she does not have, and with her own the program will not even start: it could not sign the conversation as Bob, and Alice would not take it.",
    shell("mallory", serve({ cert: "bob/cert.pem", chain: OFFICE, key: KEY })),
    sayings({ who: S_SERVER, words: ["key values mismatch"], exit: 1 }),
  ].join("\n\n");
}

function lookalike({ serve, calls }: CommandsOf): string {
  const name = "b0b.example";
  return [
    `### A name that looks like Bob’s`,
    "She bought the name b0b.example, with a zero, and got a genuine certificate for it. Whoever follows a link there is shown no error: the checks say who it is, not whether they are honest.",
    shell("mallory", serve({ cert: "mallory/b0b.pem", chain: OFFICE, key: KEY })),
    shell("alice", ...calls({ name })),
    sayings(...accept(name)),
    "### The same, to who asks for bob.example",
    shell("alice", ...calls({})),
    sayings(...OTHER_NAME),
  ].join("\n\n");
}

function careless({ serve, calls }: CommandsOf): string {
  return [
    "### Mallory as Bob, to a careless Alice",
    "Alice once installed a root certificate that somebody sent her: it was Mallory’s. Now Mallory is Bob to her. (A company’s filter that reads its employees’ traffic works the same way.)",
    shell("mallory", serve(HERS)),
    shell("alice", ...calls({ ca: "alice/careless-trust.pem" })),
    sayings(...accept()),
    "### The same, to an Alice who installed nothing",
    shell("alice", ...calls({})),
    sayings(...UNKNOWN_ROOT),
  ].join("\n\n");
}
