/** What the JSON Schema cannot say of measures and the return: types of what they read, goals in order. */
import type { Goal, MeasureFigure, Per, ReturnLine } from "./measures.ts";
import type { Duration, Field, Schedule } from "./types.ts";

/** Sentences, one for each mistake. Names that are not declared are told elsewhere. */
export function problemsOfMeasures(schedule: Schedule): string[] {
  const { measures = [], roi } = schedule;
  const lines = roi?.lines ?? [];
  const goals = [...measures, ...(roi ? [{ path: "roi", ...roi }] : [])];
  const repeated = lines.filter(({ path }, index) => lines.findIndex((line) => line.path === path) < index);
  return [
    ...measures.flatMap(({ path, figure }) => problemsOfFigure(schedule, path, figure)),
    ...lines.flatMap((line) => problemsOfLine(schedule, line)),
    ...goals.flatMap(({ path, goal }) => (isReversed(goal) ? [`${path}: the range of its goal is reversed`] : [])),
    ...repeated.map(({ path }) => `${path}: it is there twice`),
    ...(["cost", "benefit"] as const).flatMap((side) =>
      roi && !lines.some((line) => line.side === side) ? [`roi: it has no ${side}`] : [],
    ),
  ];
}

function isReversed(goal: Goal | undefined): boolean {
  return goal?.kind === "range" && goal.from > goal.to;
}

function problemsOfFigure(schedule: Schedule, path: string, figure: MeasureFigure): string[] {
  const date = (name: string) => problemsOfField(schedule, path, name, "date");
  switch (figure.kind) {
    case "revenue":
      return [...problemsOfField(schedule, path, figure.field, "money"), ...ofCalendar(path, figure.over)];
    case "runs": {
      const by = figure.by ? [...date(figure.by.field), ...ofCalendar(path, figure.by.lead)] : [];
      return [...problemsOfPlay(schedule, path, figure.play), ...by];
    }
    case "touches":
    case "followed":
      return ofCalendar(path, figure.within);
    case "time":
      return [...date(figure.from), ...("field" in figure.to ? date(figure.to.field) : [])];
    case "change": {
      const isFlow = schedule.metrics.some(({ name, kind }) => name === figure.metric && kind === "flow");
      return [...ofCalendar(path, figure.after), ...(isFlow ? [`${path}: "${figure.metric}" is a flow`] : [])];
    }
    default:
      return [];
  }
}

function problemsOfLine(schedule: Schedule, { path, amount, per }: ReturnLine): string[] {
  if (amount.kind === "money") return problemsOfPer(schedule, path, per);
  const isOfNobody = per.kind === "hour" || per.kind === "period";
  return [
    ...problemsOfField(schedule, path, amount.field, "money"),
    ...(isOfNobody ? [`${path}: nothing says whose "${amount.field}" is meant`] : []),
    ...problemsOfPer(schedule, path, per),
  ];
}

function problemsOfPer(schedule: Schedule, path: string, per: Per): string[] {
  return per.kind === "won" ? problemsOfPlay(schedule, path, per.play) : [];
}

function problemsOfPlay({ plays }: Schedule, path: string, name: string): string[] {
  return plays.some((play) => play.name === name && !play.win) ? [`${path}: no run of "${name}" is ever won`] : [];
}

/** Dates and amounts that say how a customer ended are read by nobody else. */
function problemsOfField({ account }: Schedule, path: string, name: string, type: Field["type"]): string[] {
  const field = account.fields.find((each) => each.name === name);
  if (name === account.ends) return [`${path}: "${name}" says when the account ends`];
  return field && field.type !== type ? [`${path}: "${name}" is no ${type}`] : [];
}

function ofCalendar(path: string, { unit }: Duration): string[] {
  return unit === "days" || unit === "months" ? [] : [`${path}: a length of time is not in days or months`];
}
