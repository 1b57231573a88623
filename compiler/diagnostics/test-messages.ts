/** Diagnostics 5xx: tests that cannot be run, or that show nothing. */
import { error, warning } from "./diagnostic.ts";
import { quoted, quotedNames } from "./words.ts";

export const testMessages = {
  "test-named-twice": error("PLAY500", (p: { name: string }) => ({
    message: `Two tests are called ${quoted(p.name)}.`,
    reason: "A failing test is told by its name, and the name should lead to one test.",
    hint: "Say in the name what this one shows.",
  })),
  "expects-nothing": error("PLAY501", (p: { name: string }) => ({
    message: `The test ${quoted(p.name)} expects nothing.`,
    reason: "Without an `expect` it passes whatever the program does.",
    hint: "Add what should come of it, for example `expect touch check_in for acme by 2026-03-17`.",
  })),
  "not-in-test": error("PLAY502", (p: { account: string; suggestion?: string | undefined }) => ({
    message: `This test has no account called \`${p.account}\`.`,
    reason: "What happens to an account, and what is expected for it, needs the account's own fields.",
    hint:
      p.suggestion === undefined
        ? `Add \`account ${p.account} { ... }\` with its fields.`
        : `Did you mean \`${p.suggestion}\`?`,
  })),
  "fields-not-given": error("PLAY503", (p: { what: string; fields: readonly string[] }) => ({
    message: `${p.what} has no ${quotedNames(p.fields)}.`,
    reason: "A field that is neither optional nor has a default must be there: in the data, such a row is set aside.",
    hint: `Give ${p.fields.length === 1 ? "it a value" : "them values"} in the braces.`,
  })),
  "told-twice": error("PLAY504", (p: { what: string; when: string }) => ({
    message: `${p.what} is given twice ${p.when}.`,
    reason: "Of two values only one could hold, and nothing says which.",
    hint: "Take one of them away, or let the days of one end before those of the other begin.",
  })),
  "outside-test": error("PLAY505", (p: { date: string; from: string; to: string }) => ({
    message: `${p.date} is not among the days of this test, ${p.from} to ${p.to}.`,
    reason: "Nothing is known of a test's accounts before its first day and after its last.",
    hint: "Widen `days`, or leave it out: then the test has all days that it names.",
  })),
  "expects-too-early": warning("PLAY506", (p: { account: string; to: string; begins: string }) => ({
    message: `Nothing can have happened to \`${p.account}\` by ${p.to}.`,
    reason: `It begins, or its history does, on ${p.begins}: what is expected before that holds or fails whatever the program says.`,
    hint: "Expect it for a later day, or let the account begin earlier.",
  })),
  "tells-computed": error("PLAY507", (p: { metric: string }) => ({
    message: `\`${p.metric}\` cannot be given a value: it is worked out.`,
    reason: "A score has the points that its lines give, in a test as in the data.",
    hint: "Give values to the metrics that its lines read.",
  })),
  "no-such-rung": error("PLAY508", (p: { escalation: string; rung: string; rungs: number }) => ({
    message: `\`${p.escalation}\` has no rung ${p.rung}.`,
    reason: `Its rungs are numbered from 1 to ${p.rungs}, in the order they are written.`,
    hint: "Write the number of one of them.",
  })),
  "not-expected-of": error("PLAY509", (p: { part: string; thing: string; hint: string }) => ({
    message: `\`${p.part}\` cannot be said of ${p.thing}.`,
    reason: "Nothing of the kind ever comes of it, so that the expectation could never be met.",
    hint: p.hint,
  })),
  "days-not-said": error("PLAY510", (p: { metric: string; reason: string; hint: string }) => ({
    message: `It is not said on which days \`${p.metric}\` has what is told of it.`,
    reason: p.reason,
    hint: p.hint,
  })),
  "no-tracks": error("PLAY511", (p: { stage: string; why: string }) => ({
    message: `\`${p.stage}\` has no tracks that could be told apart.`,
    reason: p.why,
    hint: "Take `of` and the text away.",
  })),
  "calendar-stage-moves": error("PLAY512", (p: { stage: string }) => ({
    message: `Nobody comes into \`${p.stage}\` or goes out of it by what happens.`,
    reason: "It is a stage of the calendar: it lasts from one date to another.",
    hint: `Expect that the account is in it on a day: \`expect acme is in ${p.stage} at 2026-03-17\`.`,
  })),
  "not-a-score": error("PLAY513", (p: { metric: string }) => ({
    message: `\`${p.metric}\` is not a score.`,
    reason: "Points that it surely has, and points that it may have, are told of scores and their components alone.",
    hint: `Write a condition: \`${p.metric} >= 60 for acme at 2026-03-17\`.`,
  })),
};
