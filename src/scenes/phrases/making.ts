import { capital } from "../../language/cases.ts";
import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { SimEvent } from "../../sim/recording.ts";
import type { StepContext, StepWords } from "../types.ts";
import { isFirst } from "./facts.ts";
import { keyName, nameOf, officeOf, whoActs } from "./names.ts";

type Of<T extends SimEvent["type"]> = Extract<SimEvent, { type: T }>;

export function making(context: StepContext, event: Of<"makes">): StepWords {
  const who = whoActs(context);
  const [key] = event.keys;
  const name = key === undefined ? "" : keyName(context.recording, key);
  switch (event.what) {
    case "keyPair":
      return {
        title: t`${who} makes a pair of keys`,
        story: t`Two halves that belong together: a private one, which never leaves this desk, and a public one, which anybody may have.`,
        protocol: t`An ECDSA P-256 key pair, fingerprint \`${name}\`. It will sign; it encrypts nothing.`,
        tick: t`makes keys`,
      };
    case "half":
      return {
        title: t`${who} makes a fresh half`,
        story: isFirst(context, "agreement", (e) => e.type === "makes" && e.what === "half")
          ? t`A secret number, used for this conversation only, and a public half worked out from it. The public half goes on the wire; the secret stays.`
          : t`As before: a secret number that stays, and a public half of it to show.`,
        protocol: t`An ephemeral key pair for the agreement, public part \`${name}\`: what TLS 1.3 sends as \`key_share\` (RFC 8446 §4.2.8).`,
        tick: t`makes a half`,
      };
    case "channelKey":
      return {
        title: t`${who} makes up a secret key`,
        story: t`Random bytes: one key that both closes and opens. Whoever has it can read everything, so it must reach Bob unseen.`,
        protocol: t`32 random bytes for AES-256-GCM, key \`${name}\`.`,
        tick: t`makes a key`,
      };
    case "request":
      return {
        title: t`${who} writes a request for a certificate`,
        story: t`A name and a public key, and under both a signature made with the private key that belongs to it.`,
        protocol: t`A \`CertificationRequest\` (RFC 2986 §4) for key \`${name}\`.`,
        tick: t`writes a request`,
      };
    case "certificate":
    case "copy":
      return showing(context, event);
  }
}

function showing(context: StepContext, event: Of<"makes">): StepWords {
  const who = whoActs(context);
  const shown = event.certificate === null ? null : artifact(context.recording, "certificate", event.certificate);
  const named = shown?.subject.replace(/^CN=/, "") ?? t`nobody`;
  const subject = named.startsWith("*.") ? t`any name under ${named.slice(2)}` : named;
  return {
    title:
      event.what === "copy"
        ? t`${who} takes out a copy of ${ownerOf(subject)} certificate`
        : t`${who} takes out a certificate that says ${subject}`,
    story:
      event.what === "copy"
        ? t`Certificates are public: anyone who ever met ${subject} has this one. The private key that goes with it is nowhere in it.`
        : t`It is a real certificate with real bytes. What it is worth depends on who signed it, and on whether ${who} has its key.`,
    protocol:
      shown === null
        ? t`No certificate.`
        : t`Subject \`${shown.subject}\`, issuer \`${shown.issuer}\`, valid ${day(shown.notBefore)} to ${day(shown.notAfter)}.`,
    tick: t`takes out a certificate`,
  };
}

/** Whose certificate it is: `Bob’s` for bob.example. */
function ownerOf(subject: string): string {
  const [name = subject] = subject.split(".");
  return t`${capital(name)}’s`;
}

export function wishing(context: StepContext, event: Of<"asksFor">): StepWords {
  const who = whoActs(context);
  const authority = officeOf(event.authority);
  return {
    title: t`${who} asks the authority to vouch for ${event.host}`,
    story: t`${who} hands over the *public* key and the name. The ${authority} asks for a proof that only whoever runs ${event.host} can give. The private key stays at home.`,
    protocol: t`What a certificate signing request carries (RFC 2986): the name, the public key \`${keyName(context.recording, event.key)}\`, and proof that ${who} holds the private one.`,
    tick: t`asks for a certificate`,
  };
}

export function issuing(context: StepContext, event: Of<"issues">): StepWords {
  const to = nameOf(context.recording, context.after, event.to);
  const made = artifact(context.recording, "certificate", event.certificate);
  return {
    title: t`The authority signs a certificate for ${to}`,
    story: t`A small public document: “this key belongs to ${made.names[0] ?? made.subject}”, signed by the authority’s office. Open it: there is no private key in it, and it encrypts nothing.`,
    protocol: t`An X.509 certificate (RFC 5280 §4.1): subject, public key \`${keyName(context.recording, made.key)}\`, validity ${day(made.notBefore)} to ${day(made.notAfter)}, signed by \`${made.issuer}\`.`,
    tick: t`signs the certificate`,
  };
}

export function leaving(context: StepContext): StepWords {
  return {
    title: t`The ${officeOf(context.event.actor)} goes offline`,
    story: t`Its work is done. Nobody will ask it anything while Alice and Bob talk: what it signed can be checked without it.`,
    protocol: t`A certification path is validated with what the verifier already has: its trust anchors (RFC 5280 §6.1).`,
    tick: t`goes offline`,
  };
}

export function stealing(context: StepContext, event: Of<"steals">): StepWords {
  const from = nameOf(context.recording, context.after, event.from);
  return {
    title: t`Later, Mallory steals ${from}’s private key`,
    story: t`A backup left on a train, a break-in, a court order. All the copies she has kept are still there. Now she tries the key on them.`,
    protocol: t`The private part of the RSA key \`${keyName(context.recording, event.key)}\` is in her hands; \`RSA-OAEP\` decryption is open to her.`,
    tick: t`the theft`,
  };
}

function day(iso: string): string {
  return iso.slice(0, 10);
}
