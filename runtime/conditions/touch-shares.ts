/**
 * The share of touches that an event followed in time: `share of touches with reply within 5d over 90d`. Read from what
 * the simulation has delivered, against what the customer's history holds (docs/language.md section 5, "Shares of
 * touches") or what is assumed to have answered each (section 10, "Replies").
 */

import type { Expression } from "../../schedule/types.ts";
import { addDuration } from "../calendar/days.ts";
import type { EpochDay } from "../histories/types.ts";
import { answered } from "./answers.ts";
import type { Compiler, Read } from "./compiler.ts";
import { setPoint, setUnknown } from "./exact.ts";
import type { Delivered } from "./types.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node = Extract<Expression, { node: "touch_share" }>;

/** Of a ratio, in base units. */
const whole = 1_000_000;

/** Unknown when no touch of the window counts yet, or when the events of its days are not known. */
export function touchShareReader(compiler: Compiler, { touch, channel, event, within, over }: Node): Read {
  const place = compiler.shape.event(event);
  const { assumed } = compiler.shape.events[place]!;
  const start = windowStart(over);
  return (view, moment, run, out) => {
    const last = moment.windowDay;
    const first = start(last);
    if (beginsBeforeRun(first, run)) return setUnknown(out);
    const touches = view.course
      .deliveries(first, last)
      .filter((each) => (touch ?? each.touch) === each.touch && (channel ?? each.channel) === each.channel)
      .sort((a, b) => a.at - b.at);
    const earliest = touches[0]?.day;
    if (earliest === undefined || !(assumed || view.eventsKnown(place, earliest, last))) return setUnknown(out);
    const answerBy = (day: EpochDay) => addDuration(day, within);
    const replied = assumed ? assumedAnswered() : answeredInHistory(earliest);
    const counted = touches.filter((each) => replied.has(each) || answerBy(each.day) <= last);
    if (counted.length === 0) setUnknown(out);
    else setPoint(out, replied.size * whole, counted.length);

    function assumedAnswered(): ReadonlySet<Delivered> {
      const isInTime = ({ answers, day }: Delivered) =>
        (answers.get(event)?.day ?? Infinity) <= Math.min(last, answerBy(day));
      return new Set(touches.filter(isInTime));
    }

    function answeredInHistory(first: EpochDay): ReadonlySet<Delivered> {
      const occurrences = view.occurrences(place);
      const events = occurrences.records.slice(occurrences.before(first), occurrences.before(last + 1));
      return answered(touches, events, answerBy);
    }
  };
}
