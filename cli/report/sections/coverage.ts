/** Who is looked after: how many customers nobody touched for how long, and whom for longest. */
import type { Coverage, CoverageOf } from "../../../runtime/report/types.ts";
import { percent } from "../../views/figures.ts";
import { type Grid, left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { drawBars } from "../charts/bars.ts";
import { figure, section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

export function coverageSection({ data: { coverage }, summary: { range, accounts }, account }: PageData): Html {
  const living = coverage.segments.reduce((sum, each) => sum + each.accounts, 0);
  if (living === 0) {
    return section({ id: "coverage", title: "Coverage", body: [html`<p>No account was alive on ${range.to}.</p>`] });
  }
  return section({
    id: "coverage",
    title: "Coverage",
    lead: `${accounts.neverTouched} of ${accounts.alive} accounts were never touched in these days, ${accounts.neverTouchedByPerson} never by a person. Below: the ${living} alive on ${range.to}.`,
    body: [
      ...(coverage.thresholds.length === 0 ? [] : [untouched(coverage, living, range.to)]),
      html`<h3>Longest untouched by a person</h3>`,
      tableOf(
        {
          columns: [
            left("account"),
            right("days without a person"),
            right("without any touch"),
            left("last touch"),
            left("last by a person"),
          ],
          rows: coverage.longest.map((each) => [
            account(each.account),
            String(each.daysByPerson),
            String(each.days),
            each.lastTouch ?? "none in these days",
            each.lastByPerson ?? "none in these days",
          ]),
        },
        "Longest untouched by a person",
      ),
    ],
  });
}

function untouched({ thresholds, segments }: Coverage, living: number, to: string): Html {
  const sums = (of: (each: CoverageOf) => number[]) =>
    thresholds.map((_, index) => segments.reduce((sum, each) => sum + of(each)[index]!, 0));
  const anybody = sums(({ untouched: counts }) => counts);
  const byPerson = sums(({ untouchedByPerson }) => untouchedByPerson);
  const title = (days: number) => `${days} days or more`;
  return figure({
    id: "untouched",
    title: `Accounts untouched on ${to}`,
    note: "One that was never touched counts from the first of these days on which it was alive.",
    label: `Pairs of bars: of ${living} accounts ${thresholds.map((days, index) => `${anybody[index]} untouched for ${title(days)}, ${byPerson[index]} by a person`).join("; ")}.`,
    place: "full",
    drawing: (id, width) =>
      drawBars(id, width, {
        categories: thresholds.map(title),
        series: [
          { name: "no touch by a person", values: byPerson, colour: 1 },
          { name: "no touch at all", values: anybody, colour: 0 },
        ],
        stacked: false,
      }),
    table: {
      columns: [left("untouched for"), right("by a person"), right("at all"), right("share of all")],
      rows: thresholds.map((days, index) => [
        title(days),
        String(byPerson[index]),
        String(anybody[index]),
        percent(anybody[index]!, living),
      ]),
    },
    more: tableOf(bySegment(thresholds, segments), "Untouched by a person, by segment"),
  });
}

function bySegment(thresholds: readonly number[], segments: readonly CoverageOf[]): Grid {
  return {
    columns: [left("segment"), right("accounts"), ...thresholds.map((days) => right(`no person for ${days} days`))],
    rows: segments.map(({ segment, accounts, untouchedByPerson }) => [
      segment === null ? "none known" : printableName(segment),
      String(accounts),
      ...untouchedByPerson.map(String),
    ]),
  };
}
