import { t } from "../../language/t.ts";
import { accepts, arrives, believes, lost, place, reads, refuses, titleOf, unread } from "./build.ts";
import type { Lesson } from "./types.ts";

export const lesson: Lesson = {
  act: 4,
  aims: [
    t`say what a server knows of its caller after a handshake in which only it has shown a certificate`,
    t`name what crosses the wire when a client proves itself, and what stays at home`,
    t`say when a client hears that it was refused, and why a handshake that went well proves nothing about that`,
    t`explain why a relay can pass a client’s certificate on, and not its signature`,
  ],
  before: [
    t`Act III: certificates, and the signature over the conversation.`,
    t`For engineers: what one of their own services does when a client certificate is missing. Few know, and the third scene is about it.`,
  ],
  short: t`With 25 minutes: *${titleOf("mutual")}*, then *${titleOf("client-rejection")}* with *nothing* and with *Alice’s own*.`,
  sittings: [
    {
      title: null,
      scenes: [
        {
          scene: "unknown-client",
          minutes: 7,
          say: [
            t`Bob keeps a clinic now, and gives medicine by the numbers that come in. He has learnt to prove who he is. He has never asked who is calling.`,
          ],
          moves: [
            {
              what: t`Vote when Bob has read the number: what will he do? Then step.`,
              place: place("unknown-client", ["bob.opens.request", "bob.acts"], 14, t`Bob acts`),
              shows: t`Bob believes “Alice: pulse 180” and gives the strong medicine. It was not Alice.`,
              claims: [believes("bob")],
            },
            {
              what: t`*Who calls*: the real Alice.`,
              place: place("unknown-client", ["bob.opens.request", "bob.acts"], 14, t`Bob acts`, { caller: "alice" }),
              shows: t`“Alice: pulse 62” arrives. Bob’s desk looks as it did before: he can’t tell one from the other.`,
              claims: [arrives, unread],
            },
          ],
          ask: [
            {
              question: t`The channel was encrypted, and Bob’s certificate was checked. What did not-Alice have to break?`,
              answer: t`Nothing. On most of the web it is the same: who you are is asked inside the channel, with a password.`,
            },
          ],
        },
        {
          scene: "mutual",
          minutes: 11,
          say: [
            t`Now Bob asks: and who are you? Alice has a certificate from the clinic’s own authority. Both sign the conversation. That is mutual TLS, and there is nothing more to it.`,
          ],
          moves: [
            {
              what: t`Vote before Alice signs: what of hers will cross the wire?`,
              place: place(
                "mutual",
                ["alice.signs.conversation", "alice.writes.clientProof"],
                12,
                t`Alice proves herself`,
              ),
              shows: t`A certificate and a signature. The private key has made the signature, and is on her desk as before.`,
              claims: [arrives, unread],
            },
            {
              what: t`Her authority is not Bob’s. Vote again: what will he decide?`,
              place: place("mutual", ["clientProof.reaches.bob", "bob.checks.certificate"], 14, t`Bob checks`),
              shows: t`Bob accepts: what counts is whom *he* trusts for clients. The two lists need have nothing in common.`,
              claims: [accepts("bob"), arrives],
            },
            {
              what: t`Mallory to *relay*.`,
              place: place("mutual", ["serverHalf.reaches.alice", "alice.checks.certificate"], 10, t`Alice checks`, {
                mallory: "relay",
              }),
              shows: t`Alice refuses before she has shown anything: nobody she trusts vouches for this Bob.`,
              claims: [refuses("alice", "self-signed"), unread],
            },
          ],
          ask: [
            {
              question: t`Bob’s list of authorities for clients has the public ones on it, all of them. What is wrong with that?`,
              answer: t`Then anybody with any certificate for that name from any of them is Alice. For clients one takes an authority of one’s own.`,
            },
          ],
        },
        {
          scene: "client-rejection",
          minutes: 13,
          say: [t`Not-Alice is back. Watch two things: what Bob says, and when not-Alice hears of it.`],
          moves: [
            {
              what: t`Not-Alice shows *nothing*. Stop when they send their letter.`,
              place: place(
                "client-rejection",
                ["bob.writes.goodbye", "notAlice.seals.request"],
                15,
                t`not-Alice sends`,
              ),
              shows: t`Bob refuses, for no certificate came. Not-Alice has sent already, and does not know it yet.`,
              claims: [refuses("bob", "no-certificate"), lost, unread],
            },
            {
              what: t`Step on until they hear of it.`,
              place: place(
                "client-rejection",
                ["goodbye.reaches.notAlice", "notAlice.reads.goodbye"],
                19,
                t`not-Alice hears of it`,
              ),
              shows: t`Only now. A handshake that ended well did not mean that they were accepted.`,
              claims: [refuses("bob", "no-certificate")],
            },
            {
              what: t`They show *Alice’s own*.`,
              place: place(
                "client-rejection",
                ["clientProof.reaches.bob", "bob.checks.certificate"],
                15,
                t`Bob checks`,
                { forgery: "stolen" },
              ),
              shows: t`Bob refuses: the certificate is Alice’s, and its key did not sign.`,
              claims: [refuses("bob", "signature-invalid"), unread],
            },
            {
              what: t`They show one *for servers only*; Bob *ignores what it is for*.`,
              place: place("client-rejection", ["notAlice.opens.reply", "end"], 23, t`the end`, {
                forgery: "server-only",
                "ignore-usage": "on",
              }),
              shows: t`Bob accepts, and believes “Alice: pulse 180”. The name was right, the signature was right, and it was not made for this.`,
              claims: [accepts("bob"), believes("bob")],
            },
            {
              what: t`The setting that is wrong most often: they show *nothing*, and Bob *asks but does not insist*.`,
              place: place("client-rejection", ["bob.opens.request", "bob.acts"], 17, t`Bob acts`, {
                "ask-only": "on",
              }),
              shows: t`Bob believes “Alice: pulse 180”. In nginx this setting is called \`optional\`.`,
              claims: [believes("bob")],
            },
          ],
          ask: [
            {
              question: t`Your client logs “connected”, and the next read fails. What should it do?`,
              answer: t`Look for the alert, and say what it says. Trying again brings the same refusal. Act V has it byte by byte: *${titleOf("late-rejection")}*.`,
            },
          ],
        },
        {
          scene: "mutual-mitm",
          minutes: 14,
          say: [
            t`The strongest attack that we have: Alice once installed an authority that somebody sent her. It is Mallory’s. Now Mallory can be Bob to Alice, and ask her for her proof.`,
            t`She gets Alice’s genuine certificate, and a signature that Alice really made. Is she Alice now?`,
          ],
          moves: [
            {
              what: t`Vote at Bob’s check, then step.`,
              place: place("mutual-mitm", ["clientProof.reaches.bob", "bob.checks.certificate"], 27, t`Bob checks`),
              shows: t`Bob refuses: what Alice signed is her conversation with Mallory, and not this one.`,
              claims: [refuses("bob", "signature-invalid"), accepts("alice")],
            },
            {
              what: t`Go back and look at what the carelessness did cost.`,
              place: place(
                "mutual-mitm",
                ["request.reaches.mallory", "mallory.opens.request"],
                23,
                t`Mallory opens the letter`,
              ),
              shows: t`Mallory reads “Alice: pulse 62”. Bob is safe, Alice is not: mutual TLS protects the side that checks.`,
              claims: [reads("mallory"), refuses("bob", "signature-invalid")],
            },
            {
              what: t`Alice *trusts only the real one*.`,
              place: place(
                "mutual-mitm",
                ["serverHalf.reaches.alice", "alice.checks.certificate"],
                9,
                t`Alice checks`,
                { careless: "off" },
              ),
              shows: t`Alice refuses, and Mallory has not even begun.`,
              claims: [refuses("alice", "unknown-authority"), unread],
            },
            {
              what: t`Run the wrong idea: careless again, and Bob *skips the signature*.`,
              place: place("mutual-mitm", ["bob.opens.request", "bob.acts"], 31, t`Bob acts`, {
                "skip-signature": "on",
              }),
              shows: t`Bob accepts, and believes “Alice: pulse 180”. Mallory reads all of it.`,
              claims: [accepts("bob"), believes("bob"), reads("mallory")],
            },
          ],
          ask: [
            {
              question: t`A load balancer ends the TLS of your clients and speaks TLS of its own to your service. What does the service know of the client?`,
              answer: t`What the balancer tells it, and nothing else: it stands where Mallory stands, and has the same trouble with the signature.`,
            },
          ],
        },
      ],
    },
  ],
  misconceptions: [
    {
      id: "M2",
      words: t`A channel that nobody can read, and Bob believes whoever is at the other end.`,
      place: place("unknown-client", ["bob.opens.request", "bob.acts"], 14, t`Bob acts`),
      claims: [believes("bob")],
    },
    {
      id: "M7",
      words: t`Open what Alice sends: a certificate and a signature.`,
      place: place("mutual", ["alice.signs.conversation", "alice.writes.clientProof"], 12, t`Alice proves herself`),
      claims: [arrives, unread],
    },
    {
      id: "M6",
      words: t`Alice’s genuine certificate in other hands: Bob refuses.`,
      place: place("client-rejection", ["clientProof.reaches.bob", "bob.checks.certificate"], 15, t`Bob checks`, {
        forgery: "stolen",
      }),
      claims: [refuses("bob", "signature-invalid")],
    },
    {
      id: "M10",
      words: t`Validly signed, by Alice’s own authority, and Bob refuses: it is for servers.`,
      place: place("client-rejection", ["clientProof.reaches.bob", "bob.checks.certificate"], 15, t`Bob checks`, {
        forgery: "server-only",
      }),
      claims: [refuses("bob", "wrong-usage")],
    },
    {
      id: "M11",
      words: t`Not-Alice is done with the handshake and sends. Bob refuses, and they hear of it afterwards.`,
      place: place("client-rejection", ["bob.writes.goodbye", "notAlice.seals.request"], 15, t`not-Alice sends`),
      claims: [refuses("bob", "no-certificate")],
    },
    {
      id: "M12",
      words: t`Every check on Alice’s desk is green, and it is Mallory.`,
      place: place("mutual-mitm", ["serverHalf.reaches.alice", "alice.checks.certificate"], 9, t`Alice checks`),
      claims: [accepts("alice"), reads("mallory")],
    },
    {
      id: "M14",
      words: t`Alice’s channel ends at Mallory. Where it ends is what the certificate should have told her.`,
      place: place("mutual-mitm", ["alice.gives-up", "end"], 36, t`the end`),
      claims: [reads("mallory")],
    },
  ],
  followUp: [
    {
      title: t`Find the fault`,
      words: t`A puzzle: Bob lets nobody in, and says so late. What is wrong with what Alice shows?`,
      to: {
        kind: "puzzle",
        setup: { bobAsks: "require", aliceShows: "wrong-extended-key-usage" },
        suspect: "alice-wrong-extended-key-usage",
      },
    },
    {
      title: t`Mutual TLS at home`,
      words: t`The kit holds both authorities and all certificates, and sets mutual TLS up in nginx, Node and \`openssl\`, with what each says to the one who is not Alice.`,
      to: { kind: "takeHome", scene: "client-rejection" },
    },
  ],
};
