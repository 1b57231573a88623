/** How touches, tasks, templates, cadences and triggers are compared and said. */
import type { Figure } from "../../../schedule/figures.ts";
import type {
  Cadence,
  Step,
  StepTiming,
  Task,
  Template,
  TemplatePart,
  Touch,
  TouchTarget,
  Trigger,
} from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byTable, isSame, type NodeRule, type Rename, type Rule, tell } from "../rule.ts";
import { clause, condition, doc, identity, leaf, name, nested, together, toldWith } from "../rules.ts";
import { figureText, lengthText, line, quoted, shareText } from "../words.ts";
import { actions, actionsLabel, forWhom, length, onChange, scope, segmentsOf } from "./actions.ts";
import { occasion } from "./journeys.ts";

// ---- touches ---------------------------------------------------------------------------------------------------------

const minutes = <Node>(keyword: string): Rule<number, Node> =>
  clause<number, Node>(keyword, (amount) =>
    amount === 0 ? "" : `${keyword} ${lengthText({ unit: "minutes", amount })}`,
  );
const effort = <Node>(): Rule<number, Node> =>
  clause<number, Node>("effort", (amount) => `effort ${lengthText({ unit: "minutes", amount })}`);
const owner = <Node>(): Rule<string, Node> => clause<string, Node>("owner", (role) => `owner ${role}`, name("role"));

const share = ({ operator, ratio }: TouchTarget) => `${operator} ${shareText(ratio)}`;

const target: NodeRule<TouchTarget> = byTable<TouchTarget>(
  {
    event: clause("event", (event) => event, name("event")),
    operator: together("goal", ({ operator, ratio }) => [operator, ratio], share),
    ratio: toldWith(),
    segments: forWhom(),
    models: toldWith(),
  },
  ({ event, segments = [], models = [], ...goal }) => {
    const whom = [...segments, ...models];
    return line(`target ${event} ${share(goal as TouchTarget)}`, whom.length > 0 ? `for ${whom.join(", ")}` : "");
  },
);

export const touch: NodeRule<Touch> = byTable<Touch>({
  name: identity(),
  channels: clause("channel", (channels) => `channel ${channels.join(" or ")}`),
  owner: owner(),
  effortMinutes: effort(),
  prepMinutes: minutes("prep"),
  purposes: clause("purpose", (purposes) => (purposes.length === 0 ? "" : `purpose ${purposes.join(", ")}`)),
  kind: clause("kind", (kind) => `kind ${kind}`),
  template: clause("template", (file) => `template ${quoted(file)}`, name("template")),
  targets: parts({ clause: "target", rule: target, label: ({ event }) => event, isOrdered: true }),
  neverDropped: clause("never dropped", (never) => (never ? "never dropped" : "")),
  doc: doc(),
});

export const task: NodeRule<Task> = byTable<Task>({
  name: identity(),
  owner: owner(),
  effortMinutes: effort(),
  prepMinutes: minutes("prep"),
  doc: doc(),
});

// ---- templates -------------------------------------------------------------------------------------------------------

const slotKinds = { account: "field", contact: "contact", role: "role", metric: "metric" } as const;

/** The text as it stands in the file: a brace that is meant as such has a backslash. */
function sourceOf(all: readonly TemplatePart[]): string {
  return all.map(partSource).join("");
}

function partSource(part: TemplatePart): string {
  if (part.kind === "text") return part.text.replaceAll("{", "\\{");
  if (part.kind === "touch") return `{touch.${part.what}}`;
  return `{${part.kind}.${part.name}${part.otherwise === undefined ? "" : ` otherwise ${quoted(part.otherwise)}`}}`;
}

function renamedParts(all: readonly TemplatePart[], rename: Rename): TemplatePart[] {
  return all.map((part) =>
    part.kind === "text" || part.kind === "touch" ? part : { ...part, name: rename(slotKinds[part.kind], part.name) },
  );
}

const linesOf = parts<{ text: string }, { text: string }[], unknown>({
  clause: "line",
  rule: leaf("line", ({ text }) => text),
  label: ({ text }) => text,
  isOrdered: true,
});

/** A text, line by line. */
function text(): Rule<TemplatePart[], Template> {
  const lines = (all: readonly TemplatePart[]) =>
    sourceOf(all)
      .split("\n")
      .map((each) => ({ text: each }));
  return {
    tells: linesOf.tells,
    text: sourceOf,
    atoms: (all, rename) => lines(renamedParts(all, rename)).map((each) => each.text),
    compare({ before, after }, nodes, spot, telling) {
      const renamed = renamedParts(before, telling.rename);
      if (isSame(renamed, after)) return;
      const values = { before: lines(renamed), after: lines(after) };
      if (isSame(values.before, values.after)) {
        tell(spot, telling, {
          clause: "text",
          text: { before: sourceOf(renamed), after: sourceOf(after) },
          isWords: true,
        });
      } else linesOf.compare(values, nodes, spot, telling);
    },
  };
}

export const template: NodeRule<Template> = byTable<Template>({
  file: identity(),
  subject: clause(
    "subject",
    (subject) => `Subject: ${sourceOf(subject)}`,
    (subject, rename) => renamedParts(subject, rename),
  ),
  body: text(),
});

// ---- cadences --------------------------------------------------------------------------------------------------------

function timingText(timing: StepTiming): string {
  switch (timing.kind) {
    case "every":
      return `every ${lengthText(timing.every)}${timing.atOnce ? " at once" : ""}`;
    case "day":
      return `day ${timing.day}`;
    case "week":
      return `week ${timing.week}`;
    case "every_from":
      return `from day ${timing.day} every ${lengthText(timing.every)}`;
    case "before":
      return lengthText(timing.before);
  }
}

const step: NodeRule<Step> = byTable<Step>({
  path: identity(),
  timing: clause<Figure<StepTiming>, Step>("timing", (timing) => figureText(timing, timingText), segmentsOf),
  actions: actions(),
  notWithin: clause<Step["notWithin"], Step>(
    "not within",
    ({ over, touch: called }) => `not within ${figureText(over, lengthText)} of ${called}`,
    ({ over, touch: called }, rename) => ({ over: segmentsOf(over, rename), touch: rename("touch", called) }),
  ),
  when: condition("when", "true"),
  unless: condition("unless", "false"),
  doc: doc(),
});

export const cadence: NodeRule<Cadence> = byTable<Cadence>({
  name: identity(),
  path: identity(),
  scope: scope(),
  anchor: clause(
    "anchor",
    ({ kind, field }) => `${kind} ${field}`,
    ({ kind, field }, rename) => ({ kind, field: rename("field", field) }),
  ),
  onChange: onChange(),
  steps: parts({ clause: "step", rule: step, label: (each) => actionsLabel(each.actions), isOrdered: true }),
  doc: doc(),
});

// ---- triggers --------------------------------------------------------------------------------------------------------

export const trigger: NodeRule<Trigger> = byTable<Trigger>({
  name: identity(),
  path: identity(),
  scope: scope(),
  level: clause("level", (level) => `level ${level}`),
  cause: nested(occasion),
  actions: actions(),
  rest: length("rest"),
  until: condition("until", "false"),
  doc: doc(),
});
