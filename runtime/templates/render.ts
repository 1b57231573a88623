/**
 * What one customer would read of a touch on a day: its template, filled in as of that day's opening. Values are text
 * and nothing else: a brace or a command in one is a brace or a command.
 */
import type { Schedule, Template, TemplatePart, Touch } from "../../schedule/types.ts";
import type { AccountView, Conditions } from "../conditions/index.ts";
import { openingOf, valueOn } from "../engine/scope.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { AccountState } from "../engine/state.ts";
import type { AccountHistory, EpochDay } from "../histories/types.ts";
import { plainText, quantityText, valueText, wordText } from "./values.ts";

/** A slot whose value nobody knows that day, and that says nothing else to write. */
export interface Gap {
  /** `account.goal`. */
  what: string;
  /** In the template. */
  file: string;
  line: number | undefined;
}

export interface Rendering {
  subject?: string;
  text: string;
  /** Where there are any, the text must not be sent. */
  gaps: readonly Gap[];
}

type Slot = Exclude<TemplatePart, { kind: "text" }>;

interface Reader {
  readonly schedule: Schedule;
  readonly conditions: Conditions;
  readonly view: AccountView;
  readonly history: AccountHistory;
  readonly touch: Touch;
  readonly day: EpochDay;
}

/**
 * Undefined when the account is not a customer on that day. `day` is the last one that the simulation reports; the
 * touch's template must be among those of the schedule.
 */
export function renderTouch(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  touch: Touch,
): Rendering | undefined {
  const template = schedule.templates?.find(({ file }) => file === touch.template);
  if (!template) throw new RangeError(`the touch ${touch.name} has no template`);
  const day = simulation.range.to;
  let rendering: Rendering | undefined;
  simulation.run(history, {
    opened: ({ program: { conditions }, view }, on) => {
      if (on === day) rendering = fill(template, { schedule, conditions, view, history, touch, day });
    },
    closed: () => undefined,
  });
  return rendering;
}

/** The same for an account in the engine's hands, at the opening of a day; undefined for a touch without template. */
export function renderAt(
  { program: { schedule, conditions }, view, history }: AccountState,
  touch: Touch,
  day: EpochDay,
): Rendering | undefined {
  const template = schedule.templates?.find(({ file }) => file === touch.template);
  return template && fill(template, { schedule, conditions, view, history, touch, day });
}

function fill({ file, subject, body }: Template, reader: Reader): Rendering {
  const gaps: Gap[] = [];
  let slots = 0;
  const textOf = (parts: readonly TemplatePart[]) =>
    parts
      .map((part) => {
        if (part.kind === "text") return part.text;
        slots++;
        const text = slotText(part, reader);
        if (text !== undefined) return text;
        const place = `touch ${reader.touch.name}/slot/${slots}`;
        const { sources } = reader.schedule;
        const line = Object.hasOwn(sources, place) ? sources[place]!.line : undefined;
        gaps.push({ what: slotName(part), file, line });
        return "";
      })
      .join("");
  return { ...(subject && { subject: textOf(subject) }), text: textOf(body), gaps };
}

function slotName(slot: Slot): string {
  return slot.kind === "touch" ? `touch.${slot.what}` : `${slot.kind}.${slot.name}`;
}

/** Undefined for a gap. A value of blanks and controls alone is none. */
function slotText(slot: Slot, reader: Reader): string | undefined {
  if (slot.kind === "touch") return touchText(slot.what, reader.touch);
  const text = knownText(slot.kind, slot.name, reader);
  return text === undefined || text === "" ? slot.otherwise : text;
}

function touchText(what: Extract<Slot, { kind: "touch" }>["what"], touch: Touch): string {
  switch (what) {
    case "name":
      return wordText(touch.name);
    case "purpose":
      return touch.purposes.map(wordText).join(", ");
    case "kind":
      return touch.kind;
    case "owner":
      return wordText(touch.owner);
  }
}

function knownText(kind: Exclude<Slot["kind"], "touch">, name: string, reader: Reader): string | undefined {
  const { schedule, conditions, view, history, day } = reader;
  if (kind === "account") {
    const field = schedule.account.fields.find((each) => each.name === name)!;
    const value = conditions.fieldOn(view, name, day);
    return value === undefined ? undefined : valueText(field.type, value, schedule.currency, history.zone);
  }
  if (kind === "metric") {
    const { quantity } = schedule.metrics.find((each) => each.name === name)!;
    const value = conditions.metricOn(view, name, openingOf(day));
    return value === undefined ? undefined : quantityText(quantity, value, schedule.currency);
  }
  const person = valueOn(history.people.get(name) ?? [], day);
  return person === undefined ? undefined : plainText(String(person));
}
