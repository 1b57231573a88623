/** Proves of segments that somebody can be in each, and that everybody is in one. */
import type { Formula } from "../formula.ts";
import { isNever, type Proofs } from "./context.ts";

export function proveSegments({ declared, model, prover }: Proofs): void {
  const { known } = prover;
  const earlier: Formula[] = [];
  const syntaxes = declared("segments").flatMap(({ checker, declaration }) =>
    declaration.segments.map((syntax) => ({ checker, syntax })),
  );
  let taken: string | undefined;
  for (const { name, when } of model.segments) {
    const found = syntaxes.find(({ syntax }) => syntax.name?.text === name);
    if (!found || taken !== undefined) continue;
    const { checker, syntax } = found;
    const span = syntax.when?.span ?? syntax.name!.span;
    if (when && isNever(prover, known.holds(when))) {
      checker.report("segment-never", { segment: name }, span);
    } else if (isNever(prover, ...earlier, ...(when ? [known.holds(when)] : []))) {
      checker.report("segment-shadowed", { segment: name, before: namesBefore(name, model.segments) }, span);
    } else if (when && name !== model.segments[model.segments.length - 1]?.name && isNever(prover, known.fails(when))) {
      checker.report("segment-takes-all", { segment: name }, span);
      taken = name;
    }
    if (when) earlier.push(known.fails(when));
  }
  const last = model.segments[model.segments.length - 1];
  const place = syntaxes[syntaxes.length - 1];
  if (!last || !place?.syntax.name || model.segments.some(({ when }) => when === undefined)) return;
  const left = prover.possible({ kind: "all", parts: earlier });
  if (left.kind !== "yes") return;
  place.checker.report("segment-gap", { example: left.example }, place.syntax.name.span);
}

function namesBefore(name: string, segments: readonly { name: string }[]): string[] {
  return segments
    .slice(
      0,
      segments.findIndex((each) => each.name === name),
    )
    .map((each) => each.name);
}
