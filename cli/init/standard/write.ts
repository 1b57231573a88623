/** `standard.play` of a new project: what it takes of the standard playbooks, and how to make them its own. */
import type { Figures } from "../figures.ts";
import type { Asks } from "./asks.ts";

/** Amounts of the library are in this currency; in a project with another they are set anew. */
const libraryCurrency = "USD";

/** `own` are declarations of the project. */
export function standardText(
  currency: string,
  parts: {
    readonly asks: Asks;
    /** Those that the compiler finds to be of no use here. */
    readonly useless: ReadonlySet<string>;
    readonly own: readonly string[];
    readonly isSizedByArr: boolean;
  },
): string {
  const { declarations, missingOfScores, saysWhenOnboardingEnds } = parts.asks;
  const taken = declarations.filter(({ name, missing }) => missing.length === 0 && !parts.useless.has(name));
  const useless = declarations.filter(({ name }) => parts.useless.has(name));
  const left = declarations.filter(({ missing }) => missing.length > 0);
  const uses = (["cadence", "play", "trigger"] as const).flatMap((kind) => {
    const names = taken.filter((each) => each.kind === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [`  ${kind} ${names.join(", ")}`];
  });
  return `${[
    "# The standard playbooks, as far as your data carries them. Made by `playc init --standard`; yours from now on.",
    "# What they say stands in playbooks/standard of playc. A place in them is told as `standard:risk.play:12`.",
    "",
    "use standard {",
    "  policy",
    ...(saysWhenOnboardingEnds ? [] : ["  journey customer"]),
    ...uses,
    "}",
    "",
    "# A figure is set anew by its name, and a declaration by its own:",
    "#   replace let silence = 21d",
    "#   replace touch check_in { channel phone owner csm effort 15min purpose address_need kind proactive }",
    ...(parts.isSizedByArr ? currencyLines(currency) : []),
    ...parts.own,
    ...(saysWhenOnboardingEnds ? [] : timedOnboarding),
    ...(useless.length === 0 ? [] : ["", "# Left out, for with these segments and stages they could never come:"]),
    ...useless.map(({ kind, name }) => `#   ${kind} ${name}`),
    ...(left.length === 0 ? [] : ["", "# Left out, for want of what stands behind them in your data:"]),
    ...(left.some(({ missing }) => missing.includes("health")) ? [`#   health: ${missingOfScores.join(", ")}`] : []),
    ...left.map(({ kind, name, missing }) => `#   ${kind} ${name}: ${missing.join(", ")}`),
  ].join("\n")}\n`;
}

const timedOnboarding = [
  "",
  "## The set-up is over when the customer says so; your data does not say it, and the calendar does until it will.",
  "# playc: allow PLAY355 because the data does not say when the customer confirmed it",
  "replace journey customer {",
  "  stage onboarding { enter from contract_start leave when time since contract_start > 90d }",
  "}",
];

/** The figures of the library that are amounts, where the project has another currency. */
export function currencyLines(currency: string): string[] {
  if (currency === libraryCurrency) return [];
  return [
    "",
    `# The library's amounts are in ${libraryCurrency}.`,
    `replace let high_touch_from = ${currency} 100K`,
    `replace let medium_touch_from = ${currency} 25K`,
    `replace let low_touch_from = ${currency} 5K`,
  ];
}

/** Segments of the standard names by the figures of the data, where it has no `arr`. */
export function segmentLines(figures: Figures): string[] {
  const floors = figures.segments.flatMap(({ name, when, why }) => {
    const [, quantity, floor] = /^(.*>= )([^>]*)$/.exec(when ?? "") ?? [];
    return (name === "large" || name === "medium") && quantity && floor ? [{ quantity, floor, why }] : [];
  });
  const [large, medium] = floors;
  if (!large || !medium) return [];
  const fifth = medium.floor.replace(/[\d.]+$/, (figure) => String(Number((Number(figure) / 5).toPrecision(2))));
  // Of somebody new nobody can say yet how large they are.
  const known = (condition: string) => `time since contract_start >= 90d and ${condition}`;
  return [
    "",
    "## Your data has no `arr`: who is how large is told by what they do, as far as 90 days say it.",
    "replace segments {",
    `  enterprise when ${known(large.quantity + large.floor)} # ${large.why}`,
    `  mid_market when ${known(medium.quantity + medium.floor)} # ${medium.why}`,
    `  smb when time since contract_start < 90d or ${medium.quantity + fifth} # down to a fifth of that, and whoever is new`,
    "  self_serve otherwise # everybody else",
    "}",
  ];
}
