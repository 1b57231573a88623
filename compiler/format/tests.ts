/** Where tests may break: their accounts, histories and expectations. */
import type {
  AssignmentSyntax,
  ExpectedSyntax,
  HistoryEntrySyntax,
  Span,
  TestDeclaration,
} from "../../grammar/tree.ts";
import { layOutCondition } from "./conditions.ts";
import type { Layout } from "./layout.ts";

export function layOutTest(layout: Layout, { span, items }: TestDeclaration): void {
  const column = layout.block(span, 0, [], startsOf(layout, items));
  for (const item of items) {
    switch (item.kind) {
      case "account":
      case "people":
      case "arms":
        layOutAssignments(layout, item.span, item.values, column);
        break;
      case "history": {
        const inside = layout.block(item.span, column, [], startsOf(layout, item.entries));
        for (const entry of item.entries) layOutEntry(layout, entry, inside);
        break;
      }
      case "days":
        layout.item(item.span, column);
        break;
      case "expect":
        layOutExpected(layout, item.span, item.expected, column);
    }
  }
}

function layOutEntry(layout: Layout, entry: HistoryEntrySyntax, column: number): void {
  if (entry.kind === "metric") layout.list(entry.values, layout.item(entry.span, column));
  else layOutAssignments(layout, entry.span, entry.fields, column);
}

function layOutAssignments(layout: Layout, span: Span, values: readonly AssignmentSyntax[], column: number): void {
  const inside = layout.block(span, column, [], startsOf(layout, values));
  for (const value of values) layout.item(value.span, inside);
}

function layOutExpected(layout: Layout, span: Span, expected: ExpectedSyntax | undefined, column: number): void {
  if (expected?.kind === "occurrence") layout.item(span, column, startsOf(layout, expected.parts));
  else {
    const inside = layout.item(span, column);
    if (expected?.kind === "state") layOutCondition(layout, expected.condition, inside);
  }
}

function startsOf(layout: Layout, nodes: readonly { span: Span }[]): number[] {
  return nodes.map(({ span }) => layout.firstOf(span));
}
