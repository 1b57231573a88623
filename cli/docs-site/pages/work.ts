/** Pages of what is done when: cadences, triggers, plays and their ladders. */
import { flowOf } from "../../../runtime/flow/flow.ts";
import { svgOf } from "../../../runtime/flow/svg.ts";
import type { Flow, FlowNode } from "../../../runtime/flow/types.ts";
import { scopeProse } from "../../../runtime/prose/actions.ts";
import { conditionProse } from "../../../runtime/prose/conditions.ts";
import { escalationSaid, playSaid } from "../../../runtime/prose/plays.ts";
import { nameText, type Prose, plain, say, sentence } from "../../../runtime/prose/prose.ts";
import { cadenceSaid, triggerProse, triggerSaid } from "../../../runtime/prose/work.ts";
import { wordText } from "../../../runtime/templates/values.ts";
import type { Action, Play, Schedule } from "../../../schedule/types.ts";
import { type Html, html } from "../../report/html.ts";
import { sideways, svgHtml } from "../markup.ts";
import { occasionSection } from "../occasion-table.ts";
import type { Entry, SiteData } from "../site-data.ts";

export function workEntries(data: SiteData): Entry[] {
  const { schedule, words } = data;
  return [
    ...schedule.plays.map((play) => ({
      ...named("play", play),
      summary: play.doc === undefined ? sentence(say`for ${scopeProse(words, play.scope)}`) : [],
      said: playSaid(words, schedule, play),
      more: [
        ...flowSection(data, play),
        ...occasionSection(data, "starts", "What starts it", startsOf(data, play.name)),
      ],
    })),
    ...schedule.cadences.map((cadence) => ({
      ...named("cadence", cadence),
      summary: cadence.doc === undefined ? sentence(say`for ${scopeProse(words, cadence.scope)}`) : [],
      said: cadenceSaid(words, schedule, cadence),
      more: [],
    })),
    ...schedule.triggers.map((trigger) => ({
      ...named("trigger", trigger),
      summary: triggerProse(words, schedule, trigger),
      said: triggerSaid(words, schedule, trigger),
      more: [],
    })),
    ...schedule.escalations.map((escalation) => ({
      ...named("escalation", escalation),
      summary: escalation.doc === undefined ? countedRungs(escalation.rungs.length) : [],
      said: escalationSaid(words, schedule, escalation),
      more: [],
    })),
  ];
}

function countedRungs(count: number): Prose {
  return [`${count} ${count === 1 ? "rung" : "rungs"}.`];
}

/** What entries of declarations with a name and a path have alike. */
export function named<
  Kind extends "play" | "cadence" | "trigger" | "escalation" | "experiment" | "measure" | "journey",
>(kind: Kind, { name, path, doc }: { name: string; path: string; doc?: string }) {
  return { subject: { kind, name }, title: nameText(name), code: name, path, ...(doc !== undefined && { doc }) };
}

function startsOf({ occasions }: SiteData, play: string) {
  return occasions.filter(({ action }) => action.kind === "start" && action.names.includes(play));
}

/** The picture of a play, its boxes leading to the pages of what they name; for one too large to draw, a word about it. */
function flowSection({ schedule, addresses, words }: SiteData, play: Play): Html[] {
  const actions = actionsByPath(schedule, play);
  const svg = svgOf(
    plainly(flowOf(schedule, play, (condition) => plain(conditionProse(words, condition)))),
    ({ kind, id }: FlowNode) => {
      const [, one, name] = /^(trigger|escalation) ([^/]+)$/.exec(id) ?? [];
      if (name !== undefined && (one === "trigger" || one === "escalation")) return addresses(one, name);
      const action = actions.get(id);
      // A box with several names leads nowhere: the names below it do.
      if (action?.names.length !== 1) return undefined;
      if (kind === "touch" || kind === "task") return addresses(kind, action.names[0]!);
      return kind === "alert" || kind === "handoff" ? addresses("role", action.names[0]!) : undefined;
    },
  );
  const title = html`<h2 id="flow-title">As a picture</h2>`;
  if (svg === undefined) {
    return [
      html`<section id="flow" aria-labelledby="flow-title">${title}<p>This play has more boxes than a picture can show: what it does is said above.</p></section>\n`,
    ];
  }
  return [
    html`<section id="flow" aria-labelledby="flow-title">${title}\n${sideways(`Play ${nameText(play.name)}, picture`, svgHtml(svg))}</section>\n`,
  ];
}

/** Names as they are called everywhere on the site. */
function plainly(flow: Flow): Flow {
  const nodes = flow.nodes.map((node) => ({ ...node, title: wordText(node.title), lines: node.lines.map(wordText) }));
  return { ...flow, play: wordText(flow.play), nodes };
}

function actionsByPath({ escalations }: Schedule, { phases, escalations: ladders }: Play): Map<string, Action> {
  const rungs = escalations.filter(({ name }) => ladders.includes(name)).flatMap((each) => each.rungs);
  const steps = [...phases.flatMap((phase) => phase.steps), ...rungs];
  return new Map(steps.flatMap(({ actions }) => actions.map((action) => [action.path, action] as const)));
}
