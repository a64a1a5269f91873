import { t } from "../../language/t.ts";
import { arrives, believes, place, reads } from "./build.ts";
import type { Lesson } from "./types.ts";

export const lesson: Lesson = {
  act: 1,
  aims: [
    t`say who has a message in their hands between sender and receiver, and that each of them can read, copy and change it`,
    t`name the two problems that all else is about, and keep them apart: others can read it; and whoever reads it can’t tell from whom it is and whether it was changed`,
    t`tell a carrier from an attacker: the place is the same, the intention is not`,
  ],
  before: [
    t`Nothing. That messages pass through other people’s computers is enough, and comes up in the second scene.`,
  ],
  short: t`With ten minutes: leave the first scene out, and begin the second with Mallory *off*.`,
  sittings: [
    {
      title: null,
      scenes: [
        {
          scene: "direct",
          minutes: 5,
          say: [
            t`Bob keeps a bank. Alice writes: please pay Carol 10 coins. This is how we imagine it: straight from her hand into his.`,
            t`We go on one step at a time, and can always go back. Before the steps that matter I shall ask you: hands up first, then we look.`,
          ],
          moves: [
            {
              what: t`Step forwards until Bob has the letter, and take the vote that comes up.`,
              place: place("direct", ["bob.reads.request", "bob.acts"], 4, t`Bob acts`),
              shows: t`Bob has paid Carol 10 coins, because the sheet said so. He looked for no other proof.`,
              claims: [arrives],
            },
          ],
          ask: [
            {
              question: t`How does Bob know that it was Alice who wrote this?`,
              answer: t`He does not. Here it happens to be so.`,
            },
          ],
        },
        {
          scene: "routers",
          minutes: 15,
          say: [
            t`In truth the letter passes through strangers’ computers: the café’s Wi-Fi, a provider, an exchange, another provider. Each has the whole sheet in its hands.`,
            t`One of them can turn into Mallory. She sits where a router sits and has what a router has. She only wants something else.`,
          ],
          moves: [
            {
              what: t`Begin with Mallory *off*. Click on a router’s desk, and let somebody read out what lies there.`,
              place: place(
                "routers",
                ["request.reaches.router1", "router1.reads.request"],
                3,
                t`the first router reads`,
                { mallory: "off" },
              ),
              shows: t`Router 1 reads “Please pay Carol 10 coins”, and so do the others. It took no key and no trick.`,
              claims: [arrives, reads("router1"), reads("mallory"), reads("router3")],
            },
            {
              what: t`Back to step 2, switch Mallory to *change*, and go on. What has happened stays; what comes is new.`,
              place: place("routers", ["request.reaches.bob", "bob.reads.request"], 10, t`Bob reads`, {
                mallory: "off,tamper@request.reaches.router1",
              }),
              shows: t`Bob believes “Please pay Mallory 1000 coins”, and nothing on the sheet is wrong.`,
              claims: [believes("bob"), reads("mallory")],
            },
            {
              what: t`The same run (changed from step 2 on): go on to what Alice gets.`,
              place: place("routers", ["reply.reaches.alice", "alice.reads.reply"], 20, t`Alice reads`, {
                mallory: "off,tamper@request.reaches.router1",
              }),
              shows: t`Alice believes “Done: Carol has 10 coins more”. Bob wrote something else.`,
              claims: [believes("alice")],
            },
          ],
          ask: [
            {
              question: t`How many of the three have to be wicked for this?`,
              answer: t`One. The others carry honestly what she has written.`,
            },
            {
              question: t`Write it on the board: what two things do Alice and Bob need?`,
              answer: t`That nobody else can read it; and that the reader can check who wrote it and that it is unchanged. Leave both on the board: Act II solves the first alone, and the second is still open then.`,
            },
          ],
        },
      ],
    },
  ],
  misconceptions: [
    {
      id: "M12",
      words: t`Bob reads a letter that Mallory wrote, and there is nothing that he could notice.`,
      place: place("routers", ["request.reaches.bob", "bob.reads.request"], 9, t`Bob reads`),
      claims: [believes("bob"), believes("alice")],
    },
  ],
  followUp: [
    {
      title: t`Who carries yours?`,
      words: t`At home: \`traceroute\` (on Windows \`tracert\`) to a site that you use. How many strangers are there, and whose computers are they?`,
      to: null,
    },
  ],
};
