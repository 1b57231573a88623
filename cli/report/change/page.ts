/**
 * The page of `playc diff --report`: both programs side by side, in one file that asks nobody for anything. It has no script;
 * its policy lets its own style be used and nothing else, and every text in it is escaped.
 */
import { createHash } from "node:crypto";
import { amountsOf, differenceSentence, withSign } from "../../../review/compare/sentence.ts";
import { bySubject, type Subject } from "../../../review/sentences.ts";
import type { Change, DiffReport } from "../../../review/types.ts";
import { counted } from "../../views/figures.ts";
import { left } from "../../views/layout.ts";
import { notesPart, settingsPart, sideText, summaryText, textsParts, wordsBeside } from "../../views/review/changes.ts";
import { effectParts } from "../../views/review/parts.ts";
import { peakReason } from "../../views/review/people.ts";
import { warnings } from "../../views/review/warnings.ts";
import { type Limits, named, quoted, withNames } from "../../views/review/words.ts";
import type { RuleWords } from "../../views/rule-words.ts";
import { contents, section, tableOf } from "../figure.ts";
import { Html, html } from "../html.ts";
import { pageHead } from "../page-head.ts";
import { style as reportStyle } from "../style.ts";
import { lines, partSection, wordsHtml } from "./parts.ts";
import { weekCharts } from "./weeks.ts";

const limits: Limits = { few: 12, names: 1000, weeks: 104, people: 500, rows: 500, days: 200 };
/** More changes than these a page cannot show; all are in the JSON. */
const mostChanges = 2000;

const style = `${reportStyle}
.drawing [data-i]{cursor:auto}
pre{overflow-x:auto;background:var(--card);padding:10px 12px;border-radius:8px;font-size:13px}
code{font-size:.92em;overflow-wrap:anywhere}
td code{white-space:pre-wrap}
ul{padding-left:20px}
.said{font-size:18px;font-weight:600}
@media (max-width:760px){nav{display:none}}
@media print{details:not(figure details){display:block}}
`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The whole file. The same report makes the same text. */
export function changePage(report: DiffReport, words: RuleWords): string {
  const { before, after, changes, simulated, notes, settings } = report;
  const parts = [
    ...settingsPart(settings, limits),
    ...textsParts(report, limits),
    ...effectParts(report, words, limits),
    ...notesPart(notes, limits),
  ];
  const body = html`${head(report)}${changes && changes.length > 0 ? changesSection(changes) : undefined}${parts.map(
    (part) => partSection(part, part.id === "people" && simulated ? weekCharts(simulated) : []),
  )}`;
  return html`${pageHead({ policy: policy, title: `A change of playbooks: ${sideText(before)} to ${sideText(after)}`, style: html`<style>${new Html(style)}</style>` })}
<body>
${contents(body.text)}
<main>
${body}</main>
<footer><p>Made by playc from schedules <code>${before.digest ?? "with errors"}</code> and <code>${after.digest ?? "with errors"}</code>.</p></footer>
</body>
</html>
`.text;
}

function head(report: DiffReport): Html {
  const { before, after, changes, simulated, settings } = report;
  const reason = simulated && peakReason(simulated, limits);
  const said = simulated
    ? html`<p class="said">${wordsHtml(withNames((nameOf) => differenceSentence(simulated, nameOf)))}</p>`
    : undefined;
  return html`<header>
<h1>What a change of the playbooks means</h1>
${said}
${reason ? html`<p>${wordsHtml(reason)}</p>` : undefined}
${warnings(report).map((line) => html`<p>${wordsHtml(line)}</p>\n`)}<p>${wordsHtml([...named(sideText(before)), " to ", ...named(sideText(after))])}. ${
    changes ? summaryText(changes, settings) : "What the change means cannot be said before the errors are mended."
  }</p>
${simulated ? tiles(simulated) : undefined}
</header>
`;
}

function tiles(simulated: NonNullable<DiffReport["simulated"]>): Html {
  const { touches, others, minutes, triggers, people, budgets } = simulated;
  const { words, countText, hoursText } = amountsOf(simulated);
  const sum = (of: "gained" | "lost") => triggers.reduce((all, each) => all + each[of].length, 0);
  const over = people.reduce((all, { newlyOver }) => all + newlyOver.length, 0);
  const judged = budgets.filter(({ kept }) => kept !== null);
  const figures: [value: string, what: string][] = [
    [withSign(touches.change, countText), `touches ${words}`],
    [withSign(others.change, countText), `tasks and alerts ${words}`],
    [withSign(minutes.change, hoursText), `hours ${words}`],
    [String(sum("gained")), "accounts gained by triggers"],
    [String(sum("lost")), "accounts lost by triggers"],
    simulated.hoursKnown
      ? [String(over), "weeks of people newly over their hours"]
      : ["not judged", "weeks of people over their hours: nobody's are known"],
    judged.length > 0
      ? [String(judged.filter(({ kept }) => kept === false).length), `of ${counted(judged.length, "budget")} over`]
      : ["not judged", budgets.length > 0 ? "budgets: nothing to judge by" : "budgets: playc.yaml has none"],
  ];
  return html`<dl class="tiles">${figures.map(([value, what]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Both texts of each clause side by side. */
function changesSection(changes: readonly Change[]): Html {
  const rest = changes.length - mostChanges;
  return section({
    id: "changes",
    title: "What was changed",
    body: [
      ...bySubject(changes.slice(0, mostChanges)).map(subjectHtml),
      ...(rest > 0 ? [html`<p>and ${rest} more changes</p>`] : []),
    ],
  });
}

const columns = [left("what"), left("before"), left("after"), left("which way")];

function subjectHtml({ kind, name, changes }: Subject): Html {
  const place = changes[0]?.places.after ?? changes[0]?.places.before;
  const title = name === null ? kind : `${kind} ${name}`;
  const code = (text: string | null) => (text === null || text === "" ? html`-` : html`<code>${lines(text)}</code>`);
  const rows = changes.map((change) => {
    const { clause, moved } = wordsBeside(change);
    return [wordsHtml(clause), code(change.text.before), code(change.text.after), wordsHtml(moved)];
  });
  const hasMoved = changes.some(({ movement }) => movement !== null);
  const shown = hasMoved
    ? { columns, rows }
    : { columns: columns.slice(0, 3), rows: rows.map((row) => row.slice(0, 3)) };
  return html`<h3>${wordsHtml([`${kind} `, ...(name === null ? [] : quoted(name))])}</h3>
${place ? html`<p class="note">${`${place.file}:${place.line}`}</p>` : undefined}
${tableOf(shown, title)}
`;
}
