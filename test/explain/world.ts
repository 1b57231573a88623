/** Explanations of one hand-made account, as they are printed. */
import { storyText } from "../../cli/views/explain-story.ts";
import { whyNotText } from "../../cli/views/explain-why-not.ts";
import { explainAccount } from "../../runtime/explain/story.ts";
import type { WhyNot } from "../../runtime/explain/types.ts";
import { explainWhyNot, type Question } from "../../runtime/explain/why-not.ts";
import { csm, joined, model } from "../engine/model.ts";
import { type AccountText, day, setUp, type World } from "../support/world.ts";
import { unfolded } from "./printed-story.ts";

const plain = { width: 100, colour: false };

/** An account that joined on Monday 2026-01-05, in a program of `text` over the model of the engine's tests. */
export function worldOf(text: string, account: AccountText = {}, more: Partial<World> = {}): World {
  return {
    play: `${model} ${text}`,
    grid: ["2026-01-01", "2026-04-30"],
    accounts: [
      {
        ...account,
        fields: { ...joined("2026-01-05"), ...account.fields },
        people: { ...csm, sponsor: "Ana", ...account.people },
      },
    ],
    ...more,
  };
}

/** The printed lines of a story without their places, each with its day before it. */
export function told(world: World): string[] {
  const { schedule, simulation, histories } = setUp(world);
  let today = "";
  return unfolded(
    storyText(explainAccount(schedule, simulation, histories[0]!), [], plain)
      .trimEnd()
      .split("\n"),
  )
    .slice(1)
    .flatMap((line) => {
      if (!line.startsWith(" ")) today = line.slice(0, 10);
      return line.startsWith(" ") ? [`${today}${line.replace(/ +\S+:\d+$/, "")}`] : [];
    });
}

/** Why something did not come on a day. */
export function whyNot(
  world: World,
  kind: Question["kind"],
  name: string,
  on: string,
): { answer: WhyNot; text: string } {
  const { schedule, simulation, histories } = setUp(world);
  const answer = explainWhyNot(schedule, simulation, histories[0]!, { kind, name, on: day(on) });
  return { answer, text: whyNotText(answer, [], plain) };
}
