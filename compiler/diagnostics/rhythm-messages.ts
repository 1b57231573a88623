/** Diagnostics 63x to 65x: what is proved of rhythms, deadlines, channels and of what declarations do to each other. */
import { warning } from "./diagnostic.ts";
import { listed, quotedNames, withArticle } from "./words.ts";

export const rhythmMessages = {
  "cadence-breaks-limit": warning(
    "PLAY630",
    (p: { cadence: string; limit: string; shown: readonly string[]; most: number; path: string }) => ({
      message: `The cadence \`${p.cadence}\` alone breaks the limit of ${p.limit}: ${listed(p.shown, "and")}.`,
      reason: `That is ${p.shown.length} where ${p.most} may come, before any trigger or play has asked for more.`,
      hint: "Space the steps out, widen the limit, or give the step that matters a level that the limit excepts.",
    }),
  ),
  "rhythm-within-quiet": warning("PLAY631", (p: { touch: string; every: number; quiet: number }) => ({
    message: `\`${p.touch}\` comes every ${p.every} days and asks for ${p.quiet} quiet days after it.`,
    reason: "The quiet time is never over before the next one comes: it keeps the touch itself away, and every other.",
    hint: "Shorten the quiet time, or let the touch come less often.",
  })),
  "limit-idle": warning("PLAY632", (p: { tighter: string }) => ({
    message: "This limit can never bind.",
    reason: `Whatever keeps the limit of ${p.tighter} keeps this one too.`,
    hint: "Remove it, or make it the narrower of the two.",
  })),
  "channel-unused": warning("PLAY633", (p: { rule: string; channel: string }) => ({
    message: `No touch goes out by \`${p.channel}\`, so that this ${p.rule} decides nothing.`,
    reason: "The policy speaks of a channel that no touch has.",
    hint: "Correct the channel, or remove the rule until there is such a touch.",
  })),
  "consent-unknown": warning("PLAY634", (p: { channel: string; field: string }) => ({
    message: `Whoever has no \`${p.field}\` is never reached by \`${p.channel}\`.`,
    reason: "The channel is used only while the flag is known true, and the field may be absent and has no default.",
    hint: `Give \`${p.field}\` a default, \`flag = true\` or \`flag = false\`, whichever is meant.`,
  })),
  "lead-time-too-long": warning("PLAY635", (p: { role: string; days: number }) => ({
    message: `\`${p.role}\` answers within ${p.days} working ${p.days === 1 ? "day" : "days"}, later than this deadline.`,
    reason: "A shared role does not queue: its work is done when its lead time ends, so that this is always late.",
    hint: "Give it more time, or another owner.",
  })),
  "deadline-before-hours": warning("PLAY636", (p: { opens: string; minutes: number }) => ({
    message: `Nobody can meet this deadline: working hours begin at ${p.opens}.`,
    reason: `It is ready at midnight, when the day closes, and ${p.minutes} minutes later nobody has begun to work, on any day.`,
    hint: "Write `within the day`, or a longer time.",
  })),
  "answer-after-end": warning("PLAY637", (p: { event: string; left: number }) => ({
    message: `The run ends before the time for \`${p.event}\` is over: it has ${p.left} days left at most.`,
    reason: "What a run still waits for when it ends is withdrawn.",
    hint: "Shorten the time, ask earlier, or let the run last longer.",
  })),
  "starts-too-late": warning("PLAY638", (p: { play: string; field: string; days: number }) => ({
    message: `\`${p.play}\` begins ${p.days} days before \`${p.field}\`: too late to change anything.`,
    reason: "Within the last 30 days a customer has mostly decided.",
    hint: "Begin 60 to 180 days before the date.",
  })),
  "start-out-of-scope": warning("PLAY639", (p: { play: string }) => ({
    message: `This start of \`${p.play}\` is always dropped.`,
    reason: "The trigger and the play are for different segments, and a run is not started out of scope.",
    hint: "Give both the same segments, or start another play.",
  })),
  "started-and-paused": warning("PLAY640", (p: { play: string; by: string }) => ({
    message: `\`${p.play}\` is started together with \`${p.by}\`, which pauses it.`,
    reason: "From the next day on its run stands still until the other one has ended.",
    hint: "Start only one of them, or take the pause away.",
  })),
  "pauses-strangers": warning("PLAY641", (p: { play: string; paused: string }) => ({
    message: `\`${p.play}\` pauses \`${p.paused}\`, which is for other segments.`,
    reason: "No customer of the one is a customer of the other, unless their segment changes under the run.",
    hint: "Pause what the same segments get, or remove the pause.",
  })),
  "rung-below-level": warning("PLAY642", (p: { play: string; level: string; claimed: string }) => ({
    message: `This rung is \`${p.level}\`, and its play \`${p.play}\` is \`${p.claimed}\`.`,
    reason: "A ladder that goes up asks for more attention, and this one ends with less than the play claims.",
    hint: "Take the level away: a rung has its play's.",
  })),
  "never-done": warning("PLAY643", (p: { touch: string }) => ({
    message: `Nothing ever asks for \`${p.touch}\`, whose last delivery this condition asks for.`,
    reason: "Only deliveries on record could make it known, and no new ones will come.",
    hint: "Name a touch that a cadence, trigger or play makes.",
  })),
  "nobody-covers": warning("PLAY644", (p: { role: string; models: readonly string[] }) => ({
    message: `This is work for \`${p.role}\`, and ${quotedNames(p.models)} has no people.`,
    reason: "`coverage none` says that nobody serves the customers of the model.",
    hint: "Let a machine do it, or lift the customer to a model with people.",
  })),
  "machine-speaks": warning("PLAY645", (p: { touch: string; channel: string; role: string }) => ({
    message: `\`${p.touch}\` is ${withArticle(`\`${p.channel}\``).replace("a `in", "an `in")} conversation, and its owner \`${p.role}\` is a machine.`,
    reason: "A call, a video meeting or a visit needs a person.",
    hint: "Give it an owner who can speak, or another channel.",
  })),
  "long-for-channel": warning("PLAY646", (p: { touch: string; channel: string; minutes: number }) => ({
    message: `\`${p.touch}\` takes ${p.minutes} minutes of effort and goes out by \`${p.channel}\`.`,
    reason: "What takes that long to make does not fit into a few words on a small screen.",
    hint: "Use another channel, or correct the effort.",
  })),
  "steps-out-of-order": warning("PLAY647", (_: Record<never, never>) => ({
    message: "This step comes before the step written above it.",
    reason: "Steps that count down to a date are read from the farthest to the nearest; one is likely a slip.",
    hint: "Write the steps in the order in which they come.",
  })),
};
