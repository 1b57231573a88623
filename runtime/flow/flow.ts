/**
 * A play as a graph (docs/language.md, section 8): from what starts it through its phases and the rungs of its ladders
 * to how it ends. Pure: reads the schedule alone, and of a program with mistakes what could be made of it.
 */
import { nodesOf } from "../../schedule/conditions.ts";
import { type Figure, isBySegment } from "../../schedule/figures.ts";
import type { Action, Condition, Escalation, Phase, Play, Rung, Schedule } from "../../schedule/types.ts";
import { durationText, figureText, placeOf } from "../explain/places.ts";
import type { Flow, FlowEdge, FlowNode, FlowNodeKind } from "./types.ts";
import {
  actionLines,
  actionTitle,
  asWritten,
  causeText,
  playLines,
  rhythmText,
  type SaysCondition,
  scopeLines,
  spanText,
  targetText,
} from "./words.ts";

export type FlowSource = Pick<Schedule, "plays" | "triggers" | "escalations" | "touches" | "tasks" | "sources">;

/** Where the way of a play goes on: a node, and what is said of the way out of it. */
interface Tail {
  readonly from: string;
  readonly label?: string;
}

/** Every node can be reached from one that nothing leads to: what starts the play, or the play where nothing does. */
export function flowOf(source: FlowSource, play: Play, say: SaysCondition = asWritten): Flow {
  const drawing = new Drawing(source, play, say);
  drawing.draw();
  return { play: play.name, doc: play.doc, nodes: drawing.nodes, edges: drawing.edges };
}

class Drawing {
  readonly nodes: FlowNode[] = [];
  readonly edges: FlowEdge[] = [];
  readonly #source: FlowSource;
  readonly #play: Play;
  readonly #say: SaysCondition;
  /** Touches that wait to be answered, by the event. */
  readonly #answers: { readonly event: string; readonly node: string }[] = [];

  constructor(source: FlowSource, play: Play, say: SaysCondition) {
    this.#source = source;
    this.#play = play;
    this.#say = say;
  }

  draw(): void {
    const play = this.#play;
    const heads = this.#beginnings();
    this.#node("play", play.path, `play ${play.name}`, playLines(play, this.#say));
    for (const from of heads) this.#edge({ from }, play.path);
    let tails: Tail[] = [{ from: play.path }];
    for (const phase of play.phases) tails = this.#phase(phase, tails);
    this.#endings(tails);
    for (const name of play.escalations) {
      const ladder = this.#source.escalations.find((each) => each.name === name);
      if (ladder) this.#ladder(ladder);
    }
  }

  // ---- from the start to the end ---------------------------------------------------------------------------------

  #beginnings(): string[] {
    const { start, path, phases, name } = this.#play;
    const triggers = this.#source.triggers.filter(({ actions }) =>
      actions.some((action) => action.kind === "start" && action.names.includes(name)),
    );
    const heads = triggers.map((trigger) => {
      const lines = [causeText(trigger, this.#say), ...scopeLines(trigger.scope, this.#say), `level ${trigger.level}`];
      return this.#node("trigger", trigger.path, `trigger ${trigger.name}`, lines);
    });
    if (start) heads.push(this.#node("begins", `${path}/start`, "starts when", [this.#say(start)]));
    const first = phases[0];
    if (first && !start && triggers.length === 0 && isBeforeDate(first)) {
      const title = "starts by itself";
      heads.push(this.#node("begins", `${path}/start`, title, [`with phase ${first.name}`, "one run for each date"]));
    }
    return heads;
  }

  #phase(phase: Phase, tails: readonly Tail[]): Tail[] {
    this.#node("phase", phase.path, `phase ${phase.name}`, [spanText(phase.span)]);
    for (const tail of tails) this.#edge(tail, phase.path);
    const here: Tail[] = [{ from: phase.path }];
    const after = phase.steps.flatMap(({ every, actions }) => {
      return this.#actions(actions, here, every ? [rhythmText(every)] : []);
    });
    return after.length > 0 ? after : here;
  }

  #endings(tails: readonly Tail[]): void {
    const { path, win, lose, endAfter, phases, target } = this.#play;
    const aside = (kind: FlowNodeKind, what: string, title: string, lines: readonly string[]) => {
      this.#node(kind, `${path}/${what}`, title, lines);
      this.#edge({ from: path }, `${path}/${what}`, true);
    };
    if (win) aside("won", "win", "won", [this.#say(win), ...(target ? [targetText(target)] : [])]);
    if (lose) aside("lost", "lose", "lost", [this.#say(lose)]);
    if (endAfter || phases.length > 0) {
      const when = endAfter ? `after ${figureText(endAfter, durationText)}` : "the day after its last phase";
      this.#node("over", `${path}/end`, "runs out", [when]);
      for (const tail of tails) this.#edge(tail, `${path}/end`);
    }
    const fields = new Set(phases.flatMap(({ span }) => fieldsOf(span)));
    for (const field of fields) aside("withdrawn", `anchor/${field}`, "withdrawn", [`when ${field} changes`]);
  }

  // ---- up the ladder ---------------------------------------------------------------------------------------------

  #ladder(ladder: Escalation): void {
    const { path, name, rungs, stopOn } = ladder;
    this.#node("escalation", path, `escalation ${name}`, []);
    this.#edge({ from: this.#play.path }, path);
    let tails: Tail[] = [{ from: path }];
    for (const rung of rungs) tails = this.#rung(rung, tails);
    const end = `${path}/end`;
    this.#node("top of ladder", end, `end of ${name}`, stopOn.length > 0 ? [`at once on ${stopOn.join(", ")}`] : []);
    for (const tail of tails) this.#edge(tail, end);
  }

  #rung({ path, after, unless, while: only, actions }: Rung, tails: readonly Tail[]): Tail[] {
    this.#node("wait", path, `after ${figureText(after, durationText)}`, []);
    for (const tail of tails) this.#edge(tail, path);
    const awaited = new Set([...eventsIn(unless), ...eventsIn(only)]);
    const answers = this.#answers.filter(({ event }) => awaited.has(event));
    for (const { node } of answers) this.#edge({ from: node, label: "counts from the touch" }, path, true);
    let acts: Tail = { from: path };
    const skips: Tail[] = [];
    const ask = (what: string, condition: Condition, isToAct: boolean) => {
      const node = this.#node("branch", `${path}/${what}`, `${this.#say(condition)}?`, []);
      this.#edge(acts, node);
      skips.push({ from: node, label: isToAct ? "no, or unknown: skip" : "yes: skip" });
      acts = { from: node, label: isToAct ? "yes" : "no, or unknown" };
    };
    if (unless) ask("unless", unless, false);
    if (only) ask("while", only, true);
    const done = this.#actions(actions, [acts], []);
    return [...(done.length > 0 ? done : [acts]), ...skips];
  }

  // ---- nodes and edges -------------------------------------------------------------------------------------------

  /** What is owed side by side; gives the ways out of all of it. */
  #actions(actions: readonly Action[], tails: readonly Tail[], more: readonly string[]): Tail[] {
    return actions.map((action): Tail => {
      const { path, kind, expects } = action;
      this.#node(kind, path, actionTitle(action), [...more, ...actionLines(action, this.#source)]);
      for (const tail of tails) this.#edge(tail, path);
      if (!expects) return { from: path };
      const answer = `${path}/expects`;
      this.#node("answer", answer, `${expects.event}?`, [`within ${figureText(expects.within, durationText)}`]);
      this.#edge({ from: path }, answer);
      this.#answers.push({ event: expects.event, node: answer });
      return { from: answer };
    });
  }

  #node(kind: FlowNodeKind, id: string, title: string, lines: readonly string[]): string {
    this.nodes.push({ id, kind, title, lines, place: placeOf(this.#source, id) });
    return id;
  }

  #edge({ from, label }: Tail, to: string, isAside = false): void {
    this.edges.push({ from, to, isAside, ...(label === undefined ? {} : { label }) });
  }
}

function isBeforeDate({ span }: Phase): boolean {
  return fieldsOf(span).length > 0;
}

/** The dates that the days of a phase are counted back from. */
function fieldsOf(span: Phase["span"]): string[] {
  return spansOf(span).flatMap((one) => (one.kind === "before" ? [one.field] : []));
}

function spansOf<T>(figure: Figure<T>): T[] {
  if (!isBySegment(figure)) return [figure];
  const { bySegment, otherwise } = figure;
  return [...bySegment.map(({ is }) => is), ...(otherwise === undefined ? [] : [otherwise])];
}

/** Events of the run that a condition names. */
function eventsIn(condition: Condition | undefined): string[] {
  if (!condition) return [];
  return [...nodesOf(condition)].flatMap(({ node }) => (node.node === "happened" ? [node.event] : []));
}
