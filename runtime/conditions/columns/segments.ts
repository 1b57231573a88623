/** The segment of an account at the close of every day. */

import type { Compiler } from "../compiler.ts";
import type { AccountView } from "../view.ts";
import { FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";

/** Instead of a place among the segments of the schedule. */
export const NO_SEGMENT = -1;
/** The search ended at an unknown. */
export const UNSEGMENTED = -2;
const NOT_YET = -3;

/** By day, places among the schedule's segments; as large as their number asks for. */
export type SegmentPlaces = Int32Array;

/** The first segment whose condition is true, as `createSegmentSearch` finds it. */
export function compileSegmentPlaces(compiler: Compiler): (view: AccountView, places: SegmentPlaces) => void {
  const columns = compiler.shape.segments.map(({ when }) => when && compiler.column(when));
  return (view, places) => {
    const { always } = view.shape;
    places.fill(NOT_YET);
    let left = places.length;
    for (let place = 0; place < columns.length && left > 0; place++) {
      const column = columns[place]?.(view);
      if (column === always[FALSE]) continue;
      for (let index = 0; index < places.length; index++) {
        if (places[index] !== NOT_YET) continue;
        const code = column === undefined ? TRUE : column[index]!;
        if (code === FALSE) continue;
        places[index] = code === TRUE ? place : UNSEGMENTED;
        left--;
      }
    }
    if (left > 0)
      for (let index = 0; index < places.length; index++) if (places[index] === NOT_YET) places[index] = NO_SEGMENT;
  };
}

/** Whether the segment is one of these. */
export function fillSegment(compiler: Compiler, names: readonly string[]): Fill {
  // By place, behind what is said without one.
  const codes = Uint8Array.from([
    UNKNOWN,
    FALSE,
    ...compiler.shape.segments.map(({ name }) => Number(names.includes(name))),
  ]);
  return (view, out) => {
    const places = compiler.segmentPlaces(view);
    for (let index = 0; index < out.length; index++) out[index] = codes[places[index]! - UNSEGMENTED]!;
    return out;
  };
}
