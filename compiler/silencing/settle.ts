/**
 * How bad each diagnostic is in this project: warnings may be raised, lowered and silenced with a reason, errors may not.
 * A silencing that silences nothing is told of, so that none outlives what it was written for.
 */
import type { Span } from "../../grammar/tree.ts";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { codes, definitionOf, diagnostic } from "../diagnostics/table.ts";
import type { Directive, Places, Silencings } from "./directives.ts";

/** One entry of `diagnostics:` in `playc.yaml`. */
export interface SeverityRule {
  code: string;
  severity: Severity | "off";
  reason?: string;
  /** Of its key, in the text of `playc.yaml`. */
  span: Span;
}

export interface Settled {
  diagnostics: Diagnostic[];
  silenced: Diagnostic[];
}

const projectFileName = "playc.yaml";
/** Its own rule is asked last: it speaks of all others. */
const unusedCode = "PLAY408";

/** `isComplete`: whether every warning was asked for, so that what silenced nothing is not needed. */
export function settle(
  found: readonly Diagnostic[],
  rules: readonly SeverityRule[],
  files: readonly FileSilencings[],
  isComplete: boolean,
): Settled {
  const judge = new Judge(rules, files);
  const settled: Settled = { diagnostics: judge.mistakes(), silenced: [] };
  judge.take(found, settled);
  if (!isComplete) return settled;
  judge.take(
    judge.unused((code) => code !== unusedCode),
    settled,
  );
  settled.diagnostics.push(...judge.unused((code) => code === unusedCode));
  return settled;
}

/** `isTold`: whether a silencing of the file that silences nothing is told of. */
type FileSilencings = Silencings & { isTold: boolean };

/** One `allow` or `off`, and where it is written. */
interface Silencer {
  code: string;
  file: string;
  span: Span;
}

class Judge {
  readonly #rules = new Map<string, SeverityRule>();
  readonly #places = new Map<string, Places>();
  /** By file, code and target. */
  readonly #allowed = new Map<string, Silencer>();
  readonly #silencers: Silencer[] = [];
  readonly #used = new Set<Silencer>();
  readonly #mistakes: Diagnostic[] = [];

  constructor(rules: readonly SeverityRule[], files: readonly FileSilencings[]) {
    for (const rule of rules) this.#addRule(rule);
    for (const { path, directives, places, isTold } of files) {
      this.#places.set(path, places);
      for (const directive of directives) this.#addDirective(directive, path, isTold);
    }
  }

  /** What is wrong with the rules and directives themselves. */
  mistakes(): Diagnostic[] {
    return [...this.#mistakes];
  }

  #addRule(rule: SeverityRule): void {
    const { span, severity } = rule;
    const code = this.#codeMeant({ text: rule.code, span }, rule, projectFileName, severity === "error");
    if (code === undefined) return;
    this.#rules.set(code, rule);
    if (severity === "off") this.#addSilencer({ code, file: projectFileName, span }, code, code === rule.code);
  }

  #addDirective(directive: Directive, file: string, isTold: boolean): void {
    const { span, target } = directive;
    if (directive.code === undefined) {
      this.#mistakes.push(diagnostic("unreadable-allow", {}, file, span));
      return;
    }
    const code = this.#codeMeant(directive.code, directive, file, false);
    if (code === undefined) return;
    const key = target && keyOf(file, code, target.kind, target.kind === "line" ? target.line : target.start);
    this.#addSilencer({ code, file, span }, key, isTold && code === directive.code.text);
  }

  /** Of two for the same, the first silences. One whose code was reported already is not told of again. */
  #addSilencer(silencer: Silencer, key: string | undefined, isSound: boolean): void {
    if (isSound) this.#silencers.push(silencer);
    if (key !== undefined && !this.#allowed.has(key)) this.#allowed.set(key, silencer);
  }

  /**
   * The code that is written, or that is most likely meant by a mistyped one; undefined when none can be. What lacks a
   * reason is reported and still holds: what it silences would only follow from that.
   */
  #codeMeant(
    written: { text: string; span: Span },
    { span, reason }: { span: Span; reason?: string },
    file: string,
    raises: boolean,
  ): string | undefined {
    const code = written.text;
    const definition = definitionOf(code);
    if (!definition) {
      const suggestion = nearest(code.toUpperCase(), codes);
      this.#mistakes.push(diagnostic("unknown-code", { code, suggestion }, file, written.span, { suggestion }));
      return suggestion !== undefined && definitionOf(suggestion)?.severity === "warning" ? suggestion : undefined;
    }
    if (definition.severity === "error" && !raises) {
      this.#mistakes.push(diagnostic("error-silenced", { code }, file, written.span));
      return undefined;
    }
    if (reason === undefined || reason.trim() === "") {
      this.#mistakes.push(diagnostic("silenced-without-reason", { code }, file, span));
    }
    return code;
  }

  /** Puts each diagnostic where it belongs, with the severity it has here. */
  take(found: readonly Diagnostic[], settled: Settled): void {
    for (const each of found) {
      const rule = this.#rules.get(each.code);
      const silencer = this.#silencerOf(each);
      if (silencer) this.#used.add(silencer);
      if (silencer) settled.silenced.push(each);
      else if (rule && rule.severity !== "off") settled.diagnostics.push({ ...each, severity: rule.severity });
      else settled.diagnostics.push(each);
    }
  }

  #silencerOf({ code, file, span }: Diagnostic): Silencer | undefined {
    const places = this.#places.get(file);
    if (!places) return this.#allowed.get(code);
    const declaration = places.declarationAt(span.start);
    return (
      this.#allowed.get(keyOf(file, code, "line", places.lineOf(span.start))) ??
      (declaration === undefined ? undefined : this.#allowed.get(keyOf(file, code, "declaration", declaration))) ??
      this.#allowed.get(code)
    );
  }

  unused(isAsked: (code: string) => boolean): Diagnostic[] {
    return this.#silencers
      .filter((silencer) => isAsked(silencer.code) && !this.#used.has(silencer))
      .map(({ code, file, span }) => diagnostic("unused-allow", { code }, file, span));
  }
}

function keyOf(file: string, code: string, kind: "line" | "declaration", place: number): string {
  return `${code} ${kind} ${place} ${file}`;
}
