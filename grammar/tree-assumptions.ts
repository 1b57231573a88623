/** The syntax tree of `assume`: how many deliveries of which touches an event is taken to answer. */
import type { Name, Span, Value } from "./tree.ts";

/** `email reply 9% within 3d for enterprise` */
export interface AssumptionSyntax {
  span: Span;
  doc?: string;
  /** Deliveries by a channel, of one touch, or (`touches`) all; `name` of the channel or touch. */
  of: "channel" | "touch" | "touches";
  name?: Name;
  event?: Name;
  share?: Value;
  within?: Value;
  /** Segments and models; empty: for all. */
  whom: Name[];
}

export interface AssumeDeclaration {
  kind: "assume";
  lines: AssumptionSyntax[];
  span: Span;
  doc?: string;
}
