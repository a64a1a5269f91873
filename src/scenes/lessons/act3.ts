import { t } from "../../language/t.ts";
import { accepts, arrives, believes, lost, place, reads, refuses, titleOf, unread } from "./build.ts";
import type { Lesson } from "./types.ts";

export const lesson: Lesson = {
  act: 3,
  aims: [
    t`show why encryption alone is with nobody in particular`,
    t`name what a certificate says, what it does not hold, and what its key does`,
    t`name, for each of six forgeries, the one check that stops it`,
    t`say what a closed padlock promises, and what it does not`,
  ],
  before: [
    t`Act II: two halves make one key that was never sent.`,
    t`What signing is, in one sentence: only the private key can make a signature, and everybody with the public key can check it.`,
  ],
  short: t`With 30 minutes: tell *${titleOf("impostor")}* in two (it is the first half of *${titleOf("mitm")}*), and of the six forgeries show three: *Bob’s own*, *expired*, *another’s name*.`,
  sittings: [
    {
      title: null,
      scenes: [
        {
          scene: "impostor",
          minutes: 6,
          say: [t`A key that nobody can break. The other half came over the wire, from somebody who says: I am Bob.`],
          moves: [
            {
              what: t`Vote before Alice has her key: who will read the letter? Step until it is opened.`,
              place: place("impostor", ["request.reaches.mallory", "mallory.opens.request"], 11, t`it is opened`),
              shows: t`Mallory reads “Please pay Carol 10 coins”. Nothing was broken: it was sealed for her.`,
              claims: [reads("mallory")],
            },
            {
              what: t`The same with Mallory *off*.`,
              place: place("impostor", ["reply.reaches.alice", "alice.opens.reply"], 15, t`Alice opens the answer`, {
                mallory: "off",
              }),
              shows: t`The letter arrives. On Alice’s screen all is as before: she can’t tell the two apart.`,
              claims: [arrives, unread],
            },
          ],
          ask: [
            {
              question: t`What on Alice’s desk would be another way if it were Mallory?`,
              answer: t`Nothing. Click on her desk in both runs and compare.`,
            },
          ],
        },
        {
          scene: "mitm",
          minutes: 9,
          say: [
            t`Posing is found out when Carol misses her coins. So Mallory does it twice: she is Bob to Alice and Alice to Bob, and carries the letters across.`,
            t`Watch the patterns on the seals: is it one key, or two?`,
          ],
          moves: [
            {
              what: t`Begin with Mallory *off*. When Alice’s half has gone out (step 2), switch her to *relay*.`,
              place: place("mitm", ["reply.reaches.alice", "alice.opens.reply"], 30, t`Alice opens the answer`, {
                mallory: "off,relay@alice.writes.clientHalf",
              }),
              shows: t`All arrives, Mallory reads it all, and neither end has anything to complain of.`,
              claims: [arrives, reads("mallory")],
            },
            {
              what: t`Too late? Switch her on only when Alice has her key (step 8).`,
              place: place("mitm", ["request.reaches.mallory", "mallory.fails.request"], 12, t`Mallory tries`, {
                mallory: "off,relay@alice.derives.channelKey",
              }),
              shows: t`She comes too late: the letter arrives, and nobody else reads it. A relay has to be there from the first half on.`,
              claims: [arrives, unread],
            },
            {
              what: t`In the run that the scene begins with, stop when Mallory has the letter open (step 19), and set *What she relays* to *changed*.`,
              place: place("mitm", ["bob.opens.request", "bob.acts"], 24, t`Bob acts`, {
                change: "off,on@mallory.opens.request",
              }),
              shows: t`Bob believes “Please pay Mallory 1000 coins”, and it came to him well sealed.`,
              claims: [believes("bob"), reads("mallory")],
            },
          ],
          ask: [
            {
              question: t`Would a longer key help?`,
              answer: t`No. Both channels are as strong as they can be. What is missing is a name.`,
            },
          ],
        },
        {
          scene: "certificate",
          minutes: 13,
          say: [
            t`So somebody whom Alice trusts already has to vouch for Bob. That is the authority. It signs one sentence: this public key belongs to bob.example. Then it goes home.`,
            t`Two questions for the whole scene: who is asked during the conversation, and what does Bob’s key do in it?`,
          ],
          moves: [
            {
              what: t`Open the certificate when it is issued.`,
              place: place(
                "certificate",
                ["bob.asksFor.certificate", "authority.issues.bob"],
                3,
                t`the certificate is issued`,
              ),
              shows: t`A name, a public key, dates, a signature. No private key: Bob’s has stayed at home.`,
              claims: [],
            },
            {
              what: t`Step past the authority’s leaving, and leave it offline in view.`,
              place: place(
                "certificate",
                ["serverHalf.reaches.alice", "alice.checks.certificate"],
                13,
                t`Alice checks`,
              ),
              shows: t`Alice accepts, by herself, with what is on her own desk. Nobody was asked.`,
              claims: [accepts("alice"), arrives, unread],
            },
            {
              what: t`When Alice’s half has gone out (step 6), switch Mallory to *pose*: she shows Bob’s genuine certificate.`,
              place: place(
                "certificate",
                ["serverHalf.reaches.alice", "alice.checks.certificate"],
                15,
                t`Alice checks`,
                {
                  mallory: "off,impersonate@alice.writes.clientHalf",
                },
              ),
              shows: t`Alice refuses: every check of the certificate passes, and the signature does not fit. Nothing has been said yet.`,
              claims: [refuses("alice", "signature-invalid"), lost, unread],
            },
            {
              what: t`Run the wrong idea: under *What if…?*, nobody checks the signature.`,
              place: place("certificate", ["alice.opens.reply", "end"], 22, t`the end`, {
                mallory: "impersonate",
                "skip-signature": "on",
              }),
              shows: t`Mallory reads “Please pay Carol 10 coins”, with Bob’s genuine certificate in her hands.`,
              claims: [reads("mallory"), accepts("alice")],
            },
          ],
          ask: [
            {
              question: t`What did the certificate’s key encrypt in all this?`,
              answer: t`Nothing. It signed once. Click on it: it says so.`,
            },
            {
              question: t`What can a router still read, although all is well?`,
              answer: t`That Alice wants bob.example. Look through a router’s eyes at the first half.`,
            },
          ],
        },
        {
          scene: "rejection",
          minutes: 11,
          say: [
            t`Mallory has to show something now. Six things she can show, each bad for one reason only. Let the class be Alice: say what you would refuse it for, before she does.`,
          ],
          moves: [
            {
              what: t`She shows *self-signed*.`,
              place: place("rejection", ["serverHalf.reaches.alice", "alice.checks.certificate"], 10, t`Alice checks`),
              shows: t`Alice refuses: nobody but the certificate itself vouches for it. The signature is valid all the same: two lights, two questions.`,
              claims: [refuses("alice", "self-signed"), unread],
            },
            {
              what: t`She shows *Bob’s own*.`,
              place: place("rejection", ["serverHalf.reaches.alice", "alice.checks.certificate"], 10, t`Alice checks`, {
                forgery: "stolen",
              }),
              shows: t`Alice refuses: it is genuine, and its key did not sign this conversation.`,
              claims: [refuses("alice", "signature-invalid"), unread],
            },
            {
              what: t`She shows *expired*, with its real key.`,
              place: place("rejection", ["serverHalf.reaches.alice", "alice.checks.certificate"], 10, t`Alice checks`, {
                forgery: "expired",
              }),
              shows: t`Alice refuses: its time is over. Every signature is as good as on the first day.`,
              claims: [refuses("alice", "expired"), unread],
            },
            {
              what: t`She shows *another’s name*; then turn off the one check: *Alice skips the name*.`,
              place: place(
                "rejection",
                ["serverHalf.reaches.alice", "alice.checks.certificate"],
                10,
                t`Alice leaves a check out`,
                {
                  forgery: "wrong-name",
                  "skip-name": "on",
                },
              ),
              shows: t`Alice accepts, and Mallory reads “Please pay Carol 10 coins”. All the other checks were green, and none of them could make up for it.`,
              claims: [accepts("alice"), reads("mallory")],
            },
            {
              what: t`Last, Mallory *off*: the real Bob.`,
              place: place("rejection", ["serverHalf.reaches.alice", "alice.checks.certificate"], 9, t`Alice checks`, {
                mallory: "off",
              }),
              shows: t`Alice accepts, and the letter arrives. For the honest all this is no trouble.`,
              claims: [accepts("alice"), arrives, unread],
            },
          ],
          ask: [
            {
              question: t`*Middle missing* is refused as well. Who fails that way most often in real life?`,
              answer: t`Honest servers that forgot to send it. The page *Why is this certificate refused?* finds that in a real chain.`,
            },
          ],
        },
        {
          scene: "lookalike",
          minutes: 6,
          say: [
            t`Mallory stops forging. She buys a name of her own and gets an honest certificate for it. Would somebody read that name out, letter by letter?`,
          ],
          moves: [
            {
              what: t`Vote: which check will fail? Then step.`,
              place: place("lookalike", ["serverHalf.reaches.alice", "alice.checks.certificate"], 9, t`Alice checks`),
              shows: t`Alice accepts: not one check fails, for b0b.example. Mallory reads the letter.`,
              claims: [accepts("alice"), reads("mallory")],
            },
            {
              what: t`Now Alice asks for *bob.example*: the name that she knows.`,
              place: place("lookalike", ["serverHalf.reaches.alice", "alice.checks.certificate"], 9, t`Alice checks`, {
                asks: "bob.example",
              }),
              shows: t`Alice refuses: the certificate is made out to somebody else. Nobody else reads a word.`,
              claims: [refuses("alice", "wrong-name"), unread],
            },
          ],
          ask: [
            {
              question: t`What does a closed padlock promise?`,
              answer: t`That you talk to the name in the address bar, and nobody listens. Not that the name is the one you meant, nor that whoever has it is honest.`,
            },
          ],
        },
      ],
    },
  ],
  misconceptions: [
    {
      id: "M2",
      words: t`Perfect encryption, opened by Mallory: it was sealed for her.`,
      place: place("impostor", ["request.reaches.mallory", "mallory.opens.request"], 11, t`Mallory opens it`),
      claims: [reads("mallory")],
    },
    {
      id: "M12",
      words: t`The answer opens on Alice’s desk as it should, and Mallory has read it.`,
      place: place("mitm", ["reply.reaches.alice", "alice.opens.reply"], 29, t`Alice opens the answer`),
      claims: [reads("mallory"), arrives],
    },
    {
      id: "M5",
      words: t`Open the certificate down to its bytes: a public key, and no private one.`,
      place: place(
        "certificate",
        ["bob.asksFor.certificate", "authority.issues.bob"],
        3,
        t`the certificate is issued`,
        {},
        { depth: "bytes" },
      ),
      claims: [],
    },
    {
      id: "M8",
      words: t`The authority goes offline before Alice says a word, and Alice accepts all the same.`,
      place: place("certificate", ["authority.issues.bob", "authority.leaves"], 4, t`the authority leaves`),
      claims: [accepts("alice")],
    },
    {
      id: "M13",
      words: t`Through a router’s eyes: Alice’s first message names bob.example.`,
      place: place(
        "certificate",
        ["alice.makes.half", "alice.writes.clientHalf"],
        6,
        t`Alice asks for Bob`,
        {},
        { eyes: "router1" },
      ),
      claims: [unread],
    },
    {
      id: "M3",
      words: t`The certificate’s key signs; the key of the conversation comes out of two halves.`,
      place: place("certificate", ["bob.makes.half", "bob.signs.conversation"], 9, t`Bob signs`),
      claims: [arrives],
    },
    {
      id: "M4",
      words: t`At the end, click on the certificate’s key: one signature, and not one packet sealed with it.`,
      place: place("certificate", ["alice.opens.reply", "end"], 22, t`the end`),
      claims: [arrives],
    },
    {
      id: "M6",
      words: t`Alice refuses Bob’s genuine certificate: in these hands its key is missing.`,
      place: place("rejection", ["serverHalf.reaches.alice", "alice.checks.certificate"], 10, t`Alice checks`, {
        forgery: "stolen",
      }),
      claims: [refuses("alice", "signature-invalid")],
    },
    {
      id: "M10",
      words: t`Signature valid, and Alice refuses: two lights.`,
      place: place("rejection", ["serverHalf.reaches.alice", "alice.checks.certificate"], 10, t`Alice checks`, {
        forgery: "expired",
      }),
      claims: [refuses("alice", "expired")],
    },
    {
      id: "M14",
      words: t`Self-signed is how every authority’s own certificate is. From a stranger it is worth nothing: Alice refuses.`,
      place: place(
        "rejection",
        ["clientHalf.reaches.mallory", "mallory.makes.certificate"],
        4,
        t`Mallory takes it out`,
      ),
      claims: [refuses("alice", "self-signed")],
    },
    {
      id: "M1",
      words: t`Every check is green, and it is Mallory’s own site: Alice accepts.`,
      place: place("lookalike", ["serverHalf.reaches.alice", "alice.checks.certificate"], 9, t`Alice checks`),
      claims: [accepts("alice"), reads("mallory")],
    },
  ],
  followUp: [
    {
      title: t`Find the fault`,
      words: t`A puzzle: Alice won’t talk to Bob, and his certificate is hidden. Say what is wrong with it, and the page runs it once more with that put right.`,
      to: { kind: "puzzle", setup: { bobShows: "missing-intermediate" }, suspect: "bob-missing-intermediate" },
    },
    {
      title: t`The same with openssl`,
      words: t`The kit holds the six forgeries as files, and the commands with which \`openssl\` and \`curl\` refuse them.`,
      to: { kind: "takeHome", scene: "rejection" },
    },
    {
      title: t`A real chain`,
      words: t`Copy the certificates of a site that you use into the page *Why is this certificate refused?*, and read which checks they pass.`,
      to: null,
    },
  ],
};
