/** The answer of `playc simulate` for people: how many touches and hours, for whom, in which week; what was not done, and why. */
import { formatDay, parseDay, weekStart } from "../../runtime/calendar/days.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { budgetsSection } from "./budgets.ts";
import { counted } from "./figures.ts";
import { type Style, section } from "./layout.ts";
import { printable, printableName } from "./printable.ts";
import type { RuleWords } from "./rule-words.ts";
import { capacitySection, floodsSection } from "./simulate-capacity.ts";
import { deliveredSection } from "./simulate-delivered.ts";
import { experimentsSection } from "./simulate-experiments.ts";
import { inputSection, rangeSection } from "./simulate-input.ts";
import { journeysSection } from "./simulate-journeys.ts";
import { measuresSection, returnSection } from "./simulate-measures.ts";
import { modelsSection } from "./simulate-models.ts";
import { machinesLines, segmentHoursSection, teamHoursSection, touchCostsSection } from "./simulate-operations.ts";
import {
  balanceSection,
  busiestSection,
  deferredSection,
  lateSection,
  openSection,
  playsSection,
  touchTargetsSection,
  triggersSection,
  undoneSection,
} from "./simulate-outcomes.ts";
import { peopleSection, weeksSection } from "./simulate-people.ts";
import { scoresSection } from "./simulate-scores.ts";
import { spreadSection } from "./simulate-spread.ts";
import { whatIfSection } from "./what-if.ts";

/** Ends with a line end. */
export function simulateTable(summary: Summary, words: RuleWords, style: Style): string {
  const lines = [
    ...rangeSection(summary, style),
    ...inputSection(summary, style),
    ...budgetsSection(summary, style),
    ...deliveredSection(summary, style),
    ...spreadSection(summary, style),
    ...accountsSection(summary, style),
    ...peopleSection(summary.people, summary.range.days, style),
    ...machinesLines(summary),
    ...capacitySection(summary, style),
    ...floodsSection(summary, style),
    ...weeksSection(summary, mondaysOf(summary), style),
    ...segmentHoursSection(summary, style),
    ...teamHoursSection(summary, style),
    ...undoneSection(summary, words, style),
    ...deferredSection(summary, words, style),
    ...triggersSection(summary, style),
    ...playsSection(summary, style),
    ...touchTargetsSection(summary, style),
    ...scoresSection(summary, style),
    ...modelsSection(summary, style),
    ...experimentsSection(summary, style),
    ...journeysSection(summary, style),
    ...measuresSection(summary, style),
    ...returnSection(summary, style),
    ...touchCostsSection(summary, style),
    ...busiestSection(summary, style),
    ...lateSection(summary, style),
    ...openSection(summary, style),
    ...balanceSection(summary, style),
    ...whatIfSection(summary, style),
    ...summary.limits.map((limit) => `Note: ${printable(limit)}`),
    `Schedule ${summary.schedule}`,
  ];
  return `${lines.join("\n")}\n`;
}

function accountsSection({ accounts }: Summary, style: Style): string[] {
  const { neverTouched, neverTouchedByPerson, neverTouchedFirst, unsegmented } = accounts;
  const unnamed = neverTouched - neverTouchedFirst.length;
  const names = neverTouchedFirst.map(printableName).join(", ");
  const never =
    neverTouched === 0
      ? []
      : [`    ${names}${unnamed > 0 ? `, and ${unnamed} more: docs/ledger.md has the query` : ""}`];
  const without =
    unsegmented.accounts === 0
      ? []
      : [
          `  ${counted(unsegmented.accounts, "account")} had no segment on some days, ${counted(unsegmented.days, "day")} in all`,
          ...unsegmented.reasons.map(
            ({ reason, days, accounts: count }) =>
              `    ${printableName(reason)}: ${counted(days, "day")} of ${counted(count, "account")}`,
          ),
        ];
  return section(
    "Accounts never touched",
    [
      `  ${neverTouched} of ${accounts.alive} alive in these days; never by a person: ${neverTouchedByPerson}`,
      ...never,
      ...without,
    ],
    style,
  );
}

/** Mondays of the weeks the range touches, and of those after it in which something was ready that nobody served. */
function mondaysOf({ range, people }: Summary): string[] {
  const mondays = new Set(people.flatMap((person) => person.weeks.map((week) => week.week)));
  const last = parseDay(range.to)!;
  for (let monday = weekStart(parseDay(range.from)!); monday <= last; monday += 7) mondays.add(formatDay(monday));
  return [...mondays].sort();
}
