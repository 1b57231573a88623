/** Tests in the syntax tree: accounts made up for them, what happens to those, and what is expected then. */
import type { ActionSyntax, ConditionSyntax, Documented, Literal, Name, Range, Span, Value } from "./tree.ts";

/** What a test gives a field, role or metric; `unknown`: there is none. */
export type TestValue = Value | { kind: "unknown"; span: Span };

export interface AssignmentSyntax {
  name: Name;
  value?: TestValue;
  span: Span;
}

export type HistoryEntrySyntax =
  /** A value a day, over and over up to `to`; with `lineTo`, on a line from the one value to the other. */
  | {
      kind: "metric";
      name: Name;
      values: TestValue[];
      lineTo?: Value;
      on?: Value;
      from?: Value;
      to?: Value;
      span: Span;
    }
  | { kind: "event"; name: Name; on?: Value; at?: Value; fields: AssignmentSyntax[]; span: Span }
  /** `touch qbr delivered on DATE`: what was really delivered. */
  | {
      kind: "record";
      what: "touch" | "task";
      name: Name;
      on?: Value;
      at?: Value;
      fields: AssignmentSyntax[];
      span: Span;
    };

export type ExpectedThing = "trigger" | ActionSyntax["kind"] | "play" | "rung" | "stage";

/** What may stand behind the account, in any order; the checker knows which go together. */
export type ExpectedPart =
  | { kind: "outcome" | "source" | "target" | "rule"; name: Name; span: Span }
  | { kind: "on" | "by" | "before" | "after"; day?: Value; span: Span }
  | { kind: "from_to"; from?: Value; to?: Value; span: Span };

export type ExpectedSyntax =
  | {
      kind: "occurrence";
      count: { word: "some" | "no" | "exactly" | "at_most" | "at_least"; number?: Value };
      thing: ExpectedThing;
      name?: Name;
      /** `rung 2 of NAME` */
      rung?: Value;
      /** `stage pilot of "Sales"` */
      track?: Literal;
      account?: Name;
      parts: ExpectedPart[];
      span: Span;
    }
  /** `acme is in pilot of "Sales" at DATE` */
  | { kind: "inside"; not: boolean; stage?: Name; track?: Literal; account?: Name; at?: Value; span: Span }
  /** `health is 40..70 for acme at DATE`: what a score surely has, and what it may have. */
  | { kind: "points"; score: Name; range?: Range; account?: Name; at?: Value; span: Span }
  /** Without `account` its name is the subject of the condition: `acme is enterprise`. */
  | { kind: "state"; condition?: ConditionSyntax; account?: Name; at?: Value; span: Span };

export type TestItem = Documented &
  (
    | { kind: "account" | "people"; account?: Name; from?: Value; values: AssignmentSyntax[] }
    | { kind: "arms"; account?: Name; values: AssignmentSyntax[] }
    | { kind: "history"; account?: Name; entries: HistoryEntrySyntax[] }
    | { kind: "days"; range?: Range }
    | { kind: "expect"; expected?: ExpectedSyntax }
  );

export type TestDeclaration = Documented & { kind: "test"; title?: Literal; items: TestItem[] };
