/** What became of the demands: undone and deferred by rule, triggers, plays, the busiest accounts, lateness, the balance. */
import type { PlayCounts, Summary } from "../../runtime/summary/types.ts";
import { counted, hours, percent, span } from "./figures.ts";
import { type Grid, gridLines, left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";
import type { RuleWords } from "./rule-words.ts";

/** Reasons shown for one trigger; the others are in the summary. */
const mostReasons = 3;
/** Lines of what is still open; the others are in the summary. */
const mostOpen = 30;
const byRule = [left("rule"), right("demands"), right("accounts")];

export function undoneSection({ undone }: Summary, words: RuleWords, style: Style): string[] {
  const title = "Not done, by rule";
  if (undone.length === 0) return section(title, ["  Nothing was dropped, held, unserved or withdrawn."], style);
  const dropped = undone.some(({ outcome }) => outcome === "dropped") ? [] : ["  Nothing was dropped."];
  return section(title, [...gridLines(undoneGrid(undone, words), style), ...dropped], style);
}

export function undoneGrid(undone: Summary["undone"], words: RuleWords): Grid {
  return {
    columns: [left("outcome"), ...byRule, right("hours it would take")],
    rows: undone.map((item) => [
      item.outcome,
      words(item.rule),
      String(item.demands),
      String(item.accounts),
      hours(item.minutes),
    ]),
  };
}

export function deferredSection({ deferred, neverDropped }: Summary, words: RuleWords, style: Style): string[] {
  const title = "Deferred, by rule";
  if (deferred.length === 0) return section(title, ["  No limit made anything wait."], style);
  return section(title, [...gridLines(deferredGrid(deferred, words), style), ...waitOn(neverDropped)], style);
}

export function deferredGrid(deferred: Summary["deferred"], words: RuleWords): Grid {
  return {
    columns: [...byRule, right("waited in all"), right("longest wait")],
    rows: deferred.map((item) => [
      words(item.rule),
      String(item.demands),
      String(item.accounts),
      span(item.minutes),
      span(item.longest),
    ]),
  };
}

/** Why something waited longer than the policy lets the others wait. */
function waitOn(touches: Summary["neverDropped"]): string[] {
  if (touches.length === 0) return [];
  const told = touches.map(
    ({ touch, demands, longest }) =>
      `${printableName(touch)} (${counted(demands, "demand")}, longest ${span(longest)})`,
  );
  return [`  never dropped, however long they wait: ${told.join(", ")}`];
}

/** What is owed when the range ends: it has no other place in the table but the balance. */
export function openSection({ open }: Summary, style: Style): string[] {
  const title = "Still open at the end";
  if (open.length === 0) return section(title, ["  Nothing was left open."], style);
  const rows = open
    .slice(0, mostOpen)
    .map((item) => [
      `${item.kind} ${printableName(item.name)}`,
      printableName(item.source),
      String(item.demands),
      String(item.accounts),
      hours(item.minutes),
      item.oldest,
    ]);
  const columns = [
    left("what"),
    left("asked by"),
    right("demands"),
    right("accounts"),
    right("hours it will take"),
    left("oldest"),
  ];
  const more = open.slice(mostOpen).reduce((sum, { demands }) => sum + demands, 0);
  const rest = more === 0 ? [] : [`  and ${counted(more, "demand")} more: all are in summary.json`];
  return section(title, [...table(columns, rows, style), ...rest], style);
}

export function triggersSection({ triggers }: Summary, style: Style): string[] {
  if (triggers.length === 0) return [];
  return section("Triggers", [...gridLines(triggersGrid(triggers), style), ...triggers.flatMap(spentLines)], style);
}

export function triggersGrid(triggers: Summary["triggers"]): Grid {
  const rows = triggers.flatMap((item) => [
    [
      printableName(item.trigger),
      String(item.fires),
      String(item.accounts),
      String(item.days),
      String(item.unknownDays),
      percent(item.unknownDays, item.days),
      item.reasons.length === 0
        ? "-"
        : item.reasons
            .slice(0, mostReasons)
            .map(({ reason, days }) => `${printableName(reason)}: ${days}`)
            .concat(item.reasons.length > mostReasons ? [`and ${item.reasons.length - mostReasons} more reasons`] : [])
            .join("; "),
    ],
  ]);
  const columns = [
    left("trigger"),
    right("fires"),
    right("accounts"),
    right("days in scope"),
    right("unknown"),
    right("share"),
    left("because"),
  ];
  return { columns, rows };
}

/** A trigger that nothing arms again looks like one that has nothing to say. */
function spentLines({ trigger, spentDays, spentAccounts }: Summary["triggers"][number]): string[] {
  if (spentDays === 0) return [];
  const name = printableName(trigger);
  const on = `${counted(spentDays, "day")} of ${counted(spentAccounts, "account")}`;
  return [
    `  ${name} was true again but spent on ${on}: since it fired it was never known false, only unknown. \`until ...\` says what arms it.`,
  ];
}

export function playsSection({ plays }: Summary, style: Style): string[] {
  return plays.length === 0 ? [] : section("Plays", gridLines(playsGrid(plays), style), style);
}

export function playsGrid(plays: Summary["plays"]): Grid {
  const rows = plays.map((item) => [
    printableName(item.play),
    String(item.started),
    String(item.carriedIn),
    String(item.won),
    String(item.lost),
    String(item.ranOut),
    String(item.withdrawn),
    String(item.open),
    percent(item.won, item.won + item.lost + item.ranOut),
    targetText(item.target, "none ended"),
  ]);
  const columns = [
    left("play"),
    right("started"),
    right("carried in"),
    right("won"),
    right("lost"),
    right("ran out"),
    right("withdrawn"),
    right("open"),
    right("won of ended"),
    left("target"),
  ];
  return { columns, rows };
}

/** Nothing for a program whose touches have no target. */
export function touchTargetsSection({ touchTargets = [] }: Summary, style: Style): string[] {
  return touchTargets.length === 0
    ? []
    : section("Targets of touches", gridLines(touchTargetsGrid(touchTargets), style), style);
}

export function touchTargetsGrid(touchTargets: NonNullable<Summary["touchTargets"]>): Grid {
  const rows = touchTargets.map(({ touch, event, segments, models, asked, answered, target }) => [
    printableName(touch),
    printableName(event),
    segments || models ? [...(segments ?? []), ...(models ?? [])].map(printableName).join(", ") : "all",
    String(asked),
    String(answered),
    percent(answered, asked),
    targetText(target, "none asked"),
  ]);
  const columns = [
    left("touch"),
    left("answer"),
    left("of"),
    right("asked"),
    right("answered"),
    right("share"),
    left("target"),
  ];
  return { columns, rows };
}

function targetText(target: PlayCounts["target"], nothing: string): string {
  if (!target) return "-";
  const stated = `${target.operator} ${target.millionths / 10_000}%`;
  if (target.met === undefined) return `${stated} (${nothing})`;
  return `${stated} ${target.met ? "(met)" : "(missed)"}`;
}

export function busiestSection({ busiest }: Summary, style: Style): string[] {
  const title = "Most contacted accounts";
  if (busiest.length === 0) return section(title, ["  No account was contacted."], style);
  const rows = busiest.map((item) => [printableName(item.account), String(item.touches), hours(item.minutes)]);
  return section(title, table([left("account"), right("touches"), right("hours")], rows, style), style);
}

export function lateSection({ late }: Summary, style: Style): string[] {
  if (late.length === 0) return section("Late, by cause", ["  Nothing was late."], style);
  return section("Late, by cause", gridLines(lateGrid(late), style), style);
}

export function lateGrid(late: Summary["late"]): Grid {
  return {
    columns: [left("cause"), right("demands"), right("accounts"), right("late in all"), right("latest")],
    rows: late.map((item) => [
      printableName(item.cause),
      String(item.demands),
      String(item.accounts),
      span(item.minutes),
      span(item.longest),
    ]),
  };
}

export function balanceSection({ balance }: Summary, style: Style): string[] {
  return section("Balance", gridLines(balanceGrid(balance), style), style);
}

export function balanceGrid(balance: Summary["balance"]): Grid {
  const outcomes = ["done", "merged", "held", "dropped", "withdrawn", "unserved", "open"] as const;
  const row = (title: string, counts: Summary["balance"]["total"]) => [
    title,
    String(counts.demands),
    ...outcomes.map((outcome) => String(counts[outcome])),
  ];
  const rows = [
    row("of these days", balance.inRange),
    row("carried in", balance.carriedIn),
    row("together", balance.total),
  ];
  return { columns: [left("demands"), right("in"), ...outcomes.map(right)], rows };
}
