/** Diagnostics 38x: experiments, ranks and what is assumed of answers. */
import { error, warning } from "./diagnostic.ts";

export const chanceMessages = {
  "shares-over": error("PLAY380", (p: { experiment: string; sums: string; total: string }) => ({
    message: `The arms of \`${p.experiment}\` get ${p.total} of the customers together, more than all of them.`,
    reason: `${p.sums} = ${p.total}. An arm gets its share of the customers, and each customer is in one arm at most.`,
    hint: "Lower the shares to 100% together, or less: who is in no arm gets neither.",
  })),
  "arm-without-share": error("PLAY381", (p: { arm: string }) => ({
    message: `The arm \`${p.arm}\` gets no customers.`,
    reason: "With a share of 0% nobody is ever in it.",
    hint: "Give it a share, or remove the arm.",
  })),
  "experiment-reads": error("PLAY383", (p: { experiment: string }) => ({
    message: `What is delivered decides who takes part in \`${p.experiment}\`.`,
    reason:
      "`time since last done` and touch models hang on it, and the arms themselves decide what is delivered: each would choose its customers, and they could not be compared.",
    hint: "Ask for what is known without the program: fields, metrics and events.",
  })),
  "no-reviews": error("PLAY384", (p: { text: string }) => ({
    message: `Nothing says when the customers of \`${p.text}\` are ranked.`,
    reason: "Ranking them every day would move customers between segments because of what others do.",
    hint: "Say it behind `segments`: `segments reviewed every 1 quarter from 2026-01-01 { ... }`.",
  })),
  "rank-not-here": error("PLAY385", (p: { text: string }) => ({
    message: `\`${p.text}\` can stand in \`segments\` and \`models\` only.`,
    reason: "How a customer ranks is settled at reviews, for all customers together.",
    hint: "Make it a segment, and ask for the segment here.",
  })),
  "cannot-rank": error("PLAY386", (p: { name: string }) => ({
    message: `Customers cannot be ranked by \`${p.name}\`.`,
    reason: "At a review they are ranked by a field of the account that is money, a count, a ratio or points.",
    hint: "Name such a field, for example `arr in top 20%`.",
  })),
  "assumed-twice": error("PLAY387", (p: { text: string; first: string }) => ({
    message: `\`${p.text}\` and \`${p.first}\` assume two things of one delivery.`,
    reason:
      "Of the lines that fit a delivery the nearest counts: its touch before its channel before all touches, for some customers before for all. Neither of these is nearer for a customer whom both are for.",
    hint: "Keep one of them, or make them for different segments, or for different models.",
  })),
  "assumed-for-all": error("PLAY388", (p: { event: string }) => ({
    message: `\`${p.event}\` cannot be assumed: it happens to all customers at once.`,
    reason: "An answer comes from the one customer whom the touch reached.",
    hint: "Name an event without `for all`.",
  })),
  "assumed-in-vain": warning("PLAY389", (p: { text: string; event: string }) => ({
    message: `\`${p.text}\` can never matter.`,
    reason: `Nothing makes such a touch, or nothing asks whether \`${p.event}\` answered it: none of these touches expects it or has a target for it, and no play and no \`share of touches\` asks for it.`,
    hint: "Remove the line, or say for which touches it is meant.",
  })),
  "answer-not-assumed": warning("PLAY430", (p: { touch: string; event: string }) => ({
    message: `\`${p.touch}\` expects \`${p.event}\`, and no assumption says how often it comes.`,
    reason: `\`assume\` speaks of \`${p.event}\` for other touches, so that with assumed answers this one is never answered.`,
    hint: `Add a line to \`assume\`: \`touch ${p.touch} ${p.event} 10% within 3d\`.`,
  })),
  "in-two-experiments": error("PLAY382", (p: { kind: string; name: string; first: string; second: string }) => ({
    message: `The ${p.kind} \`${p.name}\` is in two experiments, \`${p.first}\` and \`${p.second}\`.`,
    reason:
      "It would run only for customers whom chance put into the right arms of both, and neither result could be read.",
    hint: "Keep it in one of them, or make one experiment with more arms.",
  })),
};
