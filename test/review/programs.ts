/** The programs that the tests of review share: one with everything in it, and the library that comes with playc. */
import { readdirSync, readFileSync } from "node:fs";
import { type Compilation, compile } from "../../compiler/compile.ts";
import type { Schedule } from "../../schedule/types.ts";

export const everythingText = readFileSync(new URL("everything.play", import.meta.url), "utf8");

export const textFiles = new Map([
  ["holidays.yaml", "2026-12-25: Christmas Day\n2026-05-01: May Day\n"],
  [
    "check_in.md",
    'Subject: {account.plan}\nDear {contact.champion otherwise "friend"},\n{role.csm} calls: {touch.purpose}.\n',
  ],
  ["mail.md", 'Logins: {metric.logins otherwise "few"}\n'],
]);

export function compileText(text: string, others: ReadonlyMap<string, string> = textFiles): Compilation {
  return compile({
    files: [{ path: "program.play", text }],
    currency: "USD",
    readText: (path) => others.get(path) ?? textFiles.get(path),
    exists: (path) => others.has(path) || textFiles.has(path),
  });
}

/** Throws with what is wrong, where the text has errors. */
export function scheduleOf(text: string, others?: ReadonlyMap<string, string>): Schedule {
  const { schedule, diagnostics } = compileText(text, others);
  if (schedule) return schedule;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  throw new Error(
    errors.map(({ code, message, span }) => `${code} ${message} at ${text.slice(span.start, span.end)}`).join("\n"),
  );
}

export const everything = scheduleOf(everythingText);

function projectSchedule(name: string): Schedule {
  const folder = new URL(`../../playbooks/${name}/`, import.meta.url);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const texts = new Map(
    names
      .filter((path) => /\.(play|md|yaml)$/.test(path))
      .map((path) => [path, readFileSync(new URL(path, folder), "utf8")]),
  );
  const { schedule } = compile({
    files: [...texts].filter(([path]) => path.endsWith(".play")).map(([path, text]) => ({ path, text })),
    currency: "USD",
    readText: (path) => texts.get(path),
    exists: (path) => texts.has(path),
  });
  return schedule!;
}

export const standard = projectSchedule("standard");
