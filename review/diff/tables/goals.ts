/** How measures, the return and assumed answers are compared and said. */
import type {
  Assumption,
  Condition,
  Expression,
  Goal,
  Measure,
  MeasureFigure,
  Per,
  Return,
  ReturnLine,
} from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byTable, type NodeRule, type Rename, type Rule, type Table } from "../rule.ts";
import { condition, doc, identity, names, together, toldWith, wording } from "../rules.ts";
import { renamedTree, withoutText } from "../trees.ts";

type Tree = Condition | Expression;

/** The figure in the names of the program after, without the words of its conditions. */
function renamedFigure(figure: MeasureFigure, rename: Rename, meant = withoutWords): unknown {
  switch (figure.kind) {
    case "revenue":
      return { ...figure, field: rename("field", figure.field) };
    case "accounts":
      return { ...figure, when: meant(figure.when, rename) };
    case "runs":
      return {
        ...figure,
        play: rename("play", figure.play),
        ...(figure.by && { by: { ...figure.by, field: rename("field", figure.by.field) } }),
      };
    case "touches":
      return {
        ...figure,
        ...(figure.touch !== undefined && { touch: rename("touch", figure.touch) }),
        event: rename("event", figure.event),
      };
    case "followed":
      return {
        ...figure,
        event: rename("event", figure.event),
        answer: rename("event", figure.answer),
        where: meant(figure.where, rename),
      };
    case "events":
      return {
        ...figure,
        event: rename("event", figure.event),
        where: meant(figure.where, rename),
        minus: meant(figure.minus, rename),
      };
    case "time": {
      const { from, to } = figure;
      return {
        ...figure,
        from: rename("field", from),
        to:
          "field" in to
            ? { field: rename("field", to.field) }
            : { event: rename("event", to.event), where: meant(to.where, rename) },
      };
    }
    case "change": {
      const { since } = figure;
      return {
        ...figure,
        metric: rename("metric", figure.metric),
        since: "touch" in since ? { touch: rename("touch", since.touch) } : { event: rename("event", since.event) },
      };
    }
  }
}

function withoutWords(tree: Tree | undefined, rename: Rename): unknown {
  return tree && withoutText(renamedTree(tree, rename));
}

function withWords(tree: Tree | undefined, rename: Rename): unknown {
  return tree && renamedTree(tree, rename);
}

interface WithGoal {
  goal?: Goal;
  goalText?: string;
}

function goal<Node extends WithGoal>(): Rule<Goal | undefined, Node> {
  return together<Goal | undefined, Node>(
    "target",
    (node) => node.goal ?? null,
    ({ goalText }) => (goalText === undefined ? "" : `target ${goalText}`),
  );
}

const goalWords = <Node extends WithGoal>(): Rule<string | undefined, Node> =>
  wording("target", (node) => node.goal ?? null);

const measureTable: Table<Measure> = {
  name: identity(),
  path: identity(),
  figure: {
    ...together<MeasureFigure, Measure>(
      "figure",
      ({ figure }, rename) => renamedFigure(figure, rename),
      ({ text }) => text,
    ),
    atoms: (figure, rename) => [`figure ${JSON.stringify(renamedFigure(figure, rename))}`, figure.kind],
  },
  text: wording(
    "figure",
    ({ figure }, rename) => renamedFigure(figure, rename),
    ({ figure }, rename) => renamedFigure(figure, rename, withWords),
  ),
  among: condition("among", "true"),
  by: condition("by"),
  goal: goal(),
  goalText: goalWords(),
  doc: doc(),
};

export const measure: NodeRule<Measure> = byTable<Measure>(measureTable, (node) => {
  const among = node.among ? ` among ${node.among.text}` : "";
  const by = node.by ? ` by (${node.by.text})` : "";
  return `${node.text}${among}${by}${node.goalText === undefined ? "" : ` target ${node.goalText}`}`;
});

// ---- the return ------------------------------------------------------------------------------------------------------

function renamedPer(per: Per, rename: Rename): Per {
  switch (per.kind) {
    case "hour":
      return { ...per, role: rename("role", per.role) };
    case "touch":
      return { ...per, touch: rename("touch", per.touch) };
    case "won":
      return { ...per, play: rename("play", per.play) };
    case "event":
      return { ...per, event: rename("event", per.event) };
    default:
      return per;
  }
}

function renamedLine({ amount, per }: ReturnLine, rename: Rename) {
  return {
    amount: amount.kind === "share" ? { ...amount, field: rename("field", amount.field) } : amount,
    per: renamedPer(per, rename),
  };
}

const returnLine: NodeRule<ReturnLine> = byTable<ReturnLine>(
  {
    name: identity(),
    path: identity(),
    side: identity(),
    amount: together("amount", renamedLine, ({ text }) => text),
    per: toldWith(),
    text: wording("amount", renamedLine),
    doc: doc(),
  },
  ({ side, name, text }) => `${side} ${name} ${text}`,
);

export const roi: NodeRule<Return> = byTable<Return>({
  lines: parts({
    clause: "line",
    rule: {
      ...returnLine,
      atoms: (node, rename) => [JSON.stringify(renamedLine(node, rename)), node.side],
    },
    label: ({ side, name }) => `${side} ${name}`,
    nameOf: ({ side, name }) => `${side} ${name}`,
    isOrdered: true,
  }),
  goal: goal(),
  goalText: goalWords(),
  doc: doc(),
});

// ---- assumed answers --------------------------------------------------------------------------------------------------

function renamedAnswer({ of, event, share, within, segments, models }: Assumption, rename: Rename) {
  return {
    of: of.kind === "touch" ? { ...of, touch: rename("touch", of.touch) } : of,
    event: rename("event", event),
    share,
    ...(within && { within }),
    ...(segments && { segments: names("segment", true)(segments, rename) }),
    ...(models && { models: names("model", true)(models, rename) }),
  };
}

const assumption: NodeRule<Assumption> = {
  ...byTable<Assumption>(
    {
      path: identity(),
      of: together("answers", renamedAnswer, ({ text }) => text),
      event: toldWith(),
      share: toldWith(),
      within: toldWith(),
      segments: toldWith(),
      models: toldWith(),
      text: wording("answers", renamedAnswer),
      doc: doc(),
    },
    ({ text }) => text,
  ),
  atoms(node, rename) {
    const { of, event, share, within, segments = [], models = [] } = renamedAnswer(node, rename);
    const whom = [...segments, ...models].map((each) => `for ${each}`);
    const when = within ? [`within ${JSON.stringify(within)}`] : [];
    return [`of ${JSON.stringify(of)}`, `event ${event}`, `share ${share}`, ...when, ...whom];
  },
};

/** All lines of `assume`, whose order says nothing. */
export interface Assumed {
  lines: readonly Assumption[];
}

function subject({ of, event }: Assumption): string {
  const whose = of.kind === "touch" ? `touch ${of.touch}` : of.kind === "channel" ? of.channel : "touches";
  return `${whose} ${event}`;
}

export const assume: NodeRule<Assumed> = byTable<Assumed>({
  lines: parts({ clause: "line", rule: assumption, label: subject, isOrdered: false }),
});
