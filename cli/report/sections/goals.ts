/** What came of the measures, what the programme cost and brought in, and how customers stand at the end. */
import { money } from "../../views/figures.ts";
import { type Grid, left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { measuresGrid, returnGrid, returnLines } from "../../views/simulate-measures.ts";
import { scoresGrid } from "../../views/simulate-scores.ts";
import { drawBars } from "../charts/bars.ts";
import { figure, section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

/** Nothing for a program without measures, return and scores. */
export function goalsSection({ summary: { measures, roi, scores, range } }: PageData): Html | undefined {
  if (measures.length === 0 && !roi && scores.length === 0) return undefined;
  return section({
    id: "goals",
    title: "What it came to",
    body: [
      ...(measures.length === 0
        ? []
        : [html`<h3>Measures</h3>`, tableOf(withMarks(measuresGrid(measures, roi?.currency)), "Measures")]),
      ...(roi ? [returnFigure(roi)] : []),
      ...(scores.length === 0 ? [] : [html`<h3>Health on ${range.to}</h3>`, tableOf(scoresGrid(scores), "Health")]),
    ],
  });
}

/** Targets met and missed are seen at a glance, and not by colour alone. */
function withMarks({ columns, rows }: Grid) {
  const marked = (cell: string): string | Html => {
    const state = /\((met|missed)\)$/.exec(cell)?.[1];
    return state ? html`<span class="${state}">${cell}</span>` : cell;
  };
  return { columns, rows: rows.map((row) => [...row.slice(0, -1), marked(row.at(-1) ?? "")]) };
}

function returnFigure(roi: NonNullable<PageData["summary"]["roi"]>): Html {
  const amount = (minor: number) => money(minor, roi.minorDigits);
  const lines = roi.lines.filter((line) => line.money !== 0);
  const sides = (["cost", "benefit"] as const).map((side, place) => ({
    name: side,
    colour: place + 1,
    values: lines.map((line) => (line.side === side ? line.money / 10 ** roi.minorDigits : 0)),
  }));
  const words = returnLines(roi);
  return figure({
    id: "return",
    title: `Return, in ${printableName(roi.currency)}`,
    note: `${words.join(". ")}.`,
    label: `Bars of what the programme cost, ${amount(roi.cost)} in all, and brought in, ${amount(roi.benefit)}. ${words[0]}`,
    place: "full",
    drawing: (id, width) =>
      drawBars(id, width, { categories: lines.map(({ name }) => name), series: sides, stacked: true }),
    table: {
      columns: [left("line"), right("cost"), right("benefit")],
      rows: lines.map(({ name, side, money: minor }) => [
        printableName(name),
        ...sides.map((each) => (each.name === side ? amount(minor) : "-")),
      ]),
    },
    more: tableOf(returnGrid(roi), "Return, line by line"),
  });
}
