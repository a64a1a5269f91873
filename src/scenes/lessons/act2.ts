import { t } from "../../language/t.ts";
import { arrives, lost, place, reads, titleOf, unread } from "./build.ts";
import type { Lesson } from "./types.ts";

export const lesson: Lesson = {
  act: 2,
  aims: [
    t`say what a public and a private key can each do, and what neither can`,
    t`say what a shared key adds, and why nobody should have to send it`,
    t`explain forward secrecy with two recordings: which of them opens when a key is stolen later, and why`,
  ],
  before: [
    t`Act I: strangers carry everything, and may keep copies.`,
    t`No mathematics. Who asks how halves make a key: it is Diffie and Hellman’s idea, and the scene runs it on a real curve.`,
  ],
  short: t`With 25 minutes: *${titleOf("symmetric")}* in five (its question and its theft), then all of *${titleOf("agreement")}*.`,
  sittings: [
    {
      title: null,
      scenes: [
        {
          scene: "asymmetric",
          minutes: 12,
          say: [
            t`Bob has two keys that belong together. The public one he gives to anybody; the private one never leaves his desk. What one of them closes, only the other opens.`,
            t`Every router gets a copy of the public key, too. Let us see what it is worth to them.`,
          ],
          moves: [
            {
              what: t`Step to where a router tries.`,
              place: place("asymmetric", ["request.reaches.router1", "router1.fails.request"], 9, t`a router tries`),
              shows: t`Router 1 tries the public key, and only nonsense comes out. The page has really tried.`,
              claims: [],
            },
            {
              what: t`Ask with what Bob can lock his answer. Then step on.`,
              place: place("asymmetric", ["reply.reaches.router3", "router3.reads.reply"], 15, t`the answer lies open`),
              shows: t`Router 3 reads “Done: Carol has 10 coins more”. Bob has no key that only Alice opens.`,
              claims: [reads("router3")],
            },
          ],
          ask: [
            {
              question: t`Why can’t Bob lock his answer with his private key?`,
              answer: t`What the private key closes, the public one opens, and everybody has that. It hides nothing. What it is good for is called *signing*, and comes in Act III: never call it encrypting.`,
            },
          ],
        },
        {
          scene: "symmetric",
          minutes: 13,
          say: [
            t`So Alice makes up another kind of key: one that closes and opens. She sends it to Bob under his public lock, and from then on both use that.`,
            t`This is how TLS 1.2 and older could do it. It is not how it is done today, and the end of the scene shows why.`,
          ],
          moves: [
            {
              what: t`Look at which key closes the letter.`,
              place: place("symmetric", ["bob.opens.sealedKey", "alice.seals.request"], 11, t`Alice seals her letter`),
              shows: t`It is the new key. Bob’s public key has locked 32 bytes, and does nothing more. The letter arrives.`,
              claims: [arrives, unread],
            },
            {
              what: t`Back to step 11, where she seals it; Mallory to *change*.`,
              place: place("symmetric", ["request.reaches.bob", "bob.fails.request"], 16, t`Bob’s key refuses`, {
                mallory: "off,tamper@alice.seals.request",
              }),
              shows: t`One bit is turned over, and Bob’s key refuses the letter: nothing arrives, and nobody else reads it. Changes are noticed now.`,
              claims: [lost, unread],
            },
            {
              what: t`Before the first step, set *Later* to *Bob’s key is stolen*, and go to the end.`,
              place: place(
                "symmetric",
                ["mallory.opens.request", "mallory.opens.reply"],
                21,
                t`Mallory opens her copies`,
                { theft: "on" },
              ),
              shows: t`Mallory reads “Please pay Carol 10 coins” and “Done: Carol has 10 coins more”: the key itself lies in her copies, and now she has what opens it.`,
              claims: [reads("mallory")],
            },
          ],
          ask: [
            {
              question: t`Mallory’s copy is years old when she steals the key. Does that help Bob?`,
              answer: t`No. Whoever sends a key has sent it for ever: one theft opens all that was ever said under that lock.`,
            },
          ],
        },
        {
          scene: "agreement",
          minutes: 20,
          say: [
            t`Today nobody sends the key. Each makes a secret number, and shows a half that is worked out from it. From your own number and the other’s half comes one key, the same on both sides.`,
            t`Yesterday’s conversation, done the old way, lies in Mallory’s copies as well. Keep an eye on both.`,
          ],
          moves: [
            {
              what: t`Vote: every router has seen both halves. Who can work out the key? Then step.`,
              place: place(
                "agreement",
                ["serverHalf.reaches.alice", "alice.derives.channelKey"],
                8,
                t`Alice has the key`,
              ),
              shows: t`Two have it, Alice and Bob. Click on the key: it says who holds it.`,
              claims: [],
            },
            {
              what: t`Vote: Bob’s long-term key is stolen. Which copies open? Then step to the end, slowly.`,
              place: place(
                "agreement",
                ["mallory.fails.request", "mallory.fails.reply"],
                21,
                t`today’s copies stay shut`,
              ),
              shows: t`Mallory reads “Please pay Dave 5 coins”, which is yesterday’s. Today’s letter and answer stay shut, for there was never a key to steal.`,
              claims: [reads("mallory"), arrives],
            },
            {
              what: t`If there is time: halves of *P-256* instead.`,
              place: place("agreement", ["mallory.fails.request", "mallory.fails.reply"], 21, t`the same with P-256`, {
                group: "P-256",
              }),
              shows: t`It comes out the same: Mallory reads yesterday’s letters alone. The curve is not the point; throwing the secret numbers away is.`,
              claims: [reads("mallory"), arrives],
            },
          ],
          ask: [
            {
              question: t`What would Alice and Bob have to keep for today’s copies to open as well?`,
              answer: t`Their secret numbers. That they wipe them is what is called forward secrecy; Act V has a Bob who does not.`,
            },
            {
              question: t`Back to the board: which of the two problems is solved?`,
              answer: t`The first: nobody else can read it. The second is as open as ever: with whom has Alice agreed on a key? That is Act III.`,
            },
          ],
        },
      ],
    },
  ],
  misconceptions: [
    {
      id: "M9",
      words: t`Bob has a private key, and his answer goes as open paper: that key can’t hide it.`,
      place: place("asymmetric", ["bob.acts", "bob.writes.reply"], 13, t`Bob’s answer goes open`),
      claims: [reads("router1")],
    },
    {
      id: "M4",
      words: t`The public key locked 32 bytes. The letter is sealed under the new key.`,
      place: place("symmetric", ["bob.opens.sealedKey", "alice.seals.request"], 11, t`Alice seals her letter`),
      claims: [arrives],
    },
    {
      id: "M3",
      words: t`Alice has the same key as Bob, and none was ever sent.`,
      place: place("agreement", ["serverHalf.reaches.alice", "alice.derives.channelKey"], 8, t`Alice has the key`),
      claims: [arrives],
    },
  ],
  followUp: [
    {
      title: t`By hand`,
      words: t`Agree on a number in front of everybody: modulus 23, base 5, one secret number each. The class hears all that is said, and tries to find the key. (With numbers this small they will: that is the point of large ones.)`,
      to: null,
    },
    {
      title: t`One flipped bit`,
      words: t`In the lab, Mallory spoils Bob’s answer. Find the step at which it is noticed, and who notices.`,
      to: { kind: "lab", setup: { mallory: "tamper", record: "9" }, claims: [] },
    },
  ],
};
