/** What is said of a name in one line, and what it costs: the same words in completion, hover and signatures. */
import type { ProgramSymbol } from "../../compiler/names/symbols.ts";
import { wordsOfField, wordsOfMetric } from "../../compiler/values/type-words.ts";
import type { Action, Field, Touch } from "../../schedule/types.ts";
import type { Analysis } from "./analysis.ts";

/** `touch · 30min and 10min of preparation by csm over video or phone`. */
export function lineOf(analysis: Analysis, symbol: ProgramSymbol): string {
  const more = detailOf(analysis, symbol);
  return more === undefined ? symbol.kind : `${symbol.kind} · ${more}`;
}

/** The comment that belongs to the declaration. */
export function docOf(analysis: Analysis, symbol: ProgramSymbol): string | undefined {
  const declaration = analysis.declarationOf(symbol);
  switch (declaration?.kind) {
    case "account":
      return declaration.fields.find(({ name }) => name?.text === symbol.name)?.doc;
    case "segments":
      return declaration.segments.find(({ name }) => name?.text === symbol.name)?.doc ?? declaration.doc;
    case "models":
      return declaration.models.find(({ name }) => name?.text === symbol.name)?.doc ?? declaration.doc;
    case "journey":
      return declaration.stages.find(({ name }) => name?.text === symbol.name)?.doc ?? declaration.doc;
    default:
      return declaration?.doc;
  }
}

function detailOf(analysis: Analysis, symbol: ProgramSymbol): string | undefined {
  const { program, work, model } = analysis.examination;
  const { kind, name } = symbol;
  switch (kind) {
    case "field": {
      const field = program.fields.get(name);
      return field && fieldWords(field);
    }
    case "metric": {
      const metric = program.metrics.get(name);
      return metric && `${wordsOfMetric(metric)}${bandWords(metric.bands?.map((band) => band.name))}`;
    }
    case "event": {
      const event = program.events.get(name);
      if (!event) return undefined;
      const fields = event.fields.map((field) => field.name).join(", ");
      return [event.forAll ? "for all accounts" : "of an account", ...(fields === "" ? [] : [`with ${fields}`])].join(
        ", ",
      );
    }
    case "let": {
      const declaration = analysis.declarationOf(symbol);
      return declaration?.kind === "let" && declaration.value
        ? symbol.file.text.slice(declaration.value.span.start, declaration.value.span.end).replace(/\s+/g, " ")
        : undefined;
    }
    case "touch": {
      const touch = analysis.touch(name);
      return touch && touchWords(touch);
    }
    case "task": {
      const task = analysis.task(name);
      return task && `${minutesText(task.effortMinutes)} by ${task.owner}`;
    }
    case "role": {
      const role = model.roles.find((each) => each.name === name);
      return role && (role.ownsAccounts ? "a person of its own for each account" : `a ${role.kind} role`);
    }
    case "trigger": {
      const trigger = work.triggers.find((each) => each.name === name);
      return trigger && `${trigger.level}, ${costOfActions(analysis, trigger.actions)} each time it fires`;
    }
    case "play": {
      const play = work.plays.find((each) => each.name === name);
      return play && `${play.level}, ${play.phases.map((phase) => phase.name).join(", ") || "no phases"}`;
    }
    default:
      return undefined;
  }
}

function fieldWords(field: Field): string {
  return `${wordsOfField(field)}${field.optional ? ", may be unknown" : ""}`;
}

function bandWords(bands: readonly string[] | undefined): string {
  return bands ? `, bands ${bands.join(", ")}` : "";
}

function touchWords({ effortMinutes, prepMinutes, owner, channels }: Touch): string {
  const prep = prepMinutes > 0 ? ` and ${minutesText(prepMinutes)} of preparation` : "";
  return `${minutesText(effortMinutes)}${prep} by ${owner} over ${channels.join(" or ")}`;
}

/** `25min`, `1h`, `1h 30min`. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}min`;
  return rest === 0 ? `${hours}h` : `${hours}h ${rest}min`;
}

/** What some actions take of people's time when all of them come. */
export function costOfActions(analysis: Analysis, actions: readonly Action[]): string {
  const minutes = actions.reduce((sum, action) => sum + minutesOf(analysis, action), 0);
  return minutes === 0 ? "no work of its own" : minutesText(minutes);
}

/** Of actions in turn the longest. */
export function minutesOf(analysis: Analysis, { kind, names, inTurn }: Action): number {
  const each = names.map((name) => {
    if (kind === "touch") {
      const touch = analysis.touch(name);
      return touch ? touch.effortMinutes + touch.prepMinutes : 0;
    }
    return kind === "task" ? (analysis.task(name)?.effortMinutes ?? 0) : 0;
  });
  return inTurn ? Math.max(0, ...each) : each.reduce((sum, one) => sum + one, 0);
}
