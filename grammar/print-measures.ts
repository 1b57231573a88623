/** One line of text for what a measure counts and what an amount is multiplied with, as a person writes it. */

import { printCondition, printRange, printValue } from "./print.ts";
import type { ConditionSyntax, Name } from "./tree.ts";
import type { FigureSyntax, GoalSyntax, PerSyntax, ReturnLineSyntax } from "./tree-measures.ts";

const missing = "?";

function nameOf(name: Name | undefined): string {
  return name?.text ?? missing;
}

function filter(where: ConditionSyntax | undefined): string {
  return where ? ` where (${printCondition(where)})` : "";
}

/** `gross churn of arr over 1 year`; without what stands in the other clauses of the measure. */
export function printFigure(figure: FigureSyntax): string {
  switch (figure.kind) {
    case "revenue":
      return `${figure.what.replace("_", " ")} of ${nameOf(figure.field)} over ${printValue(figure.over)}`;
    case "accounts":
      return `share of accounts when ${printCondition(figure.when)}`;
    case "runs": {
      const by = figure.by ? ` by ${printValue(figure.by.lead)} before ${nameOf(figure.by.field)}` : "";
      return `share of runs of ${nameOf(figure.play)} won${by}`;
    }
    case "touches": {
      const which = figure.touch
        ? `touch ${figure.touch.text}`
        : `${figure.channel ? `${figure.channel.text} ` : ""}touches`;
      return `share of ${which} with ${nameOf(figure.event)} within ${printValue(figure.within)}`;
    }
    case "followed": {
      const event = `${nameOf(figure.event)}${filter(figure.where)}`;
      return `share of ${event} with ${nameOf(figure.answer)} within ${printValue(figure.within)}`;
    }
    case "events": {
      const minus = figure.minus ? ` minus where (${printCondition(figure.minus.where)})` : "";
      return `share of ${nameOf(figure.event)}${filter(figure.where)}${minus}`;
    }
    case "time":
      return `${figure.statistic} time from ${nameOf(figure.from)} to ${nameOf(figure.to)}${filter(figure.where)}`;
    case "change": {
      const whom = figure.touch ? `touch ${figure.touch.text}` : nameOf(figure.event);
      return `mean change of ${nameOf(figure.metric)} ${printValue(figure.after)} after ${whom}`;
    }
  }
}

/** `> 110%`, `300%..500%` */
export function printGoal({ operator, value, range }: GoalSyntax): string {
  return range ? printRange(range) : `${operator ?? missing} ${printValue(value)}`;
}

/** `$65 per hour of csm`, `30% of arr per won at_risk` */
export function printReturnLine({ amount, of, per }: ReturnLineSyntax): string {
  return `${printValue(amount)}${of ? ` of ${of.text}` : ""} per ${printPer(per)}`;
}

function printPer(per: PerSyntax | undefined): string {
  switch (per?.kind) {
    case undefined:
      return missing;
    case "hour":
      return `hour of ${nameOf(per.role)}`;
    case "period":
      return per.unit;
    case "touch":
      return `touch ${nameOf(per.touch)}`;
    case "won":
      return `won ${nameOf(per.play)}`;
    case "named":
      return nameOf(per.name);
  }
}
