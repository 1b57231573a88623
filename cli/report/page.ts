/**
 * The page of `playc simulate --report`: one file that asks nobody for anything. Its charts are drawn already, its policy
 * lets its own script and style run and nothing else, and every text in it is escaped.
 */
import { createHash } from "node:crypto";
import type { ReportData } from "../../runtime/report/types.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { ruleWordsOf } from "../views/rule-words.ts";
import { weekColumns } from "./calendar.ts";
import { capacityOf } from "./capacity.ts";
import { contents } from "./figure.ts";
import { Html, html, name } from "./html.ts";
import type { PageData } from "./page-data.ts";
import { pageHead } from "./page-head.ts";
import { scriptText } from "./script-text.ts";
import { accountsSection } from "./sections/accounts.ts";
import { coverageSection } from "./sections/coverage.ts";
import { experimentsSection } from "./sections/experiments.ts";
import { goalsSection } from "./sections/goals.ts";
import { head } from "./sections/head.ts";
import { journeysSection } from "./sections/journeys.ts";
import { loadSection } from "./sections/load.ts";
import { peopleSection } from "./sections/people.ts";
import { playsSection, triggersSection } from "./sections/plays.ts";
import { restraintSection } from "./sections/restraint.ts";
import { whatIfSection } from "./sections/what-if.ts";
import { storiesOf } from "./stories.ts";
import { style } from "./style.ts";

/** In the same bundle, as it draws the same charts. */
export { changePage } from "./change/page.ts";

export interface Reported {
  /** What the page is called. */
  readonly title: string;
  readonly schedule: Schedule;
  readonly summary: Summary;
  readonly data: ReportData;
}

/** The whole file. The same run makes the same text. */
export function reportPage({ title, schedule, summary, data }: Reported): string {
  const words = ruleWordsOf(schedule);
  const stories = storiesOf(data.stories, summary, words);
  const places = new Map(stories.told.map(({ account }, index) => [account, index]));
  const page: PageData = {
    title,
    schedule,
    summary,
    data,
    words,
    weeks: weekColumns(summary),
    capacity: capacityOf(summary),
    account(id) {
      const place = places.get(id);
      return place === undefined ? name(id) : html`<a href="#account-${place}">${name(id)}</a>`;
    },
  };
  const body = html`${head(page)}${[
    peopleSection(page),
    whatIfSection(page),
    loadSection(page),
    restraintSection(page),
    coverageSection(page),
    playsSection(page),
    journeysSection(page),
    experimentsSection(page),
    goalsSection(page),
    triggersSection(page),
    accountsSection(page, stories),
  ].map((section) => section ?? html``)}`;
  return html`${pageHead({ policy: policy, title: `${title}: playbooks simulated, ${summary.range.from} to ${summary.range.to}`, style: html`<style>${new Html(style)}</style>` })}
<body>
<a class="skip" href="#people">To the figures</a>
${contents(body.text)}
<main>
${body}</main>
<footer><p>Made by playc from schedule <code>${summary.schedule}</code>. All figures are sums over the run's ledger; days are the customers' own.</p></footer>
<div id="tip" aria-hidden="true" hidden></div>
<script type="application/json" id="stories">${new Html(stories.json)}</script>
<script>${new Html(scriptText)}</script>
</body>
</html>
`.text;
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(scriptText)}`,
  `style-src ${hashOf(style)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
