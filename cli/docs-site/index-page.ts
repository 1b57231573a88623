/** The first page: the segments with their year at a glance, and everything by kind, with a search that needs no server. */

import { conditionProse } from "../../runtime/prose/conditions.ts";
import { nameText, sentence } from "../../runtime/prose/prose.ts";
import { tableOf } from "../report/figure.ts";
import { type Html, html } from "../report/html.ts";
import { hours } from "../views/figures.ts";
import { left, right } from "../views/layout.ts";
import { fileOf } from "./addresses.ts";
import { smallStrip } from "./calendar.ts";
import { framed } from "./frame.ts";
import { pageKinds } from "./kinds.ts";
import { proseHtml } from "./markup.ts";
import { firstLine } from "./pages/model.ts";
import { searchScript } from "./search-script.ts";
import type { Entry, GroupYear, SiteData } from "./site-data.ts";
import { firstDay } from "./year.ts";

export function indexPage(data: SiteData, entries: readonly Entry[]): string {
  const sections = pageKinds.map(({ kind, title }) => {
    const own = entries.filter(({ subject }) => !("single" in subject) && subject.kind === kind);
    return listSection(data, kind, title, own);
  });
  const singles = entries.filter(({ subject }) => "single" in subject);
  const body = html`<h1>${/^playbooks$/i.test(data.title) ? "Playbooks" : `Playbooks of ${data.title}`}</h1>
<p class="lead" data-aside>What we do for our customers, when and why. Made from the playbooks as they run: what a page says is what happens.</p>
<div id="searching" hidden><label for="search">Search: a name, a person, a word</label><input id="search" type="search" autocomplete="off"> <span id="found" role="status"></span></div>
${yearsSection(data)}${listSection(data, "rules", "For everybody", singles)}${sections}
<section data-aside id="reading" aria-labelledby="reading-title"><h2 id="reading-title">How to read it</h2>
<ul class="said"><li>Names are links. Each page says at its end who else speaks of what it is about.</li>
<li>Everything is asked anew each day, at its close, on what is known by then. What is not known starts nothing and stops nothing.</li>
<li>Levels say how urgent something is: red before yellow before green.</li>
<li>Limits, quiet days, consent and working hours hold for every touch: what they hold back waits, or is dropped.</li></ul></section>
`;
  return framed({ site: data.title, body, script: searchScript });
}

function listSection({ addresses }: SiteData, id: string, title: string, entries: readonly Entry[]): Html | undefined {
  if (entries.length === 0) return undefined;
  const items = entries.map(({ subject, title: name, doc, summary }) => {
    const said = doc === undefined ? proseHtml(summary, addresses) : firstLine(doc);
    const stop = doc !== undefined && /[.:!?]$/.test(firstLine(doc)) ? "" : ".";
    const more = doc !== undefined && summary.length > 0 ? html`${stop} ${proseHtml(summary, addresses)}` : undefined;
    return html`<li><a href="${fileOf(subject)}">${name}</a>: <span>${said}${more}</span></li>\n`;
  });
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n<ul class="list" data-find>\n${items}</ul></section>\n`;
}

/** Who gets how much: a line for each segment and touch model. */
function yearsSection(data: SiteData): Html | undefined {
  const shown = data.years.filter(({ rows }) => rows.length > 0);
  if (shown.length === 0) return undefined;
  const rows = shown.map((year) => {
    const total = (of: "firstYear" | "steadyYear") =>
      year.demand.reduce(
        (sum, each) => ({
          count: sum.count + each[of].most.touches + each[of].most.tasks,
          minutes: sum.minutes + each[of].most.minutes,
        }),
        { count: 0, minutes: 0 },
      );
    const [first, later] = [total("firstYear"), total("steadyYear")];
    return [
      groupHtml(year),
      whoHtml(data, year),
      smallStrip(year),
      `${first.count}, ${hours(first.minutes)} h`,
      `${later.count}, ${hours(later.minutes)} h`,
    ];
  });
  const columns = [
    left("who"),
    left("that is"),
    left("week by week, the first year"),
    right("first year"),
    right("each year after"),
  ];
  return html`<section data-aside id="years" aria-labelledby="years-title"><h2 id="years-title">A year at a glance</h2>
<p class="note">Touches and tasks that the cadences bring one customer, and the time they take, if every one comes; dates of a customer that begins on ${firstDay}. The darker a week, the more.${data.schedule.segments.length > 1 ? " A customer is in the first segment that fits." : ""}</p>
${tableOf({ columns, rows }, "A year at a glance")}</section>\n`;
}

function groupHtml({ kind, group }: GroupYear): Html {
  return kind === "everybody"
    ? html`everybody`
    : html`<a href="${fileOf({ kind, name: group })}">${nameText(group)}</a>`;
}

function whoHtml({ schedule, words, addresses }: SiteData, { kind, group }: GroupYear): Html {
  const found = (kind === "model" ? (schedule.models ?? []) : schedule.segments).find(({ name }) => name === group);
  const rest = schedule.segments.length > 0 ? "Everybody else." : "All customers.";
  return found?.when ? proseHtml(sentence(conditionProse(words, found.when)), addresses) : html`${rest}`;
}
