/**
 * What a change of a program comes to, in the words of the language: the contract between the comparison and whoever shows
 * it. As JSON it is `diff.schema.json`.
 */
import type { Path, SourcePlace } from "../schedule/types.ts";
import type { ProgramComparison } from "./compare/types.ts";
import type { InFlight } from "./in-flight/types.ts";
import type { Witness } from "./witness/types.ts";

/** What a schedule declares, in the order of the language. */
export const declarationKinds = [
  "currency",
  "account",
  "field",
  "metric",
  "health",
  "event",
  "contact",
  "role",
  "calendar",
  "stage",
  "journey",
  "segments",
  "segment",
  "models",
  "model",
  "touch",
  "template",
  "task",
  "cadence",
  "trigger",
  "play",
  "escalation",
  "experiment",
  "measure",
  "roi",
  "assume",
  "policy",
  "team",
  "cover",
] as const;
export type DeclarationKind = (typeof declarationKinds)[number];

/** Something before the change and after it; null where it is not there. */
export interface Both<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** A part of a declaration, by what a person would call it: `step qbr`, `phase reach`. */
export interface Part extends Both<string> {
  readonly clause: string;
}

/** `renamed`: as like as most of its clauses; `order`: the same parts in another order. */
export type ChangeWhat = "added" | "removed" | "renamed" | "changed" | "order";

export interface Change {
  readonly kind: DeclarationKind;
  /** Of the declaration; null where there is one of its kind, and on the side where there is none. */
  readonly name: Both<string>;
  /** The parts of it that the change stands in, the outermost first. */
  readonly within: readonly Part[];
  readonly what: ChangeWhat;
  /** The clause that is another one: `rest`, `when`; null where the declaration is meant. */
  readonly clause: string | null;
  /** As the language says it, in the words of each side; null where that side has nothing to say. */
  readonly text: Both<string>;
  /** Of `words` alone: what is meant is the same (a doc comment, a condition put otherwise). */
  readonly weight: "meaning" | "words";
  /** Of a condition: which way it moved. */
  readonly movement: Movement | null;
  readonly places: Both<SourcePlace>;
  readonly paths: Both<Path>;
}

/**
 * Which way a condition moved, for every account there could be and whatever is known of it.
 * `equal`: true for the same, and false for the same. `alike`: true for the same; whether it is also false for the same is
 * not proved. `stricter`: wherever it is true now, it was before. `looser`: wherever it was true, it is now. `disjoint`:
 * never true where it was before. `neither`: there are accounts of which only the one is true, and such of which only the
 * other is. `unproved`: nothing of this is sure.
 */
export interface Movement {
  readonly kind: "equal" | "alike" | "stricter" | "looser" | "disjoint" | "neither" | "unproved";
  /** An account of which it was true and is not any more, in words. */
  readonly lost: string | null;
  /** An account of which it is true and was not before. */
  readonly gained: string | null;
  /** Of `unproved`: declarations it reads that changed, too, `segment smb`. */
  readonly because: readonly string[];
}

/** What two schedules differ in. */
export interface ProgramDiff {
  /** Of the two schedules. */
  readonly digest: { readonly before: string; readonly after: string };
  /** In order of kind, name and clause; none where the two schedules say the same. */
  readonly changes: readonly Change[];
}

/** Which node of one program is which of the other, by path: what goes on when a program is changed under way. */
export interface Pairing {
  readonly before: Path;
  readonly after: Path;
}

export interface Compared {
  readonly diff: ProgramDiff;
  /** Declarations and parts that both programs have, renamed and moved ones included. */
  readonly pairs: readonly Pairing[];
}

// ---- what `playc diff` says -------------------------------------------------------------------------------------------

/** One of the two programs. */
export interface Side {
  readonly kind: "folder" | "schedule" | "revision";
  /** As it was asked for: `main`, `playbooks/saas`; `main...ours`: the last commit that both have. */
  readonly name: string;
  /** Of a revision: its commit. */
  readonly commit: string | null;
  /** Of a revision: the project's folder from the top of the repository, without a slash at its end; empty for the top. */
  readonly folder?: string;
  /** Null where the program has errors. */
  readonly digest: string | null;
}

/** A mistake of one of the programs, as in the JSON of `playc check`. */
export interface SideProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A file or declaration that was added, removed or changed, as far as words go. */
export interface TextChange {
  readonly what: "added" | "removed" | "changed";
  /** `trigger login_drop`; a file's path. */
  readonly name: string;
}

/** What changed in the words of two programs of which one has errors: no meaning is claimed. */
export interface TextDiff {
  readonly files: readonly TextChange[];
  readonly declarations: readonly TextChange[];
}

/** Something to know about the comparison itself. */
export interface Note {
  readonly code: "cosmetic" | "uncommitted" | "moved" | "project-file" | "tests" | "links";
  readonly text: string;
}

/** What one key of `playc.yaml` says in both, as it stands there: `budgets.late`, `metrics[usage.csv].columns.logins`. */
export interface SettingChange {
  readonly key: string;
  readonly text: Both<string>;
}

/** What `playc diff --format json` prints: `review/diff.schema.json`. */
export interface DiffReport {
  readonly format: "playc-diff";
  readonly version: 1;
  readonly before: Side;
  readonly after: Side;
  /** In order of kind, name and clause; null where one of the programs has errors. */
  readonly changes: readonly Change[] | null;
  /** Where one of the programs has errors: what can be said all the same. */
  readonly texts: TextDiff | null;
  /** Errors of the two programs. */
  readonly problems: { readonly before: readonly SideProblem[]; readonly after: readonly SideProblem[] };
  readonly notes: readonly Note[];
  /** What differs in `playc.yaml`, budgets first; absent where one of the two has none that can be read, as a schedule. */
  readonly settings?: readonly SettingChange[];
  /** With `--simulate`: why nothing was simulated, and no budget judged. */
  readonly notSimulated?: { readonly kind: "program" | "usage" | "data" | "io"; readonly message: string };
  /** With `--simulate`: what both do on the same histories. */
  readonly simulated?: ProgramComparison;
  /** With `--simulate`: who is in the middle of what when the program changes. */
  readonly inFlight?: InFlight;
  /** With `--witness`: of each changed declaration that does something, a history that shows the change. */
  readonly witnesses?: readonly Witness[];
}
