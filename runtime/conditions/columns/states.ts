/** Bands, and whether a metric is known, on every day at once. */

import type { Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { bandTest } from "../states.ts";
import { codeOf, FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";

type Node<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

export function fillBand({ shape }: Compiler, { metric, values }: Node<"band">): Fill {
  const place = shape.metric(metric);
  const isIn = bandTest(shape.metrics[place]!.metric, values);
  return (view, out) => {
    const series = view.series(place).values;
    for (let index = 0; index < out.length; index++) out[index] = codeOf(isIn(series[index]!));
    return out;
  };
}

export function fillBecomes({ shape }: Compiler, { metric: name, band, from }: Node<"becomes">): Fill {
  const place = shape.metric(name);
  const { metric } = shape.metrics[place]!;
  const isNow = bandTest(metric, [band]);
  const isBefore = bandTest(metric, [from ?? band]);
  return (view, out) => {
    const series = view.series(place).values;
    let before = UNKNOWN;
    for (let index = 0; index < out.length; index++) {
      const now = codeOf(isNow(series[index]!));
      const came = from === undefined && before !== UNKNOWN ? TRUE - before : before;
      out[index] = now === FALSE || came === FALSE ? FALSE : now === UNKNOWN || came === UNKNOWN ? UNKNOWN : TRUE;
      before = codeOf(isBefore(series[index]!));
    }
    return out;
  };
}

export function fillKnownMetric({ shape }: Compiler, metric: string): Fill {
  const place = shape.metric(metric);
  return (view, out) => {
    const series = view.series(place).values;
    for (let index = 0; index < out.length; index++) out[index] = Number.isNaN(series[index]!) ? FALSE : TRUE;
    return out;
  };
}
