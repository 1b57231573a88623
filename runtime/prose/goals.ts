/** Experiments, measures, the return and assumptions in plain English (docs/language.md, sections 9 and 17). */
import type {
  Assumption,
  Comparison,
  Experiment,
  Measure,
  MeasureFigure,
  Per,
  Return,
  ReturnLine,
} from "../../schedule/types.ts";
import { counted, durationText } from "../explain/places.ts";
import { wordText } from "../templates/values.ts";
import { scopeProse } from "./actions.ts";
import { allTold, type Clauses, saidBy } from "./clauses.ts";
import { conditionProse } from "./conditions.ts";
import { heading, listed, named, nameText, type Prose, type Said, say } from "./prose.ts";
import { goalOf, quantity, share, type Words, whom } from "./values.ts";
import { asked, docSaid, one } from "./work.ts";

export function experimentSaid(words: Words, experiment: Experiment): Said[] {
  const clauses: Clauses<Experiment> = {
    name: null,
    path: null,
    doc: null,
    scope: (scope) => one(say`it is tried on ${scopeProse(words, scope)}`),
    arms: (arms) => [
      heading(
        ["its arms; a customer stays in the one it was drawn for"],
        arms.flatMap((arm): Said[] => {
          const { name, share: part, cadences, triggers, doc: _, ...rest } = arm;
          allTold(rest);
          const runs = [...named("cadence", cadences), ...named("trigger", triggers)];
          const what = runs.length === 0 ? "nothing of its own" : listed(runs);
          return [{ text: say`${nameText(name)}, ${share(part)} of the customers: ${what}` }, ...docSaid(arm)];
        }),
      ),
    ],
  };
  return saidBy(clauses, experiment);
}

export function measureSaid(words: Words, measure: Measure): Said[] {
  const clauses: Clauses<Measure> = {
    name: null,
    path: null,
    text: null,
    figure: (figure) => one(figureProse(words, figure)),
    among: (among) => asked(words, "it is of those customers alone of whom", among),
    by: (by) => asked(words, "it compares the others with those of whom", by),
    goal: (_, { goalText = "" }) => one([`it should be ${goalWords(goalText)}`]),
    goalText: null,
    doc: null,
  };
  return saidBy(clauses, measure);
}

/** `at least 95%` for `>= 95%`, `300% to 500%` for `300%..500%`. */
function goalWords(text: string): string {
  const [, operator = "", value = ""] = /^([<>]=?|=) (.*)$/.exec(text) ?? [];
  return isComparison(operator) ? goalOf(operator, value) : text.replace("..", " to ");
}

function isComparison(text: string): text is Comparison {
  return ["<", "<=", ">", ">=", "="].includes(text);
}

const revenueWords = {
  gross_churn: "the part lost of",
  gross_retention: "the part kept, growth left out, of",
  net_retention: "the part kept, growth included, of",
};

/** What a measure is, as a noun. */
export function figureProse(words: Words, figure: MeasureFigure): Prose {
  const where = (condition: Parameters<typeof conditionProse>[1] | undefined) =>
    condition ? say` for which (${conditionProse(words, condition)})` : [];
  switch (figure.kind) {
    case "revenue":
      return say`${revenueWords[figure.what]} ${{ kind: "field", name: figure.field }} over ${durationText(figure.over)}`;
    case "accounts":
      return say`the share of customers of whom ${conditionProse(words, figure.when)}`;
    case "runs": {
      const { by } = figure;
      const inTime = by
        ? say`, at the latest ${durationText(by.lead)} before ${{ kind: "field", name: by.field }}`
        : [];
      return say`the share of runs of ${{ kind: "play", name: figure.play }} that were won${inTime}`;
    }
    case "touches": {
      const { touch, channel, event, within } = figure;
      const of =
        touch !== undefined
          ? ({ kind: "touch", name: touch } as const)
          : channel !== undefined
            ? `touches by ${wordText(channel)}`
            : "all touches";
      return say`the share of deliveries of ${of} that ${{ kind: "event", name: event }} followed within ${durationText(within)}`;
    }
    case "followed": {
      const { event, answer, within } = figure;
      return say`the share of ${{ kind: "event", name: event }} events${where(figure.where)} that ${{ kind: "event", name: answer }} followed within ${durationText(within)}`;
    }
    case "events": {
      const { event, minus } = figure;
      const less = minus ? say`, less the share${where(minus)}` : [];
      return say`the share of ${{ kind: "event", name: event }} events${where(figure.where)}${less}`;
    }
    case "time": {
      const { statistic, from, to } = figure;
      const end =
        "field" in to
          ? say`${{ kind: "field", name: to.field }}`
          : say`the first event ${{ kind: "event", name: to.event }}${where(to.where)}`;
      return say`the ${statistic} time from ${{ kind: "field", name: from }} to ${end}`;
    }
    case "change": {
      const { metric, after, since } = figure;
      const start =
        "touch" in since
          ? ({ kind: "touch", name: since.touch } as const)
          : ({ kind: "event", name: since.event } as const);
      return say`the mean change of ${{ kind: "metric", name: metric }} in the ${durationText(after)} after ${start}`;
    }
  }
}

export function returnSaid(words: Words, roi: Return): Said[] {
  const clauses: Clauses<Return> = {
    lines: (lines) => [
      heading(
        ["it costs"],
        lines.filter(({ side }) => side === "cost").flatMap((line) => lineSaid(words, line)),
      ),
      heading(
        ["it brings in"],
        lines.filter(({ side }) => side === "benefit").flatMap((line) => lineSaid(words, line)),
      ),
    ],
    goal: (_, { goalText = "" }) =>
      one([`its return, what is left of the benefit for each cost, should be ${goalWords(goalText)}`]),
    goalText: null,
    doc: null,
  };
  return saidBy(clauses, roi).filter(({ items }) => items === undefined || items.length > 0);
}

function lineSaid(words: Words, line: ReturnLine): Said[] {
  const { amount, per, name, path: _, side: __, text: ___, doc: ____, ...rest } = line;
  allTold(rest);
  const what =
    amount.kind === "money"
      ? quantity(words, "money", amount.money)
      : say`${share(amount.ratio)} of ${{ kind: "field", name: amount.field }}`;
  return [{ text: say`${nameText(name)}: ${what} for ${perProse(per)}` }, ...docSaid(line)];
}

function perProse(per: Per): Prose {
  switch (per.kind) {
    case "hour":
      return say`each hour of ${{ kind: "role", name: per.role }}`;
    case "period":
      return [`every ${per.months === 12 ? "year" : per.months === 1 ? "month" : counted(per.months, "month")}`];
    case "touch":
      return say`each ${{ kind: "touch", name: per.touch }}`;
    case "channel":
      return [`each touch by ${wordText(per.channel)}`];
    case "won":
      return say`each run of ${{ kind: "play", name: per.play }} that is won`;
    case "event":
      return say`each ${{ kind: "event", name: per.event }}`;
  }
}

/** What a program takes for granted of answers, where no history can tell. */
export function assumptionProse(assumption: Assumption): Prose {
  const { of, event, share: part, within, segments, models, path: _, text: __, doc: ___, ...rest } = assumption;
  allTold(rest);
  const asked = whom({ ...(segments && { segments }), ...(models && { models }) });
  const touches =
    of.kind === "touch"
      ? say`deliveries of ${{ kind: "touch", name: of.touch }}`
      : of.kind === "channel"
        ? [`touches by ${wordText(of.channel)}`]
        : ["touches"];
  const time = within === undefined ? " at once" : ` within ${durationText(within)}`;
  return say`${share(part)} of ${touches}${asked ? say` to ${asked}` : []} are followed by ${{ kind: "event", name: event }}${time}`;
}
