/** Proves of segments that somebody can be in each, and that everybody is in one. */
import type { Proofs } from "./context.ts";
import { foundOf, proveSearch } from "./search.ts";

export function proveSegments({ declared, model, prover }: Proofs): void {
  const written = declared("segments").flatMap(({ checker, declaration }) =>
    declaration.segments.map((syntax) => ({ checker, syntax })),
  );
  const left = proveSearch(foundOf(model.segments, written), prover, {
    never: ({ checker, name, span }) => checker.report("segment-never", { segment: name }, span),
    shadowed: ({ checker, name, span }, before) => checker.report("segment-shadowed", { segment: name, before }, span),
    takesAll: ({ checker, name, span }) => checker.report("segment-takes-all", { segment: name }, span),
  });
  const place = written[written.length - 1];
  const isTotal = model.segments.some(({ when }) => when === undefined);
  if (model.segments.length === 0 || !place?.syntax.name || isTotal) return;
  const gap = prover.possible({ kind: "all", parts: left });
  if (gap.kind === "yes") place.checker.report("segment-gap", { example: gap.example }, place.syntax.name.span);
}
