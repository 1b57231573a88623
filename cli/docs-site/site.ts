/**
 * `playc docs`: the playbooks as a small static site. The same program makes the same bytes. Pure: whoever asks writes
 * the files.
 */
import type { Schedule } from "../../schedule/types.ts";
import { fileOf, indexFile, styleFile } from "./addresses.ts";
import { indexPage } from "./index-page.ts";
import { pageOf } from "./page.ts";
import { goalEntries } from "./pages/goals.ts";
import { modelEntries } from "./pages/model.ts";
import { peopleEntries } from "./pages/people.ts";
import { workEntries } from "./pages/work.ts";
import { siteDataOf } from "./site-data.ts";
import { style } from "./style.ts";

/** Texts by name of their file, the first page last. `title`: what the site is called. */
export function siteOf(title: string, schedule: Schedule): Map<string, string> {
  const data = siteDataOf(title, schedule);
  const entries = [...workEntries(data), ...peopleEntries(data), ...modelEntries(data), ...goalEntries(data)];
  return new Map([
    [styleFile, style],
    ...entries.map((entry): [string, string] => [fileOf(entry.subject), pageOf(data, entry)]),
    [indexFile, indexPage(data, entries)],
  ]);
}
