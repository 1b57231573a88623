/** Diagnostics 38x: experiments. */
import { error } from "./diagnostic.ts";

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
  "in-two-experiments": error("PLAY382", (p: { kind: string; name: string; first: string; second: string }) => ({
    message: `The ${p.kind} \`${p.name}\` is in two experiments, \`${p.first}\` and \`${p.second}\`.`,
    reason:
      "It would run only for customers whom chance put into the right arms of both, and neither result could be read.",
    hint: "Keep it in one of them, or make one experiment with more arms.",
  })),
};
