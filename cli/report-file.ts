/** `--report FILE` of `playc simulate` and `playc diff`: a page in a file of its own. It is there as a whole or not at all. */
import { lstatSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Query } from "../runtime/ledger/store.ts";
import { reportData } from "../runtime/report/report.ts";
import type { Summary } from "../runtime/summary/types.ts";
import type { Schedule } from "../schedule/types.ts";
import { Failure } from "./failure.ts";
import { openOutputFolder } from "./output-folder.ts";

/** A page that nobody sees before it is published. */
export interface PageFile {
  write(page: string): void;
  /** Puts it where it was asked for. */
  publish(): Promise<void>;
  /** Takes away what was not published. */
  discard(): void;
}

/** Opens `path` before anything is simulated, so that one that cannot be written is told at once. */
export function openPageFile(path: string): PageFile {
  if (!/^\.html?$/i.test(extname(path))) {
    throw new Failure("usage", `${path}: the report is a page: name a file that ends with .html.`);
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    throw new Failure("io", `${path} is there already, and is no plain file: it is left alone.`);
  }
  const output = openOutputFolder(dirname(path));
  const file = basename(path);
  return {
    write: (page) => writeFileSync(join(output.work, file), page),
    publish: () => output.publish([file]),
    discard: () => output.discard(),
  };
}

export interface ReportFile extends Omit<PageFile, "write"> {
  /** Makes the page of a finished ledger; nobody sees it yet. */
  write(query: Query, summary: Summary): Promise<void>;
}

export function openReportFile(path: string, title: string, schedule: Schedule): ReportFile {
  const page = openPageFile(path);
  return {
    ...page,
    async write(query, summary) {
      const data = await reportData(query, schedule, summary);
      // The charts' library is large: it is read only by who wants them.
      const { reportPage } = await import("./report/page.ts");
      page.write(reportPage({ title, schedule, summary, data }));
    },
  };
}
