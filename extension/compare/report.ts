/** What `playc diff --format json` says, checked as far as the panel reads it. */
import { fates } from "../../review/in-flight/types.ts";
import { type DiffReport, declarationKinds } from "../../review/types.ts";
import { answered } from "../run.ts";
import { type Check, isListOf, isNumber, isObjectOf, isOneOf, isOptional, isText } from "../shape.ts";

/** Undefined where the text is no such report. */
export function reportOf(stdout: string): DiffReport | undefined {
  const answer = answered(stdout, "playc-diff");
  return answer && isReport(answer) ? answer : undefined;
}

function isReport(answer: object): answer is DiffReport {
  return reportShape(answer);
}

const isTruth: Check = (value) => typeof value === "boolean";
const isTexts = isListOf(isText);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const both = (check: Check): Check => isObjectOf({ before: orNull(check), after: orNull(check) });
const figure = isObjectOf({ before: isNumber, after: isNumber, change: isNumber });

const place = isObjectOf({ file: isText, line: isNumber, column: isNumber });
const movements = ["equal", "alike", "stricter", "looser", "disjoint", "neither", "unproved"];
const change = isObjectOf({
  kind: isOneOf(declarationKinds),
  name: both(isText),
  within: isListOf(isObjectOf({ clause: isText, before: orNull(isText), after: orNull(isText) })),
  what: isOneOf(["added", "removed", "renamed", "changed", "order"]),
  clause: orNull(isText),
  text: both(isText),
  weight: isOneOf(["meaning", "words"]),
  movement: orNull(
    isObjectOf({ kind: isOneOf(movements), lost: orNull(isText), gained: orNull(isText), because: isTexts }),
  ),
  places: both(place),
  paths: both(isText),
});
const side = isObjectOf({
  kind: isText,
  name: isText,
  commit: orNull(isText),
  folder: isOptional(isText),
});
const problem = isObjectOf({ message: isText, file: isOptional(isText), line: isOptional(isNumber) });
const textChange = isObjectOf({ what: isText, name: isText });

const fullWeek = isObjectOf({ week: isText, minutes: isNumber, capacity: isNumber });
const person = isObjectOf({
  person: isText,
  touches: figure,
  others: figure,
  minutes: figure,
  peak: both(isObjectOf({ week: isText, minutes: isNumber })),
  p95: figure,
  weeks: isListOf(isObjectOf({ week: isText, touches: figure, minutes: figure })),
  newlyOver: isListOf(fullWeek),
  noLongerOver: isListOf(fullWeek),
});
const input = isObjectOf({
  from: isText,
  to: isText,
  rows: isNumber,
  matched: isNumber,
  setAside: isNumber,
  unmapped: isTexts,
});
const budget = isObjectOf({
  budget: isText,
  limit: isNumber,
  value: orNull(isNumber),
  kept: orNull(isTruth),
  over: isNumber,
  places: isListOf(
    isObjectOf({ person: orNull(isText), account: orNull(isText), from: orNull(isText), value: isNumber }),
  ),
  before: orNull(isObjectOf({ kept: orNull(isTruth) })),
  brokenBy: isTexts,
  changed: isOptional(isTexts),
});
const done = isListOf(isObjectOf({ kind: isText, name: isText, source: orNull(isText) }));
const simulated = isObjectOf({
  range: isObjectOf({ from: isText, to: isText, weeks: isNumber }),
  input: isObjectOf({ before: input, after: input }),
  compared: isObjectOf({ from: isText, weeks: isNumber }),
  touches: figure,
  others: figure,
  minutes: figure,
  cost: orNull(isObjectOf({ before: isNumber, after: isNumber, currency: isText, minorDigits: isNumber })),
  people: isListOf(person),
  undone: isListOf(isObjectOf({ what: isText, name: isText, demands: figure })),
  triggers: isListOf(
    isObjectOf({ trigger: isText, fires: figure, unknownDays: figure, gained: isTexts, lost: isTexts }),
  ),
  segments: isListOf(isObjectOf({ segment: orNull(isText), joined: isTexts, left: isTexts })),
  budgets: isListOf(budget),
  timelines: isOptional(
    isListOf(
      isObjectOf({
        account: isText,
        moved: isObjectOf({ touches: isNumber, others: isNumber }),
        days: isListOf(isObjectOf({ day: isText, both: done, before: done, after: done })),
      }),
    ),
  ),
});

const coming = isObjectOf({ path: isText, text: isText, on: orNull(isText) });
const inFlight = isObjectOf({
  on: isText,
  isChangeOver: isTruth,
  declarations: isListOf(
    isObjectOf({
      kind: isText,
      name: both(isText),
      onChange: orNull(isText),
      counts: isObjectOf({
        continues: isNumber,
        moves: isNumber,
        restarts: isNumber,
        ends: isNumber,
        orphaned: isNumber,
      }),
      accounts: isListOf(
        isObjectOf({
          account: isText,
          fate: isOneOf(fates),
          why: orNull(isText),
          play: orNull(isText),
          since: isText,
          day: isNumber,
          next: both(coming),
        }),
      ),
    }),
  ),
});
const witness = isObjectOf({
  kind: isText,
  name: orNull(isText),
  found: orNull(
    isObjectOf({ history: isText, test: orNull(isText), before: isText, after: isText, byItself: orNull(isTruth) }),
  ),
  tried: isObjectOf({ histories: isNumber, days: isNumber }),
  cutShort: isTruth,
});

const reportShape: Check = isObjectOf({
  before: side,
  after: side,
  changes: orNull(isListOf(change)),
  texts: orNull(isObjectOf({ files: isListOf(textChange), declarations: isListOf(textChange) })),
  problems: isObjectOf({ before: isListOf(problem), after: isListOf(problem) }),
  notes: isListOf(isObjectOf({ text: isText })),
  notSimulated: isOptional(isObjectOf({ message: isText })),
  simulated: isOptional(simulated),
  inFlight: isOptional(inFlight),
  witnesses: isOptional(isListOf(witness)),
});
