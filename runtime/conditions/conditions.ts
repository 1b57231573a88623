/**
 * The evaluator of conditions: one for preview, `due`, `explain`, `test` and `simulate`. It compiles each condition of a
 * schedule once; an account is then asked day by day (docs/language.md section 5).
 */

import type { Condition, Expression, Schedule } from "../../schedule/types.ts";
import type { AccountHistory } from "../histories/types.ts";
import { createCauses } from "./causes.ts";
import type { ColumnOf } from "./columns/column.ts";
import { compileColumn } from "./columns/compile.ts";
import { createScopeColumns } from "./columns/scope.ts";
import { compileSegmentPlaces } from "./columns/segments.ts";
import { compileCondition } from "./compile.ts";
import type { Compiler, Read } from "./compiler.ts";
import { eventReason } from "./data-reasons.ts";
import { emptyReading } from "./exact.ts";
import { createModelSearch, modelInForce, modelReadsLedger, reasonOfModel, UNDECIDED } from "./models.ts";
import { reachOf } from "./reach.ts";
import { compileReading } from "./readings.ts";
import { createReasons } from "./reasons.ts";
import { openLinesOf } from "./score-reasons.ts";
import { compileScore, readsLedger, type ScoreOf } from "./scores.ts";
import { createSegmentSearch } from "./segments.ts";
import { type AssumedEvents, createShape, type HistoriesSeen, type Shape } from "./shape.ts";
import { showField } from "./show.ts";
import type { Conditions, Course, Test } from "./types.ts";
import { AccountView, ViewMemory } from "./view.ts";

/** An event's fields say all that its `where` asks: no account is needed. */
const NOBODY: AccountHistory = {
  id: "",
  zone: "UTC",
  fields: new Map(),
  people: new Map(),
  metrics: new Map(),
  events: new Map(),
  touches: [],
};

/** Nothing was done, and no run is open. */
const NO_COURSE: Course = {
  lastDone: () => undefined,
  deliveries: () => [],
  liftOn: () => undefined,
  visitsOn: () => [],
};

/** Throws for a schedule that no compiler wrote: a name it does not declare, a window in hours. */
export function createConditions(schedule: Schedule, histories: HistoriesSeen, assumed?: AssumedEvents): Conditions {
  const shape = createShape(schedule, histories, assumed);
  const compiler = createCompiler(shape, (view, moment) => segmentOf(view, moment));
  const reasons = createReasons(compiler);
  const causeOf = createCauses(compiler);
  const because: Conditions["because"] = (condition, view, moment, run) =>
    compiler.test(condition)(view, moment, run) === undefined
      ? (reasons.of(condition)(view, moment, run) ?? "unknown")
      : undefined;
  const modelOf: Conditions["modelOf"] = (view, moment) => {
    const own = compiler.ownModel(view, moment);
    const model = modelInForce(own, view.course.liftOn(moment.today));
    const answer = { model: model < 0 ? undefined : model, own: own < 0 ? undefined : own };
    return own === UNDECIDED ? { ...answer, because: reasonOfModel(compiler, reasons, view, moment) } : answer;
  };
  const segmentOf = createSegmentSearch(
    compiler,
    (segment, view, moment) => because(shape.segments[segment]!.when!, view, moment) ?? "unknown",
  );

  const nobody = new AccountView(shape, NOBODY, NO_COURSE, new ViewMemory(shape.grid));
  return {
    newMemory: () => new ViewMemory(shape.grid),
    view: (history, course, memory = new ViewMemory(shape.grid)) =>
      new AccountView(
        shape,
        history,
        typeof course === "function" ? { ...NO_COURSE, lastDone: course } : course,
        memory,
      ),
    test: compiler.test,
    eventValues: (type, { fields }) => {
      const types = new Map(shape.events[shape.event(type)]!.type.fields.map((field) => [field.name, field.type]));
      return Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, showField(shape, types.get(name) ?? "text", value)]),
      );
    },
    eventTest: (where) => (event) => nobody.testEvent(compiler.test(where), event),
    column: compiler.column,
    scopeColumn: createScopeColumns(compiler),
    aliveDays: (view) => view.aliveDays(),
    segmentPlaces: compiler.segmentPlaces,
    segmentOf,
    modelOf,
    fieldOn: (view, field, day) => view.field(shape.field(field), day),
    metricOn: (view, metric, moment) => {
      const { quantity } = shape.metrics[shape.metric(metric)]!.metric;
      const reading = emptyReading();
      compileReading(compiler, { node: "metric", metric, type: quantity, text: metric })(
        view,
        moment,
        undefined,
        reading,
      );
      return reading.low === reading.high ? Number(reading.low) / reading.denominator : undefined;
    },
    nextChange: (view, field, day) => view.nextChange(shape.field(field), day),
    lifeOf: (view, day) => view.lifeOn(day),
    whyUnknown: (condition) => {
      const reason = reasons.of(condition);
      return (view, moment) => reason(view, moment, undefined) ?? "unknown";
    },
    scoreDays: (view, name, through) => compiler.score(shape.metric(name))(view, through),
    openLines: (score) => openLinesOf(compiler, reasons, score),
    firstRead: (condition, last) => reachOf(shape, condition).first(last, undefined),
    isAssumed: (event) => shape.events[shape.event(event)]!.assumed,
    eventsUnknown: (view, event, from, to) => eventReason(view, shape.event(event), from, to),
    because,
    values: (condition, view, moment, run) => causeOf(condition)(view, moment, run),
  };
}

/** Compiled nodes are kept by identity: a node's slots in the views must stay its own. */
function createCompiler(shape: Shape, segmentOf: Compiler["segmentOf"]): Compiler {
  const tests = new WeakMap<Condition, Test>();
  const reads = new WeakMap<Expression, Read>();
  const columns = new WeakMap<Condition, ColumnOf>();
  const columnsByText = new Map<string, ColumnOf>();
  let findSegments: ReturnType<typeof compileSegmentPlaces> | undefined;
  const scores = new Map<number, ScoreOf>();
  const readLedger = new Map<string, boolean>();
  let findModel: Compiler["ownModel"] | undefined;
  let modelReads: boolean | undefined;
  let slots = 0;
  const compiler: Compiler = {
    shape,
    days: Math.max(shape.grid.to - shape.grid.from + 1, 0),
    segmentOf,
    segmentPlaces(view) {
      findSegments ??= compileSegmentPlaces(compiler);
      return view.segmentPlaces(findSegments);
    },
    newSlot: () => slots++,
    ownModel(view, moment) {
      findModel ??= createModelSearch(compiler);
      return findModel(view, moment);
    },
    modelReadsLedger() {
      modelReads ??= modelReadsLedger(compiler);
      return modelReads;
    },
    score(place) {
      const score = scores.get(place) ?? compileScore(compiler, place);
      scores.set(place, score);
      return score;
    },
    scoreReadsLedger(name) {
      const reads = readLedger.get(name) ?? readsLedger(compiler, name);
      readLedger.set(name, reads);
      return reads;
    },
    test(condition) {
      const test = tests.get(condition) ?? compileCondition(compiler, condition);
      tests.set(condition, test);
      return test;
    },
    column(condition) {
      const known = columns.get(condition);
      if (known) return known;
      // What says the same is worked out once, wherever it is written.
      const text = JSON.stringify(condition);
      const column = columnsByText.get(text) ?? compileColumn(compiler, condition);
      columnsByText.set(text, column);
      columns.set(condition, column);
      return column;
    },
    read(expression) {
      const read = reads.get(expression) ?? compileReading(compiler, expression);
      reads.set(expression, read);
      return read;
    },
  };
  return compiler;
}
