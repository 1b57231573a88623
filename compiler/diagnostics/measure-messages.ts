/** Diagnostics 44x and 45x: measures, targets and the return of the programme. */
import { error, warning } from "./diagnostic.ts";

export const measureMessages = {
  "goal-never-met": error("PLAY440", (p: { what: string; goal: string; least: string; most: string }) => ({
    message: `${p.what} can never be \`${p.goal}\`.`,
    reason: `It lies between ${p.least} and ${p.most}, whatever happens.`,
    hint: "Set a target that can be reached.",
  })),
  "goal-always-met": warning("PLAY441", (p: { what: string; goal: string; least: string; most: string }) => ({
    message: `${p.what} is always \`${p.goal}\`.`,
    reason: `It lies between ${p.least} and ${p.most}, so that this target is met whatever happens.`,
    hint: "Set a target that can be missed, or remove it.",
  })),
  "goal-in-months": error("PLAY442", (p: { what: string }) => ({
    message: `The target of ${p.what} must be in days or weeks.`,
    reason: "Months have different lengths, and the time of each customer is counted in days.",
    hint: "Write the days, for example `30d`.",
  })),
  "revenue-without-end": warning("PLAY443", (p: { field: string }) => ({
    message: "No customer can be lost in this figure: nothing says when one ends.",
    reason: `Without \`ends\` in the account a customer that left still counts with its \`${p.field}\`.`,
    hint: "Name the date on which a customer ends: `ends churned_on` in `account`.",
  })),
  "never-won": error("PLAY444", (p: { play: string }) => ({
    message: `No run of \`${p.play}\` is ever won.`,
    reason: "The play has no `win`, so that this counts nothing.",
    hint: "Say what wins a run: `win when health >= 80`.",
  })),
  "change-of-flow": error("PLAY445", (p: { metric: string }) => ({
    message: `\`${p.metric}\` is a flow (\`per day\`): a single day of it says nothing of before and after.`,
    reason: "The change is the value of one day less that of another, and a flow adds up over days.",
    hint: "Name a level (`snapshot`) or a score.",
  })),
  "share-of-no-customer": error("PLAY446", (p: { field: string }) => ({
    message: `Nothing says whose \`${p.field}\` is meant.`,
    reason: "An hour or a month belongs to no one customer; a touch, a won run and an event do.",
    hint: "Write an amount of money, or name a touch, a won run or an event behind `per`.",
  })),
  "measured-never-done": warning("PLAY447", (p: { touch: string }) => ({
    message: `Nothing ever asks for \`${p.touch}\`, which is measured here.`,
    reason: "No cadence, trigger or play makes the touch: only records of what was delivered could be counted.",
    hint: "Name a touch that is made.",
  })),
};
