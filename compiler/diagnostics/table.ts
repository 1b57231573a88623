/**
 * The one table of all diagnostics: `0xx` syntax, `1xx` names, `2xx` types and units, `3xx` meaning, `4xx` the project,
 * `5xx` tests.
 * The one table of all diagnostics: `0xx` syntax, `1xx` names, `2xx` types and units, `3xx` meaning, `4xx` the project, `6xx` what is proved.
 * Reports, explanations and tests are made from it.
 */
import type { Span } from "../../grammar/tree.ts";
import { chanceMessages } from "./chance-messages.ts";
import type { Definition, Diagnostic, Related, Severity } from "./diagnostic.ts";
import { journeyMessages } from "./journey-messages.ts";
import { libraryMessages } from "./library-messages.ts";
import { meaningMessages } from "./meaning-messages.ts";
import { measureMessages } from "./measure-messages.ts";
import { nameMessages } from "./name-messages.ts";
import { peopleMessages } from "./people-messages.ts";
import { planMessages } from "./plan-messages.ts";
import { projectMessages } from "./project-messages.ts";
import { proofMessages } from "./proof-messages.ts";
import { rhythmMessages } from "./rhythm-messages.ts";
import { syntaxMessages } from "./syntax-messages.ts";
import { templateMessages } from "./template-messages.ts";
import { testMessages } from "./test-messages.ts";
import { typeMessages } from "./type-messages.ts";

export const diagnosticTable = {
  ...syntaxMessages,
  ...nameMessages,
  ...typeMessages,
  ...meaningMessages,
  ...journeyMessages,
  ...peopleMessages,
  ...libraryMessages,
  ...projectMessages,
  ...templateMessages,
  ...testMessages,
  ...proofMessages,
  ...chanceMessages,
  ...rhythmMessages,
  ...measureMessages,
  ...planMessages,
};

type Table = typeof diagnosticTable;

const byCode = new Map(
  Object.entries(diagnosticTable).map(([slug, { code, severity }]) => [code, { code, slug: slug as Slug, severity }]),
);

/** Every code, in order. */
export const codes: readonly string[] = [...byCode.keys()].sort();

/** What is defined under a code, letter for letter. */
export function definitionOf(code: string): { code: string; slug: Slug; severity: Severity } | undefined {
  return byCode.get(code);
}

export type Slug = keyof Table;

/** What the sentences of one kind of diagnostic are made from. */
export type ParametersOf<S extends Slug> = Table[S] extends Definition<infer Parameters> ? Parameters : never;

/** What a diagnostic may carry besides its sentences. */
export interface Extra {
  related?: Related[];
  suggestion?: string | undefined;
  unsure?: boolean;
}

/** Makes a diagnostic of the table. */
export function diagnostic<S extends Slug>(
  slug: S,
  parameters: ParametersOf<S>,
  file: string,
  span: Span,
  extra: Extra = {},
): Diagnostic {
  const definition: Definition<ParametersOf<S>> = diagnosticTable[slug] as Definition<never>;
  return {
    code: definition.code,
    slug,
    severity: definition.severity,
    ...definition.text(parameters),
    file,
    span,
    related: extra.related ?? [],
    parameters: parameters as object,
    ...(extra.suggestion === undefined ? {} : { suggestion: extra.suggestion }),
    ...(extra.unsure ? { unsure: true } : {}),
  };
}
