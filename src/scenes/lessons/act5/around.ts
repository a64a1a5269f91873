import { t } from "../../../language/t.ts";
import { accepts, arrives, place, reads, refuses, unread } from "../build.ts";
import type { Sitting } from "../types.ts";

/** Fourth lesson: what lies around the protocol. */
export const around: Sitting = {
  title: t`Fourth lesson: whom you trust, and what still shows`,
  scenes: [
    {
      scene: "rogue-root",
      minutes: 13,
      say: [
        t`Alice’s laptop is the company’s, and so is one of the roots on it. In Mallory’s place sits the company’s proxy. Companies do this openly; the machinery is the same for anybody who gets a root onto that list.`,
      ],
      moves: [
        {
          what: t`Vote at the certificate; then open it and read out its issuer.`,
          place: place("rogue-root", ["alice.opens.flight", "alice.checks.certificate"], 15, t`Alice checks`),
          shows: t`Alice accepts: every check is green, and the issuer is the proxy. What she seals, it reads; then it arrives.`,
          claims: [accepts("alice"), reads("mallory"), arrives],
        },
        {
          what: t`Alice trusts *public roots only*.`,
          place: place("rogue-root", ["alice.opens.flight", "alice.checks.certificate"], 15, t`Alice checks`, {
            roots: "public",
          }),
          shows: t`Alice refuses: nobody on her list signed it.`,
          claims: [refuses("alice", "unknown-authority"), unread],
        },
        {
          what: t`The company’s root again, and Bob *wants Alice’s certificate*.`,
          place: place("rogue-root", ["mallory.gives-up", "end"], 52, t`the end`, { "client-auth": "on" }),
          shows: t`Bob refuses: the proxy can’t be Alice. It had read her letter by then.`,
          claims: [refuses("bob", "no-certificate"), reads("mallory")],
        },
      ],
      ask: [
        {
          question: t`On your own machine, now: who issued the certificate of the page that you have open?`,
          answer: t`Let them look. In a company or a school, some will find its name there.`,
        },
      ],
    },
    {
      scene: "what-still-shows",
      minutes: 14,
      say: [
        t`Nobody breaks anything. Mallory only listens, and before that she does what anybody can: she visits the site and measures.`,
      ],
      moves: [
        {
          what: t`Vote twice: which site, which page? Then step to her guess.`,
          place: place("what-still-shows", ["mallory.fails.reply", "mallory.infers.reply"], 48, t`Mallory measures`),
          shows: t`The name stood in ClientHello, and the length of the answer fits one page only. She has opened nothing: nobody else reads a word.`,
          claims: [arrives, unread],
        },
        {
          what: t`Records *padded* to 1,024 bytes.`,
          place: place("what-still-shows", ["mallory.fails.reply", "mallory.infers.reply"], 48, t`Mallory measures`, {
            padding: "1024",
          }),
          shows: t`All pages are the same length, and she is none the wiser. The name is there as before.`,
          claims: [arrives, unread],
        },
      ],
      ask: [
        {
          question: t`What else could a listener count?`,
          answer: t`How many records, when, how often, between which machines. The scene has no clock, so it shows lengths alone.`,
        },
      ],
    },
    {
      scene: "issuance",
      minutes: 18,
      say: [
        t`Everything hangs on this: to whom does the authority give a certificate for bob.example? Bob asks first. Then Mallory asks, with the same words.`,
      ],
      moves: [
        {
          what: t`Open Bob’s request.`,
          place: place("issuance", ["bob.makes.request", "bob.asksFor.certificate"], 3, t`Bob hands it in`),
          shows: t`A name, a public key, a signature. The private key is nowhere but on Bob’s desk.`,
          claims: [],
        },
        {
          what: t`Step to where the authority looks for Mallory’s token.`,
          place: place(
            "issuance",
            ["finding.reaches.authority.2", "authority.examines.control.mallory"],
            22,
            t`the authority compares`,
          ),
          shows: t`It finds it, for its way leads past Mallory. In the end Alice accepts, and Mallory reads the letter.`,
          claims: [accepts("alice"), reads("mallory")],
        },
        {
          what: t`The authority looks *from two places*.`,
          place: place("issuance", ["mallory.gives-up", "end"], 51, t`the end`, { looks: "two" }),
          shows: t`Two looks, two answers, no certificate. Alice refuses what Mallory makes herself.`,
          claims: [refuses("alice", "self-signed"), unread],
        },
        {
          what: t`Mallory’s request holds *Bob’s key*, and the authority *does not try signatures*.`,
          place: place("issuance", ["mallory.gives-up", "end"], 45, t`the end`, {
            request: "bobs",
            "skip-proof": "on",
          }),
          shows: t`She gets a genuine certificate for a key that she does not have. Alice refuses at the signature.`,
          claims: [refuses("alice", "signature-invalid"), unread],
        },
      ],
      ask: [
        {
          question: t`Is the authority there when Alice checks?`,
          answer: t`No. It has gone offline before she says hello.`,
        },
      ],
    },
  ],
};
