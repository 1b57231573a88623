/** `playc explain code`: what a diagnostic means, with an example and its mend; without a code, which there are. */
import { explain, listOfCodes } from "../../compiler/diagnostics/explain.ts";
import { nearest } from "../../compiler/diagnostics/suggest.ts";
import { asAccount } from "../explain-meant.ts";
import { exitCodes, Failure } from "../failure.ts";
import { writeResult } from "../terminal.ts";
import { explainedCodeText, listOfCodesText } from "../views/explained-code.ts";
import { printable } from "../views/printable.ts";

export interface ExplainCodeOptions {
  format: "text" | "json";
}

/** Gives the exit code. Failure of kind `usage` when there is no such code. `written`: a code, or its name. */
export async function explainCode(written: string | undefined, { format }: ExplainCodeOptions): Promise<number> {
  if (written === undefined) {
    const all = listOfCodes();
    const json = { format: "playc-codes", version: 1, codes: all };
    await writeResult(format === "json" ? `${JSON.stringify(json, null, 2)}\n` : listOfCodesText(all));
    return exitCodes.fine;
  }
  const explained = explain(codeOf(written));
  if (!explained) throw (await asAccount(written)) ?? new Failure("usage", unknown(written));
  const json = { format: "playc-code", version: 1, ...explained };
  await writeResult(format === "json" ? `${JSON.stringify(json, null, 2)}\n` : explainedCodeText(explained));
  return exitCodes.fine;
}

/** A code in any case, or the code of a name such as `unknown-word`. */
function codeOf(written: string): string {
  return listOfCodes().find(({ slug }) => slug === written.toLowerCase())?.code ?? written.toUpperCase();
}

function unknown(written: string): string {
  const all = listOfCodes();
  const suggestion =
    nearest(
      written.toUpperCase(),
      all.map(({ code }) => code),
    ) ??
    nearest(
      written,
      all.map(({ slug }) => slug),
    );
  const wayOut = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  return `There is no diagnostic ${printable(written)}.${wayOut} \`playc explain code\` lists them all.`;
}
