/** The calendars of a morning in a folder: one a person, all of them or none, and none of an earlier morning beside them. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import { onInterrupt } from "./interrupt.ts";
import { openOutputFolder } from "./output-folder.ts";
import type { PersonCalendar } from "./views/due-calendar.ts";

/** Says whose calendar each file is. It is there only when all of them are. */
const indexFile = "calendars.json";

export async function writeCalendars(
  folder: string,
  asOf: string,
  calendars: readonly PersonCalendar[],
): Promise<void> {
  const output = openOutputFolder(folder);
  const stopListening = onInterrupt(() => output.discard());
  try {
    const people = calendars.map(({ owner, file }) => ({ owner, file }));
    for (const { file, text } of calendars) writeFileSync(join(output.work, file), text);
    const index = { format: "playc-calendars", version: 1, asOf, calendars: people };
    writeFileSync(join(output.work, indexFile), `${JSON.stringify(index, null, 2)}\n`);
    await output.publish([...people.map(({ file }) => file), indexFile], earlierIn(folder));
  } finally {
    output.discard();
    stopListening();
  }
}

/** The calendars that the last morning left; of a folder with another `calendars.json` nothing is taken. */
function earlierIn(folder: string): string[] {
  const path = join(folder, indexFile);
  if (!existsSync(path)) return [];
  const files = calendarsIn(readFileSync(path, "utf8"));
  if (files) return files;
  throw new Failure("io", `${path} is there already, and is not of playc: take another folder with --out.`);
}

function calendarsIn(text: string): string[] | undefined {
  try {
    const index: unknown = JSON.parse(text);
    if (typeof index !== "object" || index === null || !("format" in index) || index.format !== "playc-calendars") {
      return undefined;
    }
    const calendars: unknown = "calendars" in index ? index.calendars : undefined;
    if (!Array.isArray(calendars)) return undefined;
    // Of its own making, and so of this folder.
    return calendars.flatMap((one: unknown) => {
      const file: unknown = typeof one === "object" && one !== null && "file" in one ? one.file : undefined;
      return typeof file === "string" && /^[a-z0-9-]+\.ics$/.test(file) ? [file] : [];
    });
  } catch {
    return undefined;
  }
}
