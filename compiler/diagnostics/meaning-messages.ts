/** Diagnostics 3xx: declarations that are well written but cannot mean anything, or not what they seem to. */
import { error, warning } from "./diagnostic.ts";
import { listed, quotedNames, withArticle } from "./words.ts";

export const meaningMessages = {
  "missing-clause": error("PLAY301", (p: { what: string; clause: string; reason: string; example: string }) => ({
    message: `${p.what} does not say \`${p.clause}\`.`,
    reason: p.reason,
    hint: `Add a clause, for example \`${p.example}\`.`,
  })),
  "clause-twice": error("PLAY302", (p: { what: string; clause: string }) => ({
    message: `${p.what} says \`${p.clause}\` twice.`,
    reason: "Only one of the two could hold, and nothing says which.",
    hint: "Keep one of them.",
  })),
  "clause-not-here": error("PLAY303", (p: { clause: string; where: string; reason: string; hint: string }) => ({
    message: `\`${p.clause}\` cannot stand in ${p.where}.`,
    reason: p.reason,
    hint: p.hint,
  })),
  "unknown-word": error(
    "PLAY304",
    (p: { what: string; word: string; allowed: readonly string[]; suggestion?: string | undefined }) => ({
      message: `\`${p.word}\` is not ${withArticle(p.what)}.`,
      reason: `${withArticle(p.what).replace(/^a/, "A")} is one of ${listedAll(p.allowed)}.`,
      hint: p.suggestion === undefined ? "Write one of those words." : `Did you mean \`${p.suggestion}\`?`,
    }),
  ),
  "reads-end": error("PLAY305", (p: { field: string }) => ({
    message: `\`${p.field}\` says when the customer ended, and only \`lose\` may read it.`,
    reason: "On the day it would be read nobody could know it yet: the rule would look into the future.",
    hint: "Remove it; nothing is owed to a customer after that day anyway.",
  })),
  "segment-reads": error("PLAY306", (p: { what: string }) => ({
    message: `A segment's condition cannot ask for ${p.what}.`,
    reason: "Segments decide what is owed, so they must be known before any segment and any delivery is.",
    hint: "Use fields, metrics and events of the account.",
  })),
  "only-in-run": error("PLAY307", (p: { what: string }) => ({
    message: `${p.what} has no meaning here.`,
    reason: "It speaks of one run of a play, and only `win`, `lose` and the rungs of an escalation belong to a run.",
    hint: "Use a condition with a window instead, for example `count of reply over 7d >= 1` or `over 7d`.",
  })),
  "filter-reads": error("PLAY308", (p: { what: string; event: string }) => ({
    message: `\`where\` of \`${p.event}\` cannot ask for ${p.what}.`,
    reason: "The filter is asked of each event by itself, and an event knows only its own fields.",
    hint: `Use the fields of \`${p.event}\`, and join other conditions outside the parentheses with \`and\`.`,
  })),
  "closing-field": error("PLAY309", (p: { event: string; closing: string; key: string; problem: string }) => ({
    message: `\`${p.closing}\` cannot close a case of \`${p.event}\`: ${p.problem}.`,
    reason: "A case ends when the closing event carries the same value in the field that identifies the case.",
    hint: `Give \`${p.event}\` a \`key\`, and \`${p.closing}\` a field of that name and type.`,
  })),
  "no-case": error("PLAY310", (p: { event: string }) => ({
    message: `\`${p.event}\` happens at an instant and is never open.`,
    reason: "Only an event with `closed by` begins a case that stays open for a while.",
    hint: `Declare what ends it (\`closed by\`), or count it: \`count of ${p.event} over 7d >= 1\`.`,
  })),
  "missing-rule-misfit": error("PLAY311", (p: { metric: string; rule: string; kind: string }) => ({
    message: `\`missing ${p.rule}\` does not fit \`${p.metric}\`, which is ${p.kind}.`,
    reason: "A day without a value can count as zero only where days add up, and carry on only where a value stands.",
    hint: "Write `missing is zero` with `per day`, and `missing carries` with `snapshot`.",
  })),
  "bad-bands": error("PLAY312", (p: { metric: string; problem: string }) => ({
    message: `The bands of \`${p.metric}\` do not work: ${p.problem}.`,
    reason: "A band holds from its floor up to below the floor of the band before it.",
    hint: "Write the bands of a `snapshot` metric, each with its floor, highest floor first.",
  })),
  "no-bands": error("PLAY313", (p: { metric: string }) => ({
    message: `\`${p.metric}\` has no bands.`,
    reason: "`becomes` asks for the day on which a metric enters a band.",
    hint: "Give the metric `bands`, or ask for a change with `falls` or `rises`.",
  })),
  "phases-out-of-order": error("PLAY314", (p: { first: string; second: string }) => ({
    message: `Phase \`${p.second}\` begins before phase \`${p.first}\` is over.`,
    reason: "A run is in one phase at a time; phases do not overlap and are written in their order.",
    hint: "Move its first day behind the last day of the phase before it.",
  })),
  "phase-reversed": error("PLAY315", (p: { phase: string }) => ({
    message: `Phase \`${p.phase}\` ends before it begins.`,
    reason: "Its first day comes after its last one.",
    hint: "Write the earlier day first: `day 3..6`, or `60d..31d before renewal`.",
  })),
  "phases-mixed": error("PLAY316", (p: { phase: string; play: string }) => ({
    message: `Phase \`${p.phase}\` is not counted as the other phases of \`${p.play}\` are.`,
    reason:
      "All phases of a play count the run's days, or all count the days to one date; else their order is unknown.",
    hint: "Count all of them alike, or make two plays.",
  })),
  "rungs-out-of-order": error("PLAY317", (p: { escalation: string }) => ({
    message: `A rung of \`${p.escalation}\` comes earlier than the rung written before it.`,
    reason: "A ladder is climbed from the first rung to the last.",
    hint: "Write the rungs in the order of `after`.",
  })),
  "never-starts": error("PLAY318", (p: { play: string }) => ({
    message: `Nothing ever starts the play \`${p.play}\`.`,
    reason: "A play starts by its `start when`, by phases `before` a date, or by a trigger's `start`.",
    hint: `Add \`start when\` and a condition, or a trigger with \`do start ${p.play}\`.`,
  })),
  "pauses-itself": error("PLAY319", (p: { play: string }) => ({
    message: `\`${p.play}\` pauses itself.`,
    reason: "Its steps would be held from the day after it starts until it ends.",
    hint: `Remove \`${p.play}\` from \`pauses\`.`,
  })),
  "says-nothing": warning("PLAY436", (p: { word: string }) => ({
    message: `\`${p.word}\` says nothing.`,
    reason: "Nothing stands between its braces, and the program is the same without it.",
    hint: "Write between the braces what is meant, or remove it.",
  })),
  "nothing-to-do": error("PLAY320", (p: { what: string; parts: string }) => ({
    message: `${p.what} has no ${p.parts}.`,
    reason: "Nothing would ever be owed to a customer because of it.",
    hint: `Add ${p.parts}, or remove the declaration.`,
  })),
  "after-otherwise": error("PLAY321", (p: { segment: string }) => ({
    message: `No customer can be in the segment \`${p.segment}\`.`,
    reason: "The first segment that matches wins, and the one with `otherwise` matches everybody who is left.",
    hint: "Move the segment with `otherwise` to the end, and have only one.",
  })),
  "wrong-step": error("PLAY322", (p: { problem: string; cadence: string }) => ({
    message: `${p.problem} cannot stand in the cadence \`${p.cadence}\`.`,
    reason: "Steps of a `from` cadence count forward from its date, steps of a `before` cadence count back from it.",
    hint: "Write `every`, `day` or `week` in a `from` cadence, and a length of time such as `60d` in a `before` cadence.",
  })),
  "restart-of-countdown": error("PLAY432", (p: { cadence: string }) => ({
    message: `The cadence \`${p.cadence}\` counts back from a date and cannot begin anew.`,
    reason: "Its steps stand on fixed days before the date, which stay where they are when the program changes.",
    hint: "Write `on change continue` or `on change end`, or leave the clause out.",
  })),
  "wrong-baseline": error("PLAY323", (p: { what: string; reason: string; hint: string }) => ({
    message: `${p.what} cannot be compared like this.`,
    reason: p.reason,
    hint: p.hint,
  })),
  "too-deep": error("PLAY324", (p: { most: number }) => ({
    message: `This condition has parts inside each other more than ${p.most} levels deep.`,
    reason: "Nobody can read it, and the programs that carry it out have a limit.",
    hint: "Split it, for example into several triggers.",
  })),
  "too-much-text": error("PLAY327", (_: Record<never, never>) => ({
    message: "The conditions up to here are too long to be written out.",
    reason: "The schedule carries the text of every part of a condition, so that each decision can be explained.",
    hint: "Shorten the longest conditions, or take some parentheses away.",
  })),
  "roles-clash": error("PLAY325", (p: { role: string; first: string; second: string }) => ({
    message: `The role \`${p.role}\` cannot be \`${p.first}\` and \`${p.second}\` at once.`,
    reason: "A role is a person per account, a shared group, or automation.",
    hint: "Keep one of the words, or declare two roles.",
  })),
  "covers-itself": error("PLAY326", (p: { role: string }) => ({
    message: `\`${p.role}\` covers for itself.`,
    reason: "Nobody can stand in for themselves while away.",
    hint: "Name the role that takes over after `by`.",
  })),
  "no-working-day": error("PLAY328", (p: { from: string; to: string }) => ({
    message: `From ${p.from} to ${p.to} there is no working day.`,
    reason: "Deadlines in business days and work that waits for a working day would find none for more than a year.",
    hint: "Take days out of the holidays file, or name more weekdays in `hours`.",
  })),
  "phase-never-reached": warning("PLAY329", (p: { phase: string; play: string }) => ({
    message: `No run of \`${p.play}\` comes to the phase \`${p.phase}\`.`,
    reason: "Its first day lies behind the day on which `end after` ends the run.",
    hint: "Let the run last longer, or move the phase to days before its end.",
  })),
  "phase-cut-short": warning("PLAY470", (p: { phase: string; play: string; last: number; end: number }) => ({
    message: `The phase \`${p.phase}\` goes on to day ${p.last}, and every run of \`${p.play}\` ends by day ${p.end}.`,
    reason:
      "`end after` ends the run in the middle of the phase: what it would have owed on the days behind never comes.",
    hint: "Let the run last longer, or end the phase with the run.",
  })),
  "rung-never-asked": warning("PLAY330", (p: { escalation: string; plays: readonly string[] }) => ({
    message: `This rung of \`${p.escalation}\` is never asked.`,
    reason: `Every run of ${quotedNames(p.plays)} has ended by its day, and ends come before rungs.`,
    hint: "Let the rung come earlier, or the run last longer.",
  })),
  "rung-waits-in-vain": warning(
    "PLAY331",
    (p: { escalation: string; plays: readonly string[]; events: readonly string[] }) => ({
      message: `This rung of \`${p.escalation}\` waits for an answer that nobody has asked for.`,
      reason: `Its day counts from the touch that expects ${quotedNames(p.events)}, and in ${quotedNames(p.plays)} only this rung, or one that waits for it, makes such a touch.`,
      hint: "Let a touch of a phase expect the answer, or take the condition away.",
    }),
  ),
  "bare-change": warning("PLAY333", (p: { metric: string; direction: "falls" | "rises"; number: string }) => ({
    message: `\`${p.number}\` is a difference of ${p.number} in \`${p.metric}\` here, not a share of ${p.number}%.`,
    reason: `Without \`%\`, \`${p.direction}\` compares the difference itself, in the metric's own unit.`,
    hint: `Write \`${p.number}%\` for a share. If the difference is meant, write \`points\` behind a score's number, or name the number with a \`let\`.`,
  })),
  "pause-ring": warning("PLAY334", (p: { ring: readonly string[] }) => ({
    message: `These plays pause each other in a ring: ${ringOf(p.ring)}.`,
    reason: "While a run of each is open for an account, all of them stand still, until one is won, lost or ends.",
    hint: "Take one of the pauses away, best that of the play that matters most.",
  })),
  "step-never-comes": warning("PLAY332", (p: { phase: string }) => ({
    message: `This step never comes in the phase \`${p.phase}\`.`,
    reason: "It first comes one such time after the phase's first day, and by then the phase is over.",
    hint: "Write a shorter time, a longer phase, or `at once` behind the time to begin on the first day.",
  })),
  "points-do-not-add-up": error("PLAY340", (p: { component: string; sums: string; sum: string; total: string }) => ({
    message: `The lines of \`${p.component}\` add up to ${p.sum} points, not ${p.total}.`,
    reason: `${p.sums} = ${p.sum}: a customer could never reach the component's total, or would have more than it.`,
    hint: `Change the points of the lines, or write \`${p.component} ${p.sum}\`.`,
  })),
  "total-not-hundred": warning("PLAY341", (p: { score: string; sums: string; total: string }) => ({
    message: `The components of \`${p.score}\` add up to ${p.total} points, not 100.`,
    reason: `${p.sums} = ${p.total}. People read scores, and the floors of bands, out of a hundred.`,
    hint: "Change the components, or silence this if the total is meant.",
  })),
  "score-ring": error("PLAY342", (p: { score: string; ring: readonly string[] }) => ({
    message: `\`${p.score}\` depends on itself.`,
    reason: `${p.ring.map((name) => `\`${name}\``).join(" reads ")}: on no day could one of them be known first.`,
    hint: "Take one of these conditions away, or ask it of a metric.",
  })),
  "no-components": error("PLAY343", (p: { metric: string }) => ({
    message: `\`${p.metric}\` has no components.`,
    reason: "Only a score declared with `health` is made of components.",
    hint: `Ask for the change of the metric itself: \`${p.metric} falls over 7d\`.`,
  })),
};

/** `a` pauses `b` pauses `a`; of a long ring the beginning. */
function ringOf(plays: readonly string[]): string {
  const names = plays.map((name) => `\`${name}\``);
  const shown = names.length > 12 ? [...names.slice(0, 12), "others"] : names;
  return [...shown, shown[0]].join(" pauses ");
}

function listedAll(words: readonly string[]): string {
  return words.length > 12 ? `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}` : listed(words);
}
