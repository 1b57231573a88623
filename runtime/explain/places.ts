/** From a path of the ledger to the place in the program, and to the words a person would say for it. */
import { type Figure, isBySegment } from "../../schedule/figures.ts";
import type { Duration, Phase, PhaseStep, Schedule, StepTiming } from "../../schedule/types.ts";
import type { Place } from "./types.ts";

/** A ladder's path inside a play: the ledger says whose run climbed, `sources` knows the ladder alone. */
const insidePlay = /^play [^/]+\/(?=escalation )/;

/** The nearest declared place: of `play p/escalation e/rung/1/do/1/2` that of `escalation e/rung/1/do/1`. */
export function placeOf({ sources }: Pick<Schedule, "sources">, path: string): Place | undefined {
  for (let at = path.replace(insidePlay, ""); at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    if (!Object.hasOwn(sources, at)) continue;
    const { file, line } = sources[at]!;
    return { file, line };
  }
  return undefined;
}

/** `14 days`, `48 hours`, `3 business days`. */
export function durationText({ unit, amount }: Duration): string {
  if (unit === "minutes") return amount % 60 === 0 ? counted(amount / 60, "hour") : counted(amount, "minute");
  if (unit === "months" && amount > 0 && amount % 12 === 0) return counted(amount / 12, "year");
  return counted(amount, unit.replace("_", " ").slice(0, -1));
}

export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** `every week`, `every 2 weeks`, `every 3 months`. */
export function everyText({ unit, amount }: Duration): string {
  const weeks = unit === "days" && amount > 0 && amount % 7 === 0;
  const span = weeks ? counted(amount / 7, "week") : durationText({ unit, amount });
  return `every ${span.replace(/^1 /, "")}`;
}

/** A figure by segment in words: `90 days for enterprise, otherwise 30 days`. */
export function figureText<T>(figure: Figure<T>, textOf: (value: T) => string): string {
  if (!isBySegment(figure)) return textOf(figure);
  const listed = figure.bySegment.map(({ segment, is }) => `${textOf(is)} for ${segment}`);
  return [...listed, ...(figure.otherwise === undefined ? [] : [`otherwise ${textOf(figure.otherwise)}`])].join(", ");
}

/** `every 2 weeks`, `week 4`, `60 days before`. */
export function timingText(timing: Figure<StepTiming>): string {
  return figureText(timing, plainTimingText);
}

function plainTimingText(timing: StepTiming): string {
  switch (timing.kind) {
    case "every":
      return `${everyText(timing.every)}${timing.atOnce ? " at once" : ""}`;
    case "every_from":
      return `from day ${timing.day} ${everyText(timing.every)}`;
    case "day":
      return `day ${timing.day}`;
    case "week":
      return `week ${timing.week}`;
    case "before":
      return `${durationText(timing.before)} before`;
  }
}

/** `phase recover, every week`. */
export function phaseStepText(phase: Phase, { every }: PhaseStep): string {
  return `phase ${phase.name}${every ? `, ${figureText(every.every, everyText)}${every.atOnce ? " at once" : ""}` : ""}`;
}

/** A rule of the ledger in words; a rule that says itself stays as it is. */
export function ruleText(schedule: Schedule, rule: string): string {
  return policyText(schedule, rule) ?? playText(rule) ?? declaredText(rule) ?? rule;
}

function policyText({ policy }: Schedule, rule: string): string | undefined {
  const limit = policy.limits.find(({ path }) => path === rule);
  if (limit) {
    const what = limit.channel ?? (limit.most === 1 ? "touch" : "touches");
    return `limit ${limit.most} ${what} per ${"field" in limit.per ? limit.per.field : durationText(limit.per)}`;
  }
  const quiet = policy.quiets.find(({ path }) => path === rule);
  if (quiet) return `quiet ${durationText(quiet.over)} after ${quiet.after}`;
  const consent = policy.consents.find(({ path }) => path === rule);
  if (consent) return `no consent to ${consent.channel} (${consent.field})`;
  const { merge } = policy;
  return merge?.path === rule ? `merge within ${durationText(merge.within)}` : undefined;
}

const playRules = new Map([
  ["pauses", "pauses it"],
  ["win", "was won"],
  ["lose", "was lost"],
  ["end", "ended"],
  ["anchor", "counted to a date that has changed"],
  ["running", "was running already"],
  ["scope", "is not for this account now"],
  ["again", "rests between two runs"],
  ["change", "was changed under it"],
]);

function playText(rule: string): string | undefined {
  const [, play, what] = /^(play [^/]+)\/([a-z]+)$/.exec(rule) ?? [];
  const words = what === undefined ? undefined : playRules.get(what);
  return words && `${play} ${words}`;
}

function declaredText(rule: string): string | undefined {
  const [, kind, name, what] = /^(cadence|escalation|stage|role|contact) ([^/]+)(\/[a-z]+)?$/.exec(rule) ?? [];
  if (kind === "cadence" && what === "/anchor") return `cadence ${name} counts from another date now`;
  if (kind === "cadence" && what === "/change") return `cadence ${name} was changed under it`;
  if (kind === "escalation" && what === "/change") return `escalation ${name} was changed under it`;
  if (kind === "stage" && what === "/end") return `stage ${name} ended`;
  if (kind === "role" || kind === "contact") return `nobody is ${name}`;
  return undefined;
}
