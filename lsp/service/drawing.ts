/** The picture of a play: of the one that stands at a place, or that is asked for by name. */
import { sourcesOf } from "../../compiler/emit/sources.ts";
import { flowOf } from "../../runtime/flow/flow.ts";
import { placeKey, svgOf } from "../../runtime/flow/svg.ts";
import type { Analysis } from "./analysis.ts";

export interface Drawing {
  readonly play: string;
  /** Undefined where there would be too much to look at. */
  readonly svg: string | undefined;
  /** What each `data-place` of the picture stands for; lines from 1. */
  readonly places: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
}

/** Plays that can be drawn, sorted by name. */
export function playsOf({ examination }: Analysis): string[] {
  return examination.work.plays.map(({ name }) => name).sort();
}

/** The play there: itself, one that climbs the ladder there, or that the trigger there starts. */
export function playAt(analysis: Analysis, path: string, offset: number): string | undefined {
  const declaration = analysis.declarationAt(path, offset);
  const name = declaration && "name" in declaration ? declaration.name?.text : undefined;
  if (name === undefined) return undefined;
  const { plays, triggers } = analysis.examination.work;
  switch (declaration?.kind) {
    case "play":
      return plays.find((play) => play.name === name)?.name;
    case "escalation":
      return plays.find(({ escalations }) => escalations.includes(name))?.name;
    case "trigger":
      return triggers
        .find((trigger) => trigger.name === name)
        ?.actions.find(({ kind }) => kind === "start")
        ?.names.find((started) => plays.some((play) => play.name === started));
    default:
      return undefined;
  }
}

/** Undefined when there is no such play, or nothing of it could be read. */
export function drawingOf(analysis: Analysis, name: string): Drawing | undefined {
  const { program, work } = analysis.examination;
  const play = work.plays.find((each) => each.name === name);
  if (!play) return undefined;
  const flow = flowOf({ ...work, sources: sourcesOf(program) }, play);
  const places = new Map(flow.nodes.flatMap(({ place }) => (place ? [[placeKey(place), place] as const] : [])));
  return { play: name, svg: svgOf(flow), places };
}
