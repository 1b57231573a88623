/** What the workflow asks for: the inputs of `action.yml`, read from where the runner puts them. */
import { getBooleanInput, getInput, getMultilineInput } from "@actions/core";

export type Simulate = "auto" | "always" | "never";

export interface Inputs {
  /** The project's folder, from the workspace on. */
  readonly project: string;
  readonly token: string;
  readonly simulate: Simulate;
  /** Folders in which data files are looked for, too, from the workspace on. */
  readonly data: readonly string[];
  /** First and last reported day, as typed; empty: all there are. */
  readonly from: string;
  readonly to: string;
  readonly format: boolean;
  readonly test: boolean;
  readonly comment: boolean;
  readonly sarif: boolean;
  /** Where the pages of `playc docs` are; empty without. */
  readonly docsUrl: string;
}

/** What is wrong with how the action is used or set up: said to whoever wrote the workflow, without a trace. */
export class Unusable extends Error {
  override name = "Unusable";
  /** `refusedAs`: where it is playc's refusal, its kind. */
  constructor(
    message: string,
    readonly refusedAs?: string,
  ) {
    super(message);
  }
}

/** Unusable where an input is none of what it may be. */
export function readInputs(): Inputs {
  return {
    project: pathOf(getInput("project") || "."),
    token: getInput("token"),
    simulate: simulateOf(getInput("simulate")),
    data: getMultilineInput("data").map(pathOf),
    from: getInput("from"),
    to: getInput("to"),
    format: flag("format"),
    test: flag("test"),
    comment: flag("comment"),
    sarif: flag("sarif"),
    docsUrl: addressOf(getInput("docs-url")),
  };
}

/** A folder is never read as an option, whoever called it so. */
function pathOf(word: string): string {
  return word.startsWith("-") ? `./${word}` : word;
}

function flag(name: string): boolean {
  try {
    return getBooleanInput(name);
  } catch {
    throw new Unusable(`The input \`${name}\` is true or false, not \`${getInput(name)}\`.`);
  }
}

function simulateOf(word: string): Simulate {
  if (word === "auto" || word === "always" || word === "never") return word;
  throw new Unusable(`The input \`simulate\` is auto, always or never, not \`${word}\`.`);
}

/** It becomes a link of the comment. */
function addressOf(word: string): string {
  if (word === "" || /^https?:\/\/[^\s<>()"'`]+$/.test(word)) return word;
  throw new Unusable(
    "The input `docs-url` is an address that begins with https:// and has neither spaces nor brackets.",
  );
}
