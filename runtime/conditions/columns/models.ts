/** The touch model of an account at the close of every day, as far as nothing that is simulated decides it. */

import type { Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { modelInForce, NO_MODEL, UNDECIDED } from "../models.ts";
import { ASK, codeOf, FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";

/** Instead of a place: only its day will tell which model is the customer's own. */
const NOT_SAID = -3;
const NOT_YET = -4;

/** Whether the model in force is one of these. A day on which a run may lift to another answer is left to be asked. */
export function fillModel(compiler: Compiler, { values }: Extract<Condition, { node: "model" }>): Fill {
  const { shape } = compiler;
  const asked = shape.models.map(({ name }) => values.includes(name));
  const answer = (model: number) => (model === UNDECIDED ? UNKNOWN : codeOf(model >= 0 && asked[model]!));
  /** By own place, with those for no model and the undecided one behind them. */
  const codes = [...shape.models.keys(), UNDECIDED, NO_MODEL].map((own) => {
    const unlifted = answer(own);
    return shape.lifts.every((lift) => answer(modelInForce(own, lift)) === unlifted) ? unlifted : ASK;
  });
  const columns = shape.models.map(({ when }) => when && compiler.column(when));
  const places = new Int32Array(compiler.days);
  return (view, out) => {
    places.fill(NOT_YET);
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place]?.(view);
      for (let index = 0; index < places.length; index++) {
        if (places[index] !== NOT_YET) continue;
        const code = column === undefined ? TRUE : column[index]!;
        if (code === FALSE) continue;
        places[index] = code === TRUE ? place : code === UNKNOWN ? UNDECIDED : NOT_SAID;
      }
    }
    for (let index = 0; index < out.length; index++) {
      const place = places[index]!;
      const own = place === NOT_YET ? NO_MODEL : place;
      out[index] = own === NOT_SAID ? ASK : codes[own >= 0 ? own : codes.length + own]!;
    }
    return out;
  };
}
