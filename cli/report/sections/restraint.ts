/** What was not done, what had to wait and what came late, each by what made it so. */
import { hours } from "../../views/figures.ts";
import { left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { balanceGrid, deferredGrid, lateGrid, undoneGrid } from "../../views/simulate-outcomes.ts";
import { drawBars } from "../charts/bars.ts";
import { shortLabel } from "../charts/labels.ts";
import { drawWeeks } from "../charts/weeks.ts";
import { figure, section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

/** More bars than this nobody reads; the table has them all. */
const mostBars = 15;
const undoneOutcomes = ["dropped", "held", "unserved", "withdrawn"] as const;

export function restraintSection(page: PageData): Html {
  const { summary } = page;
  return section({
    id: "restraint",
    title: "Held, dropped, late",
    lead: "What limits, consent, merges and missing people kept from being done, and what came after its deadline.",
    body: [
      undone(page),
      deferred(page),
      html`<div class="pair">${late(page)}${lateByWeek(page)}</div>`,
      ...(page.data.waiting.length === 0 ? [] : [waiting(page)]),
      html`<h3>Balance of all demands</h3>`,
      tableOf(balanceGrid(summary.balance), "Balance of all demands"),
      ...(summary.neverDropped.length === 0
        ? []
        : [
            html`<p class="note">Never dropped, however long they wait: ${summary.neverDropped.map(({ touch }) => printableName(touch)).join(", ")}.</p>`,
          ]),
    ],
  });
}

function undone({ summary: { undone: all }, words }: PageData): Html {
  const rules = [...new Set(all.map(({ rule }) => rule))]
    .map((rule) => ({ rule, demands: all.reduce((sum, item) => (item.rule === rule ? sum + item.demands : sum), 0) }))
    .sort((a, b) => b.demands - a.demands)
    .slice(0, mostBars)
    .map(({ rule }) => rule);
  if (rules.length === 0) return html`<p>Nothing was dropped, held, unserved or withdrawn.</p>`;
  const demandsOf = (rule: string, outcome: string) =>
    all.find((item) => item.rule === rule && item.outcome === outcome)?.demands ?? 0;
  const series = undoneOutcomes
    .map((outcome, colour) => ({
      name: outcome as string,
      values: rules.map((rule) => demandsOf(rule, outcome)),
      colour,
    }))
    .filter(({ values }) => values.some((value) => value > 0));
  const [first] = all.toSorted((a, b) => b.demands - a.demands);
  return figure({
    id: "undone",
    title: "Not done, by rule",
    label: `Bars of demands that were not done, by rule. Most, ${first!.demands}, were ${first!.outcome}: ${words(first!.rule)}.`,
    place: "full",
    drawing: (id, width) => drawBars(id, width, { categories: rules.map(words), series, stacked: true }),
    table: {
      columns: [left("rule"), ...series.map(({ name }) => right(name))],
      rows: rules.map((rule, index) => [words(rule), ...series.map(({ values }) => String(values[index]))]),
    },
    more: tableOf(undoneGrid(all, words), "Not done, by rule and outcome"),
  });
}

function deferred({ summary, words }: PageData): Html {
  const drawn = summary.deferred.slice(0, mostBars);
  const [first] = drawn;
  if (!first) return html`<p>No limit made anything wait.</p>`;
  return figure({
    id: "deferred",
    title: "Made to wait, by rule",
    label: `Bars of demands that had to wait, by rule. Most, ${first.demands}: ${words(first.rule)}.`,
    place: "full",
    drawing: (id, width) =>
      drawBars(id, width, {
        categories: drawn.map(({ rule }) => words(rule)),
        series: [{ name: "demands", values: drawn.map(({ demands }) => demands) }],
        stacked: true,
      }),
    table: deferredGrid(summary.deferred, words),
  });
}

function late({ summary }: PageData): Html {
  const [first] = summary.late;
  if (!first) return html`<p>Nothing was late.</p>`;
  return figure({
    id: "late",
    title: "Late, by cause",
    label: `Bars of demands that came late, by cause. Most, ${first.demands}, because of: ${first.cause}.`,
    place: "half",
    drawing: (id, width) =>
      drawBars(id, width, {
        categories: summary.late.map(({ cause }) => cause),
        series: [{ name: "demands", values: summary.late.map(({ demands }) => demands) }],
        stacked: true,
      }),
    table: lateGrid(summary.late),
  });
}

function lateByWeek({ data, summary, weeks }: PageData): Html | undefined {
  if (data.lateWeeks.length === 0) return undefined;
  const causes = summary.late.map(({ cause }) => cause);
  const series = causes.map((cause) => {
    const byWeek = new Map(
      data.lateWeeks.filter((each) => each.cause === cause).map((each) => [each.week, each.demands]),
    );
    return { name: cause, values: weeks.means((week) => byWeek.get(week) ?? 0) };
  });
  return figure({
    id: "late-weeks",
    title: `Late, by the ${weeks.words} they were asked for in`,
    label: `Bars of demands that came late, in the order of the weeks in which they were asked for, by cause.`,
    place: "half",
    drawing: (id, width) => drawWeeks(id, width, { days: weeks.days, series }),
    table: {
      columns: [left("week of"), ...causes.map((cause) => right(cause))],
      rows: weeks.days.map((day, at) => [
        day,
        ...series.map(({ values }) => String(Math.round(10 * values[at]!) / 10)),
      ]),
    },
  });
}

/** People drawn one by one; what waited for the others is one more. */
const mostWaitedFor = 6;

/** Where work waits for its person. */
function waiting({ data, weeks }: PageData): Html {
  const byPerson = new Map<string, Map<string, number>>();
  for (const { person, week, minutes } of data.waiting) {
    const own = byPerson.get(person) ?? new Map<string, number>();
    byPerson.set(person, own.set(week, minutes));
  }
  const means = [...byPerson].map(([person, own]) => ({
    person: printableName(person),
    values: weeks.means((week) => own.get(week) ?? 0),
  }));
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const most = means.filter(({ values }) => sumOf(values) > 0).sort((a, b) => sumOf(b.values) - sumOf(a.values));
  const rest = most.slice(mostWaitedFor);
  const together = weeks.days.map((_, at) => sumOf(rest.map(({ values }) => values[at]!)));
  const shown = [
    ...most.slice(0, mostWaitedFor),
    ...(rest.length === 0 ? [] : [{ person: `${rest.length} others`, values: together }]),
  ];
  if (shown.length === 0) return html`<p>Nothing waited for its person when a week ended.</p>`;
  const [first] = shown;
  return figure({
    id: "waiting",
    title: "Hours waiting for their person when the week ended",
    label: `Bars of hours that waited when each week ended, by person. Most waited for ${first!.person}, at most ${hours(Math.max(...first!.values))} hours.`,
    place: "full",
    drawing: (id, width) =>
      drawWeeks(id, width, {
        days: weeks.days,
        series: shown.map(({ person, values }) => ({
          name: shortLabel(person, 16),
          values: values.map((each) => each / 60),
        })),
      }),
    table: {
      columns: [left("week of"), ...shown.map(({ person }) => right(person))],
      rows: weeks.days.map((day, at) => [day, ...shown.map(({ values }) => hours(values[at]!))]),
    },
  });
}
