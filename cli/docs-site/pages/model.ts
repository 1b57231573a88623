/** Pages of customers: segments and touch models with their year, stages, journeys, health, metrics, events, calendars, fields. */
import { isFor } from "../../../compiler/capacity/demand.ts";
import { journeySaid, journeyStageSaid } from "../../../runtime/prose/journeys.ts";
import {
  calendarSaid,
  eventSaid,
  fieldProse,
  metricSaid,
  scoreSaid,
  segmentSaid,
  stageSaid,
  touchModelSaid,
} from "../../../runtime/prose/model.ts";
import { heading, type NamedKind, nameText, type Prose, say, sentence } from "../../../runtime/prose/prose.ts";
import { triggerProse } from "../../../runtime/prose/work.ts";
import type { Journey, Scope, Score } from "../../../schedule/types.ts";
import { type Html, html } from "../../report/html.ts";
import { anchorOf, fileOf } from "../addresses.ts";
import { yearSection } from "../calendar.ts";
import { type Subject, titleOf } from "../kinds.ts";
import { docHtml, proseHtml, saidHtml } from "../markup.ts";
import type { Entry, SiteData } from "../site-data.ts";
import { plainEntry } from "./plain.ts";
import { named } from "./work.ts";

const namesOf = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

export function modelEntries(data: SiteData): Entry[] {
  const { schedule, words } = data;
  const { segments, models = [], stages, journeys = [], scores = [], metrics, events, calendars } = schedule;
  return [
    ...segments.map(
      (segment, index): Entry => ({
        ...plainEntry("segment", segment, segmentSaid(words, segment, namesOf(segments.slice(0, index)))),
        path: "segments",
        more: groupSections(data, "segment", segment.name),
      }),
    ),
    ...models.map(
      (model, index): Entry => ({
        ...plainEntry("model", model, touchModelSaid(words, model, namesOf(models.slice(0, index)))),
        path: "models",
        more: groupSections(data, "model", model.name),
      }),
    ),
    ...stages.map((stage) => plainEntry("stage", stage, stageSaid(stage))),
    ...journeys.map(
      (journey): Entry => ({
        ...named("journey", journey),
        summary: journey.doc === undefined ? [`${journey.stages.map(({ name }) => nameText(name)).join(", ")}.`] : [],
        said: journeySaid(journey),
        more: journey.stages.map((stage) => stageSection(data, stage)),
      }),
    ),
    ...scores.map(
      (score): Entry => ({
        ...plainEntry("health", score, []),
        path: score.path,
        more: scoreSections(data, score),
      }),
    ),
    ...metrics
      .filter(({ computed }) => !computed)
      .map((metric) => plainEntry("metric", metric, metricSaid(words, metric))),
    ...events.map((event) => plainEntry("event", event, eventSaid(words, event))),
    ...calendars.map((calendar) => plainEntry("calendar", calendar, calendarSaid(calendar))),
    accountEntry(data),
  ];
}

function stageSection({ words, addresses }: SiteData, stage: Journey["stages"][number]): Html {
  return html`<section id="${anchorOf("stage", stage.name)}"><h2>${nameText(stage.name)}</h2>\n${saidHtml(journeyStageSaid(words, stage), addresses)}</section>\n`;
}

/** Each component under the place that leads to it, then what is told of the score as a whole. */
function scoreSections({ schedule, words, addresses }: SiteData, score: Score): Html[] {
  const bands = schedule.metrics.find(({ name }) => name === score.name)?.bands ?? [];
  const components = score.components.map((component) => {
    const [said] = scoreSaid(words, { ...score, components: [component] }, []);
    const [, short = component.name] = component.name.split(".");
    return html`<section id="${anchorOf("component", component.name)}"><h2>${nameText(short)}</h2>\n${said && saidHtml([said], addresses)}</section>\n`;
  });
  const rest = scoreSaid(words, { ...score, components: [] }, bands);
  return [
    ...components,
    rest.length > 0
      ? html`<section id="whole"><h2>All together</h2>\n${saidHtml(rest, addresses)}</section>\n`
      : html``,
  ];
}

function accountEntry({ schedule, words, addresses, uses }: SiteData): Entry {
  const { fields, begins, ends } = schedule.account;
  const field = (name: string) => ({ kind: "field", name }) as const;
  const rows = fields.map((each) => {
    const told = proseHtml(sentence(fieldProse(words, each)), addresses);
    return html`<section id="${anchorOf("field", each.name)}"><h2>${nameText(each.name)}</h2>\n${docHtml(each.doc)}<p>${told} <code>${each.name}</code></p>${readBy(uses("field", each.name))}</section>\n`;
  });
  return {
    subject: { single: "account" },
    title: "What is known of a customer",
    summary: [`${fields.length} fields.`],
    said: [
      ...(begins === undefined ? [] : [{ text: say`Nothing is owed to a customer before ${field(begins)}.` }]),
      ...(ends === undefined ? [] : [{ text: say`Nothing is owed to a customer after ${field(ends)}.` }]),
    ],
    more: rows,
    path: "account",
  };
}

/** Who reads a field, on one line. */
function readBy(users: readonly Subject[]): Html | undefined {
  if (users.length === 0) return undefined;
  const links = users.map(
    (user, index) => html`${index === 0 ? "" : ", "}<a href="${fileOf(user)}">${titleOf(user)}</a>`,
  );
  return html`<p class="note">Read by: ${links}</p>`;
}

/** What customers of a segment or touch model get: their year, then what runs for them. */
function groupSections(data: SiteData, kind: "segment" | "model", name: string): Html[] {
  const { schedule, addresses, words, years } = data;
  const year = years.find((each) => each.kind === kind && each.group === name);
  const group = { kind, group: name };
  const listOf = <T extends { name: string; scope: Scope; doc?: string }>(
    page: NamedKind,
    title: string,
    nodes: readonly T[],
    told: (node: T) => Prose = ({ doc }) => (doc === undefined ? [] : [firstLine(doc)]),
  ) => {
    const mine = nodes.filter(({ scope }) => isFor(scope, group));
    const items = mine.map((node) => {
      const all = node.scope.segments === undefined && node.scope.models === undefined ? " (for all customers)" : "";
      const what = told(node);
      return { text: say`${{ kind: page, name: node.name }}${all}${what.length === 0 ? "" : ": "}${what}` };
    });
    return items.length === 0 ? [] : [heading([title], items)];
  };
  const lists = [
    ...listOf("cadence", "Cadences", schedule.cadences),
    ...listOf("play", "Plays", schedule.plays),
    ...listOf("trigger", "Triggers", schedule.triggers, (trigger) => triggerProse(words, schedule, trigger)),
  ];
  const runs =
    lists.length === 0
      ? []
      : [
          html`<section id="runs" aria-labelledby="runs-title"><h2 id="runs-title">What runs for them</h2>\n${saidHtml(lists, addresses)}</section>\n`,
        ];
  return [...(year ? yearSection(data, year) : []), ...runs];
}

export function firstLine(doc: string): string {
  return doc
    .trim()
    .split(/\n\s*\n/)[0]!
    .replace(/\s+/g, " ");
}
