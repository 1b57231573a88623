/** Diagnostics 60x to 62x: what is proved of conditions, with an account as example where there is one. */
import { warning } from "./diagnostic.ts";
import { quotedNames, short } from "./words.ts";

const never = "No account can meet it, whatever its data say.";
const always = "Every account meets it of which what it asks for is known.";

export const proofMessages = {
  "segment-shadowed": warning("PLAY600", (p: { segment: string; before: readonly string[] }) => ({
    message: `No customer can be in the segment \`${p.segment}\`.`,
    reason: `Everybody who meets its condition was taken before, by ${quotedNames(p.before)}: the first match wins.`,
    hint: "Move it up, or narrow the conditions of the segments before it.",
  })),
  "segment-never": warning("PLAY601", (p: { segment: string }) => ({
    message: `The condition of the segment \`${p.segment}\` can never be true.`,
    reason: never,
    hint: "Correct the condition, or remove the segment.",
  })),
  "segment-gap": warning("PLAY602", (p: { example: string }) => ({
    message: `No segment takes an account with ${p.example}.`,
    reason: "A customer whom no segment takes is unsegmented: nothing that names a segment is owed to them.",
    hint: "Add a last segment with `otherwise`.",
  })),
  "segment-takes-all": warning("PLAY603", (p: { segment: string }) => ({
    message: `The segment \`${p.segment}\` takes everybody: its condition is never false.`,
    reason: "The first match wins, so that nobody is left for the segments behind it.",
    hint: "Narrow its condition, or move it to the end as `otherwise`.",
  })),
  "trigger-never": warning("PLAY604", (p: { trigger: string; scope: string | undefined }) => ({
    message: `The trigger \`${p.trigger}\` can never fire.`,
    reason: p.scope === undefined ? never : `No account \`${p.scope}\` can meet its condition, whatever its data say.`,
    hint:
      p.scope === undefined
        ? "Correct the condition, or remove the trigger."
        : "Correct the condition, or whom the trigger is for.",
  })),
  "trigger-always": warning("PLAY605", (p: { trigger: string }) => ({
    message: `The condition of the trigger \`${p.trigger}\` is never false.`,
    reason: `${always} It fires once for each of them and never again, as only false arms it anew.`,
    hint: "Narrow the condition, or make a cadence of it if everybody is meant.",
  })),
  "until-never": warning("PLAY606", (p: { trigger: string }) => ({
    message: `The \`until\` of \`${p.trigger}\` can never be true.`,
    reason: "A trigger with `until` is armed again only by that: after its first fire it would be silent for good.",
    hint: "Correct the condition, or remove `until`: then the trigger is armed when its condition is false.",
  })),
  "until-overlaps": warning("PLAY607", (p: { trigger: string; example: string }) => ({
    message: `The \`until\` of \`${p.trigger}\` can be true while its \`when\` is: an account with ${p.example}.`,
    reason: "Such a trigger is armed again at once, and fires at one close after another.",
    hint: "Leave a gap between the two conditions, or add a `rest`.",
  })),
  "double-contact": warning("PLAY608", (p: { trigger: string; other: string; touch: string }) => ({
    message: `Whenever \`${p.trigger}\` is true, \`${p.other}\` is too, and both ask for \`${p.touch}\`.`,
    reason: "The same customer gets the same touch twice for one reason.",
    hint: `Keep \`${p.touch}\` in one of them, or take the cases of the one out of the other.`,
  })),
  "filter-never": warning("PLAY609", (p: { event: string }) => ({
    message: `No \`${p.event}\` can pass this \`where\`.`,
    reason: "Its parts contradict each other, so that the trigger never fires.",
    hint: "Correct the condition; `or` is often meant where `and` is written.",
  })),
  "filter-idle": warning("PLAY610", (p: { event: string }) => ({
    message: `Every \`${p.event}\` passes this \`where\`.`,
    reason: "It is never false, so that it keeps no event away.",
    hint: "Remove it, or narrow it.",
  })),
  "start-never": warning("PLAY611", (p: { play: string }) => ({
    message: `The condition that starts \`${p.play}\` can never be true.`,
    reason: "No account that the play is for can meet it, whatever its data say.",
    hint: "Correct the condition, or whom the play is for.",
  })),
  "start-always": warning("PLAY612", (p: { play: string }) => ({
    message: `The condition that starts \`${p.play}\` is never false.`,
    reason: `${always} A run would be open for all of them.`,
    hint: "Narrow the condition, or make a cadence of it if everybody is meant.",
  })),
  "win-never": warning("PLAY613", (p: { play: string }) => ({
    message: `No run of \`${p.play}\` can be won: its \`win\` can never be true.`,
    reason: never,
    hint: "Correct the condition.",
  })),
  "won-at-once": warning("PLAY614", (p: { play: string }) => ({
    message: `Whoever starts \`${p.play}\` has won it already: what \`start\` asks for brings what \`win\` asks for.`,
    reason: "The run is over before its work has changed anything, and counts as a success.",
    hint: "Let `win` ask for more than `start` does.",
  })),
  "lose-never": warning("PLAY615", (p: { play: string }) => ({
    message: `No run of \`${p.play}\` can be lost: its \`lose\` can never be true.`,
    reason: never,
    hint: "Correct the condition, or remove `lose`.",
  })),
  "loss-counts-as-win": warning("PLAY616", (p: { play: string }) => ({
    message: `No run of \`${p.play}\` is ever lost: whatever \`lose\` asks for brings what \`win\` asks for.`,
    reason: "`win` is asked first, so that every loss counts as a win.",
    hint: "Narrow `win`, or correct `lose`.",
  })),
  "window-beyond-run": warning("PLAY617", (p: { play: string; clause: string; days: number }) => ({
    message: `The \`${p.clause}\` of \`${p.play}\` looks back further than any run lasts.`,
    reason: `A window that begins before the run is unknown, and no run has more than ${p.days} days to look back on.`,
    hint: "Shorten the window, or let the run last longer.",
  })),
  "cadence-never": warning("PLAY618", (p: { cadence: string }) => ({
    message: `No account can be in the scope of \`${p.cadence}\`.`,
    reason: "Its segments, its stage and its `where` exclude each other.",
    hint: "Correct the one that is wrong.",
  })),
  "cadence-step-never": warning("PLAY619", (p: { cadence: string; isTimed: boolean }) => ({
    message: `This step of \`${p.cadence}\` can never come.`,
    reason: p.isTimed
      ? "By its day the cadence's scope is over, or has not begun."
      : "Of no account in the cadence's scope does its condition let it come on its day.",
    hint: p.isTimed ? "Move the step, or widen the scope." : "Correct the condition, or remove the step.",
  })),
  "step-condition-idle": warning("PLAY620", (p: { cadence: string; word: string }) => ({
    message: `This \`${p.word}\` keeps no step of \`${p.cadence}\` away.`,
    reason:
      p.word === "when"
        ? "Whoever is in the cadence's scope on that day meets it, where it is known."
        : "Nobody in the cadence's scope can meet it on that day.",
    hint: "Remove it, or correct it.",
  })),
  "rung-never-acts": warning("PLAY621", (p: { escalation: string }) => ({
    message: `This rung of \`${p.escalation}\` never acts: its condition skips it for everybody.`,
    reason: "A `while` that is never true, or an `unless` that is never false, leaves nobody whom the rung is for.",
    hint: "Correct the condition, or remove the rung.",
  })),
  "rung-condition-idle": warning("PLAY622", (p: { escalation: string }) => ({
    message: `This condition of a rung of \`${p.escalation}\` skips it for nobody.`,
    reason: "A `while` that is never false, or an `unless` that is never true, decides nothing.",
    hint: "Remove it, or correct it.",
  })),
  "alternative-idle": warning("PLAY623", (p: { part: string; other: string }) => ({
    message: `This part of the \`or\` adds nobody: whoever meets \`${short(p.part)}\` meets \`${short(p.other)}\` too.`,
    reason: "The `or` is as true without it.",
    hint: "Remove the part, or correct it; `and` is meant now and then.",
  })),
  "requirement-idle": warning("PLAY624", (p: { part: string; other: string }) => ({
    message: `This part of the \`and\` asks for nothing more: whoever meets \`${short(p.other)}\` meets \`${short(p.part)}\` too.`,
    reason: "The `and` is as true without it.",
    hint: "Remove the part, or correct it.",
  })),
};
