/** What the compilers of the parts of a condition share: the model, each other, and slots for what a view remembers. */

import type { Condition, Expression } from "../../schedule/types.ts";
import type { ColumnOf } from "./columns/column.ts";
import type { SegmentPlaces } from "./columns/segments.ts";
import type { Reading } from "./exact.ts";
import type { ScoreOf } from "./scores.ts";
import type { Shape } from "./shape.ts";
import type { Moment, RunView, SegmentAnswer, Test } from "./types.ts";
import type { AccountView } from "./view.ts";

/** Writes the value of a quantity into `out`; NaN when unknown. */
export type Read = (view: AccountView, moment: Moment, run: RunView | undefined, out: Reading) => void;

export interface Compiler {
  readonly shape: Shape;
  /** How many days the grid has. */
  readonly days: number;
  test(condition: Condition): Test;
  read(expression: Expression): Read;
  column(condition: Condition): ColumnOf;
  segmentPlaces(view: AccountView): SegmentPlaces;
  segmentOf(view: AccountView, moment: Moment): SegmentAnswer;
  /** The customer's own touch model: a place, or why there is none. */
  ownModel(view: AccountView, moment: Moment): number;
  /** Whether runs or deliveries decide which touch model is in force. */
  modelReadsLedger(): boolean;
  /** Of a score's or component's metric, by its place. */
  score(place: number): ScoreOf;
  /** Whether deliveries decide the metric of that name: those of data never do. */
  scoreReadsLedger(name: string): boolean;
  /** A place of its own in each view's lists of what it remembers. */
  newSlot(): number;
}
