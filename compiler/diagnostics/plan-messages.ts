/** Diagnostics 648 to 699: what is proved of touch models, journeys, scores, experiments, and of cadences beside each other. */
import { warning } from "./diagnostic.ts";
import { listed, quotedNames, short } from "./words.ts";

const never = "No account can meet it, whatever its data say.";

export const planMessages = {
  "model-too-dear": warning(
    "PLAY648",
    (p: {
      model: string;
      group: string;
      role: string;
      /** Of the pool; 1 for a dedicated person. */
      people: number;
      accounts: number;
      carried: number;
      /** Minutes a month. */
      each: number;
      person: number;
    }) => ({
      message: `\`${p.model}\` promises a \`${p.role}\` for ${p.people === 1 ? "" : `every ${p.people} of `}${p.accounts} accounts and more, and one person can carry ${p.carried}.`,
      reason: `The cadences ask ${hours(p.each)} h a month of \`${p.role}\` for each account of \`${p.group}\`: ${p.accounts} take ${hours(p.each * p.accounts)} h, and ${p.people === 1 ? "a person has" : `${p.people} people have`} ${hours(p.person * p.people)} h for plays.`,
      hint: "Promise fewer accounts, ask less of people, or give the role more hours; `playc capacity` shows the whole table.",
    }),
  ),
  "model-never": warning("PLAY649", (p: { model: string }) => ({
    message: `The condition of the touch model \`${p.model}\` can never be true.`,
    reason: never,
    hint: "Correct the condition, or remove the model.",
  })),
  "model-shadowed": warning("PLAY650", (p: { model: string; before: readonly string[] }) => ({
    message: `No customer can have the touch model \`${p.model}\` of its own.`,
    reason: `Everybody who meets its condition was taken before, by ${quotedNames(p.before)}: the first match wins.`,
    hint: "Narrow the conditions of the models before it, or correct its own.",
  })),
  "model-takes-all": warning("PLAY651", (p: { model: string }) => ({
    message: `The touch model \`${p.model}\` takes everybody: its condition is never false.`,
    reason: "The first match wins, so that nobody is left for the models behind it.",
    hint: "Narrow its condition, or make it the last one with `otherwise`.",
  })),
  "lifts-served": warning("PLAY652", (p: { play: string; model: string }) => ({
    message: `The play \`${p.play}\` lifts nobody: whoever it is for is served by \`${p.model}\` or a higher model already.`,
    reason: "A lift gives a customer the higher of its own touch model and the named one.",
    hint: "Leave the clause out, or let the play be for customers of lower models.",
  })),
  "stage-stuck": warning("PLAY653", (p: { stage: string; ways: readonly string[] }) => ({
    message: `Nobody can leave the stage \`${p.stage}\`: ${listed(
      p.ways.map((way) => `\`${short(way)}\``),
      "and",
    )} can never be true.`,
    reason: "Every way out of the stage asks for what contradicts itself, so that whoever comes in stays for ever.",
    hint: "Correct one of them; `or` is often meant where `and` is written.",
  })),
  "way-closed": warning("PLAY654", (p: { cause: string }) => ({
    message: `Nobody ever goes this way: \`${short(p.cause)}\` can never be true.`,
    reason: never,
    hint: "Correct the condition, or remove the clause.",
  })),
  "way-hidden": warning("PLAY655", (p: { cause: string; earlier: string }) => ({
    message: `Nobody ever goes this way: whoever meets \`${short(p.cause)}\` meets \`${short(p.earlier)}\` too, which is asked before.`,
    reason: "`back to` is asked before `skip to`, this before `leave`, and of several the one written first is taken.",
    hint: "Narrow the way before it, or remove this one.",
  })),
  "left-at-once": warning("PLAY656", (p: { stage: string; enter: string; end: string }) => ({
    message: `Whoever comes into \`${p.stage}\` by \`${short(p.enter)}\` meets already what ends it: \`${short(p.end)}\`.`,
    reason: "The stage is over at the next close, before anything in it has changed the customer.",
    hint: "Let the end of the stage ask for more than its beginning does.",
  })),
  "points-never": warning("PLAY657", (_: Record<never, never>) => ({
    message: "Nobody ever gets these points: the condition can never be true.",
    reason: `${never} The score can then never be full.`,
    hint: "Correct the condition.",
  })),
  "points-always": warning("PLAY658", (_: Record<never, never>) => ({
    message: "Everybody gets these points: the condition is never false.",
    reason: "Points that nobody can miss tell nothing of a customer, and lift every band by as much.",
    hint: "Narrow the condition, or give the points to another line.",
  })),
  "experiment-never": warning("PLAY659", (p: { experiment: string }) => ({
    message: `Nobody can take part in the experiment \`${p.experiment}\`.`,
    reason: "Its segments, its stage and its `where` exclude each other.",
    hint: "Correct the one that is wrong.",
  })),
  "asked-twice": warning("PLAY660", (p: { touch: string; one: string; other: string; shown: readonly string[] }) => ({
    message: `\`${p.one}\` and \`${p.other}\` bring \`${p.touch}\` to the same customers on the same day: ${listed(p.shown, "and")}.`,
    reason: "Both count from the same date, and neither has a condition on these days; the customer gets it twice.",
    hint: `Keep it in one of them, or write \`not within 7d of ${p.touch}\` behind it.`,
  })),
  "urgent-by-mail": warning("PLAY661", (p: { trigger: string; channels: readonly string[] }) => ({
    message: `\`${p.trigger}\` is red, and all it does goes out by ${quotedNames(p.channels)}.`,
    reason:
      "What is urgent is said by telephone or short message, or to somebody of the team; this may be read next week.",
    hint: "Add `alert csm`, a call or an `sms`, or lower the level.",
  })),
};

function hours(minutes: number): string {
  return (minutes / 60).toFixed(1);
}
