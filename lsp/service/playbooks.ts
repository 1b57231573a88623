/**
 * What each segment and touch model gets, by the stages it is for, and what belongs to the stages of journeys: a project
 * as its readers think of it, and not file by file.
 */
import { durationText, figureText, timingText } from "../../runtime/explain/places.ts";
import { actionTitle, causeText, rhythmText, spanText } from "../../runtime/flow/words.ts";
import type { Action, Cadence, JourneyStage, Play, Scope, Trigger } from "../../schedule/types.ts";
import type { Analysis } from "./analysis.ts";
import { docOf } from "./describe.ts";
import { type Origins, originsOf } from "./origins.ts";
import type { Place } from "./places.ts";
import { costAYear, yearText } from "./rhythm.ts";

export type PlaybookNodeKind =
  | "segment"
  | "model"
  | "everybody"
  | "any time"
  | "stage"
  | "journey"
  | "cadence"
  | "trigger"
  | "play"
  | "escalation"
  | "phase"
  | "step";

export interface PlaybookNode {
  readonly kind: PlaybookNodeKind;
  readonly name: string;
  /** What it comes to, in a few words. */
  readonly detail: string;
  readonly doc?: string | undefined;
  readonly place?: Place | undefined;
  readonly children: readonly PlaybookNode[];
}

/** Work that is for some customers. */
interface Scoped {
  readonly scope: Scope;
  readonly node: PlaybookNode;
}

interface Project {
  readonly analysis: Analysis;
  readonly written: Origins;
}

/** Segments in the order of the search, then touch models, then journeys; without segments one node for everybody. */
export function playbooksOf(analysis: Analysis): PlaybookNode[] {
  const { segments, models, journeys, stages } = analysis.examination.model;
  const project = { analysis, written: originsOf(analysis) };
  const { written } = project;
  const work = workOf(project);
  const isForAll = ({ scope }: Scoped) => !scope.segments && !scope.models;
  const bySegment = segments.map(({ name, when, doc }): PlaybookNode => {
    const its = work.filter((each) => isForAll(each) || each.scope.segments?.includes(name));
    const detail = when?.text ?? "otherwise";
    return { kind: "segment", name, detail, doc, place: written(`segment ${name}`), children: byStage(analysis, its) };
  });
  const byModel = models.map(({ name, when, doc }): PlaybookNode => {
    const its = work.filter(({ scope }) => scope.models?.includes(name));
    const detail = when?.text ?? "otherwise";
    return { kind: "model", name, detail, doc, place: written(`model ${name}`), children: byStage(analysis, its) };
  });
  const everybody: PlaybookNode[] =
    segments.length > 0 || work.length === 0
      ? []
      : [{ kind: "everybody", name: "all customers", detail: "", children: byStage(analysis, work.filter(isForAll)) }];
  const ofCalendar = stages.map(({ name, from, lasts, doc }): PlaybookNode => {
    const detail = `from ${from} to ${durationText(lasts)} after`;
    return { kind: "stage", name, detail, doc, place: written(`stage ${name}`), children: during(work, name) };
  });
  const byJourney = journeys.map(
    ({ name, path, key, stages: its, doc }): PlaybookNode => ({
      kind: "journey",
      name,
      detail: key === undefined ? "" : `per ${key}`,
      doc,
      place: written(path),
      children: its.map((stage) => ({
        kind: "stage",
        name: stage.name,
        detail: entryText(stage),
        doc: stage.doc,
        place: written(stage.path),
        children: during(work, stage.name),
      })),
    }),
  );
  return [...bySegment, ...everybody, ...byModel, ...byJourney, ...ofCalendar];
}

/** What is for any time, then what is for a stage, stage by stage. */
function byStage(analysis: Analysis, work: readonly Scoped[]): PlaybookNode[] {
  const anyTime = work.filter(({ scope }) => scope.stage === undefined).map(({ node }) => node);
  const stages = [...new Set(work.flatMap(({ scope }) => scope.stage ?? []))];
  return [
    ...(anyTime.length > 0 ? [{ kind: "any time", name: "at any time", detail: "", children: anyTime } as const] : []),
    ...stages.map((name): PlaybookNode => {
      const symbol = analysis.examination.program.symbols.get("stage", name);
      const place = symbol && { path: symbol.file.path, span: symbol.span };
      return { kind: "stage", name: `during ${name}`, detail: "", place, children: during(work, name) };
    }),
  ];
}

function during(work: readonly Scoped[], stage: string): PlaybookNode[] {
  return work.filter(({ scope }) => scope.stage === stage).map(({ node }) => node);
}

function entryText({ enters, after }: JourneyStage): string {
  const ways = enters.map(({ cause }) => {
    if (cause.kind === "from") return `from ${cause.field}`;
    return cause.kind === "when" ? `when ${cause.when.text}` : `on ${cause.event}`;
  });
  return [...(after.length > 0 ? [`after ${after.join(", ")}`] : []), ...ways].join(", or ");
}

// ---- work --------------------------------------------------------------------------------------------------------

/** Cadences, then triggers, then plays, each in the order of names. */
function workOf(project: Project): Scoped[] {
  const { cadences, triggers, plays } = project.analysis.examination.work;
  const byName = <Named extends { name: string }>(list: readonly Named[]) =>
    [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...byName(cadences).map((cadence) => ({ scope: cadence.scope, node: cadenceNode(project, cadence) })),
    ...byName(triggers).map((trigger) => ({ scope: trigger.scope, node: triggerNode(project, trigger) })),
    ...byName(plays).map((play) => ({ scope: play.scope, node: playNode(project, play) })),
  ];
}

function cadenceNode(project: Project, cadence: Cadence): PlaybookNode {
  const { name, path, anchor, steps } = cadence;
  const { times, minutes } = costAYear(project.analysis, cadence);
  const detail = times > 0 ? yearText(times, minutes) : `${anchor.kind} ${anchor.field}`;
  const children = steps.map(({ path: at, timing, actions, doc }): PlaybookNode => {
    return {
      kind: "step",
      name: timingText(timing),
      detail: asked(actions),
      doc,
      place: project.written(at),
      children: [],
    };
  });
  return declared(project, "cadence", name, path, detail, children);
}

function triggerNode(project: Project, trigger: Trigger): PlaybookNode {
  const { name, path, level, actions } = trigger;
  const children = actions.map((action) => leaf(project, "step", actionTitle(action), "", action.path));
  return declared(project, "trigger", name, path, `${level}, ${causeText(trigger)}`, children);
}

function playNode(project: Project, play: Play): PlaybookNode {
  const { name, path, level, start, phases, escalations } = play;
  const ladders = project.analysis.examination.work.escalations.filter((each) => escalations.includes(each.name));
  const children = [
    ...phases.map(
      (phase): PlaybookNode => ({
        ...leaf(project, "phase", `phase ${phase.name}`, spanText(phase.span), phase.path),
        children: phase.steps.map((step) =>
          leaf(project, "step", asked(step.actions), step.every ? rhythmText(step.every) : "", step.path),
        ),
      }),
    ),
    ...ladders.map(
      (ladder): PlaybookNode => ({
        ...leaf(project, "escalation", `escalation ${ladder.name}`, `${ladder.rungs.length} rungs`, ladder.path),
        children: ladder.rungs.map(({ path: at, after, actions }) =>
          leaf(project, "step", `after ${figureText(after, durationText)}`, asked(actions), at),
        ),
      }),
    ),
  ];
  const detail = [...(level ? [level] : []), ...(start ? [`when ${start.text}`] : [])].join(", ");
  return declared(project, "play", name, path, detail, children);
}

function declared(
  project: Project,
  kind: "cadence" | "trigger" | "play",
  name: string,
  path: string,
  detail: string,
  children: readonly PlaybookNode[],
): PlaybookNode {
  const symbol = project.analysis.examination.program.symbols.get(kind, name);
  const place = symbol ? { path: symbol.file.path, span: symbol.span } : project.written(path);
  return { kind, name, detail, doc: symbol && docOf(project.analysis, symbol), place, children };
}

function leaf(project: Project, kind: PlaybookNodeKind, name: string, detail: string, path: string): PlaybookNode {
  return { kind, name, detail, place: project.written(path), children: [] };
}

function asked(actions: readonly Action[]): string {
  return actions.map(actionTitle).join(", ");
}
