/**
 * What people owe, as rows that a CRM takes in: Salesforce tasks (columns as Data Loader names them) and calls to action
 * of Gainsight. The demand's id goes with each, so that no row is made twice, and comes back with the task when it is done.
 */
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import { type CsvCell, csvLines } from "../csv.ts";
import { descriptionText, forPeople, titleText } from "./due-words.ts";

export interface CrmNames {
  /** The customer's id in that system; undefined for one that it does not know: such rows are left out. */
  accountId(account: string): string | undefined;
  /** What a touch or task is called there. */
  subject(name: string): string | undefined;
}

type Columns = readonly (readonly [name: string, of: (item: DueItem, list: DueList, names: CrmNames) => CsvCell])[];

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm */
const salesforceTask: Columns = [
  ["WhatId", ({ account }, _, { accountId }) => accountId(account)],
  ["WhoId", ({ contactPerson }) => (isSalesforcePerson(contactPerson) ? contactPerson : null)],
  ["OwnerId", ({ owner }) => owner],
  ["Subject", (item, _, names) => subjectOf(item, names)],
  ["Status", () => "Not Started"],
  ["Priority", ({ priority }) => (priority === "red" ? "High" : priority === "green" ? "Low" : "Normal")],
  ["Type", ({ channel }) => salesforceTypes.get(channel ?? "") ?? "Other"],
  ["TaskSubtype", ({ channel }) => (channel === "email" ? "Email" : isTalkByPhone(channel) ? "Call" : "Task")],
  ["ActivityDate", ({ dueOn }, { asOf }) => dueOn ?? asOf],
  ["Description", descriptionText],
  ["Playc_Demand__c", ({ id }) => id],
];

const salesforceTypes: ReadonlyMap<string, string> = new Map([
  ["email", "Email"],
  ["call", "Call"],
  ["phone", "Call"],
  ["video", "Meeting"],
  ["in_person", "Meeting"],
  ["webinar", "Meeting"],
  ["event", "Meeting"],
  ["office_hours", "Meeting"],
]);

function isTalkByPhone(channel: string | null): boolean {
  return channel === "call" || channel === "phone";
}

/** A contact or lead: 15 or 18 letters and digits behind the prefix of its kind. */
function isSalesforcePerson(person: string | null): boolean {
  return person !== null && /^(003|00Q)([A-Za-z0-9]{12}|[A-Za-z0-9]{15})$/.test(person);
}

/** Calls to action of Gainsight CS, with names where its import looks ids up. */
const gainsightCta: Columns = [
  ["Name", (item, _, names) => subjectOf(item, names)],
  ["CompanyId", ({ account }, _, { accountId }) => accountId(account)],
  ["TypeId__gr.Name", ({ priority }) => ctaTypes[priority]],
  ["StatusId__gr.Name", () => "New"],
  ["PriorityId__gr.Name", ({ priority }) => (priority === "red" ? "High" : priority === "green" ? "Low" : "Medium")],
  ["ReasonId__gr.Name", ({ source }) => source],
  ["OwnerId__gr.Name", ({ owner }) => (owner.includes("@") ? null : owner)],
  ["OwnerId__gr.Email", ({ owner }) => (owner.includes("@") ? owner : null)],
  ["DueDate", ({ dueOn }, { asOf }) => dueOn ?? asOf],
  ["IsImportant", ({ late, priority }) => late || priority === "red"],
  ["IsClosed", () => false],
  ["EntityType", () => "Company"],
  ["Comments", descriptionText],
  ["CreatedDate", (_, { asOf }) => asOf],
  ["Playc_Demand__gc", ({ id }) => id],
];

const ctaTypes: Readonly<Record<DueItem["priority"], string>> = {
  red: "Risk",
  yellow: "Risk",
  green: "Opportunity",
  cadence: "Lifecycle",
  renewal: "Lifecycle",
};

function subjectOf(item: DueItem, { subject }: CrmNames): string {
  const isRecorded = item.kind === "touch" || item.kind === "task";
  return isRecorded ? (subject(item.name) ?? item.name) : titleText(item);
}

export const crmShapes = { "csv-salesforce": salesforceTask, "csv-gainsight": gainsightCta } as const;

/** The names of the columns first. Rows of customers that the system does not know are left out, and told apart. */
export function dueCsv(
  list: DueList,
  shape: keyof typeof crmShapes,
  names: CrmNames,
): { text: string; leftOut: readonly DueItem[] } {
  const columns = crmShapes[shape];
  const items = forPeople(list.items);
  const known = items.filter(({ account }) => names.accountId(account) !== undefined);
  const rows = known.map((item) => columns.map(([, of]) => of(item, list, names)));
  return {
    text: csvLines([columns.map(([name]) => name), ...rows]),
    leftOut: items.filter((item) => !known.includes(item)),
  };
}
