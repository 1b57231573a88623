/** The parser: a file is declarations, and what is no declaration is skipped up to the next one. */

import type { Rule } from "chevrotain";
import { type Choices, choicesOf } from "./choices.ts";
import { type ParserSettings, problemLimit, TooManyProblems } from "./parser-base.ts";
import { LibraryParser } from "./parser-libraries.ts";
import type { SyntaxProblem } from "./problems.ts";
import type { Comment, Scan } from "./scan.ts";
import { scan } from "./scan.ts";
import { byteOrderMark } from "./source.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { Declaration, File } from "./tree.ts";

/** Longer files are not read: no program is, and a mistaken input should say so at once. */
export const lengthLimit = 4_000_000;

export interface Parsed {
  file: File;
  /** In the order of the text. */
  problems: SyntaxProblem[];
  /** Every comment, doc comments too, in the order of the text. */
  comments: Comment[];
}

export class FileParser extends LibraryParser {
  private declarations: Declaration[] = [];

  constructor(settings: ParserSettings = {}) {
    super(settings);
    this.performSelfAnalysis();
  }

  /** The grammar as such: chevrotain asks it what could have stood where something else does. */
  override getGAstProductions(): Record<string, Rule> {
    const productions = super.getGAstProductions();
    return Object.keys(productions).length > 0 ? productions : workedOut().getGAstProductions();
  }

  read(text: string, scanned: Scan): { declarations: Declaration[]; problems: SyntaxProblem[] } {
    this.begin(text, scanned);
    this.declarations = [];
    try {
      this.file();
    } catch (error) {
      if (!(error instanceof TooManyProblems)) throw error;
    } finally {
      this.input = [];
    }
    return { declarations: this.declarations, problems: this.problems };
  }

  private file = this.RULE("file", (): void => {
    if (this.RECORDING_PHASE) {
      this.SUBRULE(this.declaration);
      return;
    }
    while (!this.atEnd()) {
      if (this.next(tokens.DeclarationWord)) {
        const declaration = this.attempt(() => this.SUBRULE(this.declaration));
        if (declaration) this.declarations.push(declaration);
      } else this.refuse();
    }
  });

  /** Something that begins no declaration. */
  private refuse(): void {
    const token = this.LA(1);
    if (this.next(tokens.Name) && !this.mayHaveContinued) this.unknownDeclaration(token);
    else this.unexpected(["a declaration"]);
    this.skip();
    this.resynchronise();
  }

  private declaration = this.RULE(
    "declaration",
    (): Declaration =>
      this.OR<Declaration>([
        { ALT: () => this.SUBRULE(this.use) },
        { ALT: () => this.SUBRULE(this.replacement) },
        { ALT: () => this.SUBRULE(this.ordinaryDeclaration) },
      ]),
  );

  /** `replace touch qbr { ... }`: the declaration begins with the word. */
  private replacement = this.RULE("replacement", (): Declaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.replace);
    const { span } = this.nameOf(first);
    const declaration = this.SUBRULE1(this.ordinaryDeclaration);
    return { ...declaration, ...doc, replaces: { span }, span: this.spanFrom(first) };
  });

  private ordinaryDeclaration = this.RULE(
    "ordinaryDeclaration",
    (): Declaration =>
      this.OR<Declaration>({
        DEF: [
          { ALT: () => this.SUBRULE(this.let) },
          { ALT: () => this.SUBRULE(this.account) },
          { ALT: () => this.SUBRULE(this.metric) },
          { ALT: () => this.SUBRULE(this.health) },
          { ALT: () => this.SUBRULE(this.event) },
          { ALT: () => this.SUBRULE(this.contact) },
          { ALT: () => this.SUBRULE(this.role) },
          { ALT: () => this.SUBRULE(this.calendar) },
          { ALT: () => this.SUBRULE(this.stage) },
          { ALT: () => this.SUBRULE(this.segments) },
          { ALT: () => this.SUBRULE(this.models) },
          { ALT: () => this.SUBRULE(this.journey) },
          { ALT: () => this.SUBRULE(this.work) },
          { ALT: () => this.SUBRULE(this.cadence) },
          { ALT: () => this.SUBRULE(this.trigger) },
          { ALT: () => this.SUBRULE(this.play) },
          { ALT: () => this.SUBRULE(this.escalation) },
          { ALT: () => this.SUBRULE(this.policy) },
          { ALT: () => this.SUBRULE(this.team) },
          { ALT: () => this.SUBRULE(this.cover) },
          { ALT: () => this.SUBRULE(this.test) },
          { ALT: () => this.SUBRULE(this.experiment) },
          { ALT: () => this.SUBRULE(this.measureDeclaration) },
          { ALT: () => this.SUBRULE(this.roi) },
          { ALT: () => this.SUBRULE(this.assume) },
        ],
        ERR_MSG: "a declaration",
      }),
  );
}

const parser = new FileParser();

let worked: FileParser | undefined;

/** A parser with the grammar worked out: one that reads its decisions from a table knows no more of it. */
function workedOut(): FileParser {
  worked ??= new FileParser({ choices: "none" });
  return worked;
}

/** The table of the grammar, for a build to keep. */
export function grammarChoices(): Choices {
  const { fullRuleNameToShort } = workedOut();
  return choicesOf(Object.values(workedOut().getGAstProductions()), fullRuleNameToShort);
}

/**
 * Parses one `.play` file. Never throws and always gives a tree, whatever the text is; what could not be read is
 * missing from the tree and told in `problems`. Offsets are UTF-16 units of `text`, a byte order mark included.
 */
export function parse(path: string, text: string): Parsed {
  const empty: File = { path, text, declarations: [] };
  if (text.length > lengthLimit) {
    const problem: SyntaxProblem = {
      kind: "too_large",
      limit: lengthLimit,
      length: text.length,
      span: { start: 0, end: 0 },
    };
    return { file: empty, problems: [problem], comments: [] };
  }
  const readable = text.startsWith(byteOrderMark) ? ` ${text.slice(1)}` : text;
  const scanned = scan(readable);
  if (scanned.problems.length > problemLimit) {
    return { file: empty, problems: firstOf(scanned.problems), comments: scanned.comments };
  }
  const { declarations, problems } = parser.read(text, scanned);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { file: { path, text, declarations }, problems, comments: scanned.comments };
}

function firstOf(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const { span } = problems[problemLimit]!;
  return [...problems.slice(0, problemLimit), { kind: "too_many", limit: problemLimit, span }];
}
