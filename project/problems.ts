/**
 * What the schema found, in the words of the person who wrote the file: where, what is wrong, and what would be right.
 */
import type { ErrorObject } from "ajv";
import { nearest } from "./suggest.ts";
import type { ProjectFault } from "./types.ts";

/** A mistake at a path of keys and indexes, not yet at a line. */
export interface Mistake {
  path: readonly (string | number)[];
  /** The mistake is the key itself, not its value. */
  atKey?: boolean;
  fault: ProjectFault;
  message: string;
  /** What is likely to be meant by the key. */
  suggestion?: string;
}

/** The schema's own keywords that only repeat what another error already says. */
const ECHOES = new Set(["propertyNames", "if"]);

/** Schema errors as mistakes, in the order of the schema's checks. `data` is what was checked. */
export function mistakesOf(errors: readonly ErrorObject[]): Mistake[] {
  return errors.filter((error) => !ECHOES.has(error.keyword)).map(mistakeOf);
}

function mistakeOf(error: ErrorObject): Mistake {
  const path = pointerToPath(error.instancePath);
  if (error.propertyName !== undefined) {
    return {
      path: [...path, error.propertyName],
      atKey: true,
      fault: "wrong_value",
      message: `\`${error.propertyName}\` cannot be a name: names are a letter or \`_\`, then letters, digits and \`_\`.`,
    };
  }
  const here = path.length === 0 ? "the project file" : `\`${path.join(".")}\``;
  switch (error.keyword) {
    case "additionalProperties": {
      const key = String(error.params.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties ?? {}) as object);
      const suggestion = nearest(key, known);
      const hint =
        suggestion === undefined
          ? `It can have ${known.map((name) => `\`${name}\``).join(", ")}.`
          : `Did you mean \`${suggestion}\`?`;
      const message = `${here} has no \`${key}\`. ${hint}`;
      return { path: [...path, key], atKey: true, fault: "unknown_key", message, ...(suggestion && { suggestion }) };
    }
    case "required":
      return {
        path,
        fault: "missing_key",
        message: `${here} lacks \`${String(error.params.missingProperty)}\`, which must be there.`,
      };
    case "type":
      if (error.data === null) return emptyAt(path, here);
      return {
        path,
        fault: "wrong_value",
        message: `${here} must be ${KINDS[String(error.params.type)] ?? String(error.params.type)}.`,
      };
    case "minLength":
      return emptyAt(path, here);
    case "const":
      return { path, fault: "wrong_value", message: `${here} can only be \`${String(error.params.allowedValue)}\`.` };
    case "enum": {
      const words = (error.params.allowedValues as unknown[]).map((word) => `\`${String(word)}\``);
      return { path, fault: "wrong_value", message: `${here} must be one of ${words.join(", ")}.` };
    }
    case "pattern":
      return { path, fault: "wrong_value", message: `${here} ${patternHint(String(path.at(-1)))}` };
    default:
      return { path, fault: "wrong_value", message: `${here} ${error.message ?? "is not right"}.` };
  }
}

function emptyAt(path: Mistake["path"], here: string): Mistake {
  return { path, fault: "wrong_value", message: `${here} is empty. Write its value, or take the line away.` };
}

const KINDS: Record<string, string> = {
  string: "text: put it in quotes",
  object: "a mapping: `name: value` on lines of their own, or in `{ }`",
  boolean: "`true` or `false`",
  array: "a list",
};

function patternHint(key: string): string {
  switch (key) {
    case "currency":
      return "must be the three capital letters of a currency, as `USD`.";
    case "covers":
      return "must be two dates, first and last day, with two dots between them. Write it as `2025-01-01..2025-12-31`.";
    default:
      return "must end with `.csv`, `.jsonl`, `.ndjson` (these also with `.gz`), `.parquet` or `.duckdb`: no other files are read.";
  }
}

function pointerToPath(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
