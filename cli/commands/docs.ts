/** `playc docs`: writes the playbooks as a small static site, for people who do not read code. */
import { basename, join, resolve } from "node:path";
import { compileProject } from "../compile-project.ts";
import { indexFile } from "../docs-site/addresses.ts";
import { siteOf } from "../docs-site/site.ts";
import { writeSite } from "../docs-site/write-site.ts";
import { exitCodes } from "../failure.ts";
import { tell, writeResult } from "../terminal.ts";
import { printable } from "../views/printable.ts";

export interface DocsOptions {
  /** The folder of the site. */
  out: string;
}

/** Gives the exit code. */
export async function docs(directory: string, { out }: DocsOptions): Promise<number> {
  const { schedule, report } = compileProject(directory);
  if (report.warnings > 0) tell(report.text);
  const site = siteOf(basename(resolve(directory)), schedule);
  await writeSite(out, site, schedule.digest);
  await writeResult(`${site.size - 1} pages: ${printable(join(out, indexFile))}\n`);
  return exitCodes.fine;
}
