/**
 * Warns of assumptions that nothing asks for, and of touches that expect an answer of which nothing is assumed while
 * the same answer to others is.
 */
import { actionsExpecting, actionsOf, answersAsked } from "../../schedule/assumptions.ts";
import type { AnsweredTouches, Assumption, Schedule, Touch } from "../../schedule/types.ts";
import { diagnostic } from "../diagnostics/table.ts";
import type { CheckedModel } from "../model/model.ts";
import { libraryOf, type Program } from "../program.ts";
import type { CheckedWork } from "../work/work.ts";

/** Asked only of a program without errors. What a library assumes is meant for other projects, too. */
export function warnOfAssumptions(
  program: Program,
  parts: CheckedModel & CheckedWork & Pick<Schedule, "measures">,
  assumptions: readonly Assumption[],
): void {
  if (assumptions.length === 0) return;
  const places = new Map(program.places);
  const touches = new Map(parts.touches.map((touch) => [touch.name, touch]));
  const asked = [...answersAsked(parts)];
  const delivered = new Set(actionsOf(parts).flatMap(({ kind, names }) => (kind === "touch" ? names : [])));
  for (const { path, of, event, text } of assumptions) {
    const place = places.get(path)!;
    const isAsked = asked.some((each) => each.event === event && overlap(of, each.of ?? all, touches));
    const isMade = of.kind !== "touch" || delivered.has(of.touch);
    if ((isAsked && isMade) || libraryOf(program, place.file.path)) continue;
    program.diagnostics.push(diagnostic("assumed-in-vain", { text, event }, place.file.path, place.span));
  }
  for (const { path, names, expects } of actionsExpecting(parts)) {
    const { event } = expects!;
    const lines = assumptions.filter((line) => line.event === event);
    const place = places.get(path)!;
    const silent = names.find((touch) => !lines.some(({ of }) => overlap(of, { kind: "touch", touch }, touches)));
    if (lines.length === 0 || silent === undefined || libraryOf(program, place.file.path)) continue;
    program.diagnostics.push(diagnostic("answer-not-assumed", { touch: silent, event }, place.file.path, place.span));
  }
}

const all: AnsweredTouches = { kind: "touches" };

/** Whether a delivery can be of both. */
function overlap(one: AnsweredTouches, other: AnsweredTouches, touches: ReadonlyMap<string, Touch>): boolean {
  const [channels, otherChannels] = [one, other].map((of) => channelsOf(of, touches));
  if (one.kind === "touch" && other.kind === "touch") return one.touch === other.touch;
  return !channels || !otherChannels || channels.some((channel) => otherChannels.includes(channel));
}

/** By which it may go out; undefined: by any. */
function channelsOf(of: AnsweredTouches, touches: ReadonlyMap<string, Touch>): readonly string[] | undefined {
  if (of.kind === "touches") return undefined;
  return of.kind === "channel" ? [of.channel] : touches.get(of.touch)?.channels;
}
