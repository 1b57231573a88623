/** Diagnostics 4xx: the project around the .play files. */
import { error, warning } from "./diagnostic.ts";
import { quoted } from "./words.ts";

export const projectMessages = {
  "unknown-currency": error("PLAY401", (p: { currency: string }) => ({
    message: `${quoted(p.currency)} is not a currency.`,
    reason: "Amounts of money are kept in whole minor units, and their number depends on the currency.",
    hint: "Write its ISO 4217 code into playc.yaml, for example `currency: USD`.",
  })),
  "path-leaves-project": error("PLAY402", (p: { path: string }) => ({
    message: `${quoted(p.path)} is not a path inside the project.`,
    reason: "A playbook reads nothing outside its own folder, so that it means the same on every machine.",
    hint: "Write a path relative to the project folder, with / between folders and without `..`.",
  })),
  "missing-file": error("PLAY403", (p: { path: string; what: string }) => ({
    message: `The ${p.what} file ${quoted(p.path)} does not exist.`,
    reason: "The file is part of what the playbook says, and without it the playbook cannot be carried out.",
    hint: "Create the file in the project folder, or correct its path.",
  })),
  "bad-holiday": error("PLAY404", (p: { line: string }) => ({
    message: `${quoted(p.line)} is not a holiday.`,
    reason: "A holiday that cannot be read would silently be a working day.",
    hint: "Write one holiday a line: `2026-12-25: Christmas Day`.",
  })),
  "repeated-holiday": error("PLAY405", (p: { day: string }) => ({
    message: `${p.day} is listed as a holiday twice.`,
    reason: "Once is enough; a second time is usually a slip for another date.",
    hint: "Remove one of the two lines, or correct its date.",
  })),
  "silenced-without-reason": error("PLAY406", (p: { code: string }) => ({
    message: `Nothing says why ${p.code} does not matter here.`,
    reason: "Whoever reads this later must be able to tell whether it still holds.",
    hint: `Add the reason: \`# playc: allow ${p.code} because ...\`, or \`reason: "..."\` in playc.yaml.`,
  })),
  "error-silenced": error("PLAY407", (p: { code: string }) => ({
    message: `${p.code} is an error and cannot be silenced or lowered.`,
    reason: "A program with this mistake cannot be carried out, whoever knows of it.",
    hint: `Mend what ${p.code} tells of; \`playc explain code ${p.code}\` shows how.`,
  })),
  "unused-allow": warning("PLAY408", (p: { code: string }) => ({
    message: `There is no ${p.code} here to be silenced.`,
    reason: "A silencing that outlives its reason hides the next mistake of the same kind.",
    hint: "Remove it, or move it to the line before what it is about.",
  })),
  "unknown-code": error("PLAY409", (p: { code: string; suggestion?: string | undefined }) => ({
    message: `There is no diagnostic called ${quoted(p.code)}.`,
    reason: "Only what is known can be silenced, lowered or raised.",
    hint:
      p.suggestion === undefined
        ? "Write a code such as PLAY107; `playc explain code` lists them all."
        : `Did you mean \`${p.suggestion}\`?`,
  })),
  "unreadable-allow": error("PLAY410", (_: Record<never, never>) => ({
    message: "This comment begins with `playc:` and cannot be read.",
    reason: "A silencing that is not understood would silence nothing, and nobody would notice.",
    hint: "Write `# playc: allow PLAY107 because ...`, one code a comment, or leave `playc:` out.",
  })),
  "project-file-unreadable": error("PLAY411", (p: Said) => ({
    message: p.what,
    reason: "The file is read as YAML: a name, a colon and a value, with the indentation saying what belongs together.",
    hint: p.hint ?? "Mend it here, or compare it with the example of docs/project-file.md.",
  })),
  "unknown-project-key": error("PLAY412", (p: Said) => ({
    message: p.what,
    reason: "A key that means nothing would be passed over, and what it was written for would not happen.",
    hint: p.hint ?? "Correct the key, or take it away.",
  })),
  "missing-project-key": error("PLAY413", (p: Said) => ({
    message: p.what,
    reason: "Without it the data cannot be found or told apart.",
    hint: p.hint ?? "Add it; docs/project-file.md shows how.",
  })),
  "wrong-project-value": error("PLAY414", (p: Said) => ({
    message: p.what,
    reason: "Another value has no meaning here.",
    hint: p.hint ?? "Correct the value; docs/project-file.md says what each key takes.",
  })),
  "project-keys-clash": error("PLAY415", (p: Said) => ({
    message: p.what,
    reason:
      "The keys of one entry say together how its data is read, and these contradict each other or say too little.",
    hint: p.hint ?? "Keep the keys of one way, and take the others away; docs/project-file.md shows the ways.",
  })),
  "mapped-slip": error("PLAY416", (p: { what: string; name: string; suggestion: string }) => ({
    message: `The program declares no ${p.what} called \`${p.name}\`.`,
    reason: `It declares \`${p.suggestion}\`, for which nothing gives data: by that name it would be unknown every day.`,
    hint: `Did you mean \`${p.suggestion}\`?`,
  })),
  "mapped-undeclared": warning("PLAY417", (p: { what: string; name: string }) => ({
    message: `The program declares no ${p.what} called \`${p.name}\`.`,
    reason: "What no .play file declares is not read from the data.",
    hint: "Declare it in a .play file, or take the key away. Where another version of the program needs it, silence this.",
  })),
  "nobody-owns": warning("PLAY418", (p: { role: string }) => ({
    message: `Nobody is \`${p.role}\`: \`people\` does not say who.`,
    reason: "The role owns accounts, so that all its touches, tasks and alerts would be unserved.",
    hint: `Add it to \`people\`: \`${p.role}: { column: OWNER }\`, or \`${p.role}: { person: "The team" }\` for everybody.`,
  })),
  "assigned-by-nothing": warning("PLAY419", (p: { role: string; by: string; suggestion: string | undefined }) => ({
    message: `\`${p.role}\` is assigned by \`${p.by}\`, and the account has no such field of text or of named values.`,
    reason:
      "Whoever has the attribute gets the accounts whose field of the same name has its value: a simulation is refused without one.",
    hint:
      p.suggestion === undefined
        ? `Declare it in \`account\`, for example \`${p.by} text\`, and map it under \`fields\`; or take \`by\` away.`
        : `Did you mean \`${p.suggestion}\`?`,
  })),
  "roster-otherwise": warning("PLAY429", (p: { role: string; said: number; listed: number; atOnce: number }) => ({
    message: `\`team\` says ${countedPeople(p.said)} of the role \`${p.role}\`, and playc.yaml lists ${p.listed}${
      p.atOnce < p.listed ? `, never more than ${p.atOnce} at once` : ""
    }.`,
    reason: "The list counts: hours, queues and assignment go by its people, and by the number nothing does.",
    hint: `Write \`${p.role} ${p.atOnce} people\` in \`team\`, or list who is missing under \`people\`.`,
  })),
  "hours-beyond-shifts": warning("PLAY431", (p: { person: string; minutes: number; fits: number }) => ({
    message: `\`${p.person}\` has ${hoursOf(p.minutes)} a week for plays, and the shifts of a week are ${hoursOf(p.fits)} long.`,
    reason: "Work is taken up within shifts: what they do not hold counts as hours there are, and is never worked.",
    hint: "Write fewer `hours`, more `days` or a longer `shift`; the policy's `hours` hold for who has no shift of her own.",
  })),
};

function countedPeople(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

/** `19.5 hours`, `40 hours and 1 minute`: never rounded, since one minute too many is too many. */
function hoursOf(minutes: number): string {
  const isInTenths = minutes % 6 === 0;
  const [hours, rest] = isInTenths ? [minutes / 60, 0] : [Math.floor(minutes / 60), minutes % 60];
  const said = [hours === 1 ? "1 hour" : `${hours} hours`, rest === 1 ? "1 minute" : `${rest} minutes`];
  return said.filter((_, index) => (index === 0 ? hours > 0 || rest === 0 : rest > 0)).join(" and ");
}

/** What the reader of the project file says, which knows the key and the value. */
interface Said {
  what: string;
  hint?: string;
}
