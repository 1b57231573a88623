/** What one library offers, and what follows from taking some of it. */
import type { File, Name, UseDeclaration, UseItemSyntax } from "../../grammar/tree.ts";
import { likely } from "../diagnostics/suggest.ts";
import type { Checker, Program } from "../program.ts";
import type { Library } from "./library.ts";
import { needsOf } from "./needs.ts";
import { type Unit, unitsOf } from "./units.ts";

/** What hangs on a library's files, and on nothing that a project says of it. */
interface Content {
  readonly units: readonly Unit[];
  readonly byKey: ReadonlyMap<string, readonly Unit[]>;
  readonly needs: ReadonlyMap<Unit, ReadonlySet<string>>;
}

export class Offer {
  readonly units: readonly Unit[];
  readonly #byKey: Content["byKey"];
  readonly #needs: Content["needs"];

  constructor(
    readonly library: Library,
    files: readonly File[],
    program: Program,
  ) {
    const content = () => contentOf(files, program);
    const { units, byKey, needs } = program.keeping?.ofFiles(program, files, content) ?? content();
    this.units = units;
    this.#byKey = byKey;
    this.#needs = needs;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** The units that `use` names; what the library does not have is reported. */
  named(checker: Checker, { items }: UseDeclaration): Unit[] {
    return items === undefined ? [...this.units] : items.flatMap((item) => this.#ofItem(checker, item));
  }

  #ofItem(checker: Checker, { word, names, all }: UseItemSyntax): Unit[] {
    const kind = word.text;
    const candidates = this.units.filter(({ declaration, keys: [key] }) =>
      kind === "metric" ? key.startsWith("metric ") : declaration.kind === kind,
    );
    if (names.length > 0) return names.flatMap((name) => this.#called(checker, kind, name, candidates));
    // A score may do without its name.
    const found =
      kind === "health" && !all ? candidates.filter(({ keys: [key] }) => key === "metric health") : candidates;
    if (found.length === 0) {
      checker.report("not-in-library", { library: this.library.name, what: kind, suggestion: undefined }, word.span);
    }
    return found;
  }

  #called(checker: Checker, kind: string, { text, span }: Name, candidates: readonly Unit[]): Unit[] {
    const scope = kind === "health" ? "metric" : kind;
    const found = candidates.filter(({ keys }) => keys[0] === `${scope} ${text}`);
    if (found.length > 0) return found;
    const near = likely(
      text,
      candidates.map(({ keys: [key] }) => key.slice(scope.length + 1)),
    );
    const parameters = { library: this.library.name, what: `${kind} ${text}`, suggestion: near.suggestion };
    checker.report("not-in-library", parameters, span, near);
    return [];
  }

  /**
   * What is reached from some units by what they need. A unit that `stops` is reached, and what it needs is not asked.
   */
  reached(from: Iterable<Unit>, stops: (unit: Unit) => boolean): Set<Unit> {
    const reached = new Set(from);
    // A set hands out what is added while it is walked.
    for (const unit of reached) {
      if (stops(unit)) continue;
      for (const key of this.#needs.get(unit) ?? []) {
        for (const needed of this.#byKey.get(key) ?? []) reached.add(needed);
      }
    }
    return reached;
  }
}

function contentOf(files: readonly File[], program: Program): Content {
  const units = files.flatMap(unitsOf);
  const byKey = new Map<string, Unit[]>();
  for (const unit of units) {
    for (const key of unit.keys) {
      const same = byKey.get(key);
      if (same) same.push(unit);
      else byKey.set(key, [unit]);
    }
  }
  return { units, byKey, needs: needsOf(units, program) };
}
