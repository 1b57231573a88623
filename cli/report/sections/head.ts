/** What the page is of, what may spoil its figures, and the figures themselves at a glance. */
import { answersText } from "../../views/answers.ts";
import { counted, hours, percent } from "../../views/figures.ts";
import { leftEdge, lookAhead, unusableText } from "../../views/simulate-input.ts";
import { grouped } from "../charts/labels.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

export function head({ title, summary }: PageData): Html {
  const { range, input, accounts, answers } = summary;
  const carried = range.from > input.from ? `, built up from ${input.from}` : "";
  const told = answersText(answers);
  const warnings = [
    ...leftEdge(input, accounts.total),
    ...lookAhead(input.lookAhead),
    ...unusableText(input.tables),
    ...unmatched(input.tables),
  ];
  return html`<header>
<h1>What the playbooks of <bdi>${title}</bdi> would have done</h1>
<p>${range.from} to ${range.to} (${counted(range.days, "day")}${carried}), ${accounts.total} accounts, of which ${accounts.alive} alive in these days.
${told === undefined ? undefined : html`Answers: ${told}.`} ${summary.limits.join(" ")}</p>
${warnings.length === 0 ? undefined : html`<ul class="warnings" aria-label="Read these first">${warnings.map((text) => html`<li>${text}</li>`)}</ul>`}
${tiles(summary)}
</header>
`;
}

/** Rows that belong to no account are in no figure. */
function unmatched(tables: PageData["summary"]["input"]["tables"]): string[] {
  return tables
    .filter(({ rows, matched }) => matched < rows)
    .map(
      ({ name, rows, matched }) =>
        `UNMATCHED ${name}: ${percent(rows - matched, rows)} of ${rows} rows are of no account`,
    );
}

function tiles({ balance: { total }, people, accounts, late, undone }: PageData["summary"]): Html {
  const sum = (of: (person: (typeof people)[number]) => number) => people.reduce((all, person) => all + of(person), 0);
  const lateDemands = late.reduce((all, { demands }) => all + demands, 0);
  const dropped = undone.reduce((all, item) => (item.outcome === "dropped" ? all + item.demands : all), 0);
  const figures: [value: string, what: string][] = [
    [grouped(sum(({ touches, unassigned }) => (unassigned ? 0 : touches))), "touches done"],
    [grouped(Number(hours(sum(({ minutes, unassigned }) => (unassigned ? 0 : minutes))))), "hours of work done"],
    [percent(total.done, total.demands), `of ${grouped(total.demands)} demands done`],
    [grouped(lateDemands), "late"],
    [grouped(dropped), "dropped by a rule"],
    [grouped(total.unserved), "nobody to do them"],
    [grouped(accounts.neverTouched), "accounts never touched"],
  ];
  return html`<dl class="tiles">${figures.map(([value, what]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl>`;
}
