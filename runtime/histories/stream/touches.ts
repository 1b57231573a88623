/** From staged rows of delivered touches to records, in an order that the order of input rows cannot be seen in. */
import { compareText } from "../../../schedule/order.ts";
import { parseDay } from "../../calendar/days.ts";
import { zoneOf } from "../../calendar/zones.ts";
import type { Row } from "../database.ts";
import type { RecordedTouch } from "../types.ts";
import { storedInstant } from "../values/fields.ts";

/** `cells`: when, as staged, the place among `deliverables`, owner, channel, demand. */
export function touchOf(
  deliverables: readonly Pick<RecordedTouch, "kind" | "name">[],
  cells: Row,
  zone: string,
): RecordedTouch {
  const clock = zoneOf(zone);
  const written = String(cells[0]);
  const date = parseDay(written);
  const at = date === undefined ? storedInstant(written, zone) : clock.dayStart(date + 1);
  const [owner, channel, demand] = cells.slice(2).map((cell) => (typeof cell === "string" ? cell : undefined));
  const { kind, name } = deliverables[Number(cells[1])]!;
  return { at, day: date ?? clock.dayOf(at), kind, name, owner, channel, demand };
}

/** By day, then instant, then content. Of records that are the same in everything one is kept: exports overlap. */
export function touchesInOrder(touches: readonly RecordedTouch[]): RecordedTouch[] {
  const sortable = touches.map((touch) => {
    const { kind, name, owner, channel, demand } = touch;
    return { touch, content: JSON.stringify([kind, name, owner ?? null, channel ?? null, demand ?? null]) };
  });
  sortable.sort(
    (left, right) =>
      left.touch.day - right.touch.day || left.touch.at - right.touch.at || compareText(left.content, right.content),
  );
  const kept = sortable.filter(({ touch, content }, index) => {
    const before = sortable[index - 1];
    return before?.content !== content || before.touch.at !== touch.at || before.touch.day !== touch.day;
  });
  return kept.map(({ touch }) => touch);
}
