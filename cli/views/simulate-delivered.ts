/** What was really delivered, as `touches` of the project file tells it, beside what the program asked for. */
import type { DeliveredCounts, Summary } from "../../runtime/summary/types.ts";
import { counted, hours } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing where the project maps no such table. */
export function deliveredSection({ input, delivered }: Summary, style: Style): string[] {
  if (!input.tables.some(({ name }) => name === "touches" || name.startsWith("touches."))) return [];
  const title = "Really delivered";
  if (delivered.length === 0) return section(title, ["  Nothing in these days."], style);
  const rows = delivered.map((item) => [
    `${item.kind} ${printableName(item.name)}`,
    String(item.records),
    String(item.settled.byId),
    String(item.settled.byWindow),
    String(item.unasked),
    hours(item.unaskedMinutes),
  ]);
  const columns = [
    left("what"),
    right("delivered"),
    right("settled by id"),
    right("settled by window"),
    right("asked for by nothing"),
    right("its hours"),
  ];
  return section(title, [...table(columns, rows, style), `  ${sentence(delivered)}`], style);
}

/** `1204 touches and 12 tasks really delivered: 1110 settled demands, 106 asked for by nothing in the program`. */
function sentence(delivered: readonly DeliveredCounts[]): string {
  const sum = (of: (item: DeliveredCounts) => number) => delivered.reduce((total, item) => total + of(item), 0);
  const [touches, tasks] = (["touch", "task"] as const).map((kind) =>
    sum((item) => (item.kind === kind ? item.records : 0)),
  );
  const what = [
    touches! > 0 && `${touches} ${touches === 1 ? "touch" : "touches"}`,
    tasks! > 0 && counted(tasks!, "task"),
  ];
  const settled = sum((item) => item.settled.byId + item.settled.byWindow);
  const unasked = `${sum((item) => item.unasked)} asked for by nothing in the program`;
  return `${what.filter(Boolean).join(" and ")} really delivered: ${settled} settled demands, ${unasked}`;
}
