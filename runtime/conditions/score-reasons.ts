/** Why a score is unknown, or not decided: it is the first line of a component that nothing decides. */

import type { ScoreLine } from "../../schedule/types.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Compiler } from "./compiler.ts";
import { metricReason } from "./data-reasons.ts";
import { emptyReading } from "./exact.ts";
import { expressionReason } from "./expression-reasons.ts";
import type { Reason, Reasons } from "./reasons.ts";
import type { OpenLine } from "./types.ts";
import type { AccountView } from "./view.ts";

/** Why a metric or score is unknown on some of the days `from`..`to`; undefined when it is known on all of them. */
export type MetricReason = (view: AccountView, from: EpochDay, to: EpochDay) => string | undefined;

export function metricReasonOf(compiler: Compiler, reasons: Reasons, name: string): MetricReason {
  const place = compiler.shape.metric(name);
  if (!compiler.shape.metrics[place]!.metric.computed) return (view, from, to) => metricReason(view, place, from, to);
  const lines = linesOf(compiler, reasons, name);
  return (view, from, to) => {
    const days = compiler.score(place)(view, to);
    for (let day = from; day <= to; day++) {
      if (Number.isNaN(days.low(day))) return `${from < to ? "window before" : "before"} the account begins: ${name}`;
      if (days.low(day) === days.high(day)) continue;
      const moment = { windowDay: day, today: day };
      for (const { reasonOf } of lines) {
        const reason = reasonOf(view, moment, undefined);
        if (reason !== undefined) return `${name} not decided, ${reason}`;
      }
    }
    return undefined;
  };
}

interface LineReason {
  readonly line: ScoreLine;
  /** Undefined where the line is decided. */
  readonly reasonOf: Reason;
}

/** Which lines of a score are not decided at the close of a day, and why; in the order of the score. */
export function openLinesOf(
  compiler: Compiler,
  reasons: Reasons,
  name: string,
): (view: AccountView, day: EpochDay) => OpenLine[] {
  const lines = linesOf(compiler, reasons, name);
  return (view, day) =>
    lines.flatMap(({ line, reasonOf }) => {
      const reason = reasonOf(view, { windowDay: day, today: day }, undefined);
      return reason === undefined ? [] : [{ line: (line.kind === "when" ? line.when : line.by).text, reason }];
    });
}

/** For each line that can be unknown, why it is; compiled when first asked, since scores are asked of each other. */
function linesOf(compiler: Compiler, reasons: Reasons, name: string): LineReason[] {
  const part = compiler.shape.score(name);
  if (part === undefined) return [];
  if (!("lines" in part)) return part.components.flatMap((component) => linesOf(compiler, reasons, component.name));
  return part.lines.map((line) => ({ line, reasonOf: lineReason(compiler, reasons, line) }));
}

function lineReason(compiler: Compiler, reasons: Reasons, line: ScoreLine): Reason {
  if (line.kind === "when") {
    const test = compiler.test(line.when);
    return (view, moment, run) =>
      test(view, moment, run) === undefined ? reasons.of(line.when)(view, moment, run) : undefined;
  }
  const read = compiler.read(line.by);
  const reason = expressionReason(compiler, reasons, line.by);
  const reading = emptyReading();
  return (view, moment, run) => {
    read(view, moment, run, reading);
    return reading.low === reading.high ? undefined : reason(view, moment, run);
  };
}
