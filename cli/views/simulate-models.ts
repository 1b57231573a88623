/** How customers were served, by touch model. */
import type { Summary } from "../../runtime/summary/types.ts";
import { counted } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing for a program without touch models. */
export function modelsSection({ models, range }: Summary, style: Style): string[] {
  if (models.length === 0) return [];
  const rows = models.map(({ model, accounts, atEnd, days, liftedDays }) => [
    model === null ? "no model" : printableName(model),
    String(accounts),
    String(days),
    String(liftedDays),
    String(atEnd),
  ]);
  const columns = [left("model"), right("accounts"), right("days"), right("lifted"), right(`on ${range.to}`)];
  const reasons = models.flatMap((model) => model.reasons);
  return section(
    "Touch models in force",
    [
      ...table(columns, rows, style),
      ...reasons.map(
        ({ reason, days, accounts }) =>
          `    no model of their own, ${printableName(reason)}: ${counted(days, "day")} of ${counted(accounts, "account")}`,
      ),
    ],
    style,
  );
}
