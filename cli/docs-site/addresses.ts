/** Where things stand in the site: names of files that every file system keeps apart, and the places within a page. */
import { createHash } from "node:crypto";
import type { NamedKind } from "../../runtime/prose/prose.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { PageKind, Subject } from "./kinds.ts";

export const indexFile = "index.html";
export const styleFile = "style.css";

/** Every name that a page of the site can have; nothing else in a folder is ever taken for one. */
export const pageName = /^(?:index|account|policy|roi|assume|[a-z]{4,10}-[a-z0-9_]{1,80}(?:-[0-9a-f]{12})?)\.html$/;

/**
 * A name as part of a file's: as it is, where no other could be the same on a disk that does not tell large letters from
 * small ones; else as much of it as is safe, and a digest.
 */
export function safeName(name: string): string {
  if (/^[a-z0-9_]{1,80}$/.test(name)) return name;
  const readable =
    name
      .toLowerCase()
      .replace(/[^a-z0-9_]/g, "")
      .slice(0, 60) || "_";
  return `${readable}-${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
}

export function fileOf(subject: Subject): string {
  return "single" in subject ? `${subject.single}.html` : `${subject.kind}-${safeName(subject.name)}.html`;
}

/** The place of a field, stage or component within the page that it stands on. */
export function anchorOf(kind: "field" | "stage" | "component", name: string): string {
  return `${kind}-${safeName(name)}`;
}

/** Gives the address of what a name is a name of; undefined where there is no page of it. */
export type Addresses = (kind: NamedKind, name: string) => string | undefined;

export function addressesOf(schedule: Schedule): Addresses {
  const found = new Map<string, string>();
  const put = (kind: NamedKind, name: string, address: string) => found.set(`${kind} ${name}`, address);
  const plainly: [PageKind & NamedKind, readonly { name: string }[]][] = [
    ["segment", schedule.segments],
    ["model", schedule.models ?? []],
    ["play", schedule.plays],
    ["cadence", schedule.cadences],
    ["trigger", schedule.triggers],
    ["escalation", schedule.escalations],
    ["role", schedule.roles],
    ["touch", schedule.touches],
    ["task", schedule.tasks],
    ["event", schedule.events],
    ["calendar", schedule.calendars],
    ["metric", schedule.metrics],
    ["stage", schedule.stages],
    ["contact", schedule.contacts.map((name) => ({ name }))],
  ];
  for (const [kind, nodes] of plainly) for (const { name } of nodes) put(kind, name, fileOf({ kind, name }));
  for (const { name, stages } of schedule.journeys ?? []) {
    const page = fileOf({ kind: "journey", name });
    for (const stage of stages) put("stage", stage.name, `${page}#${anchorOf("stage", stage.name)}`);
  }
  for (const { name, components } of schedule.scores ?? []) {
    const page = fileOf({ kind: "health", name });
    put("metric", name, page);
    for (const component of components)
      put("metric", component.name, `${page}#${anchorOf("component", component.name)}`);
  }
  for (const { name } of schedule.account.fields) {
    put("field", name, `${fileOf({ single: "account" })}#${anchorOf("field", name)}`);
  }
  return (kind, name) => found.get(`${kind} ${name}`);
}
