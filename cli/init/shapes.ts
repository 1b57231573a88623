/**
 * Tables of systems that customer-success teams export from, known by their columns. Names are compared as plain words,
 * so that the names of the systems' own interfaces (`OwnerId`) and those of warehouse connectors (`owner_id`,
 * `property_hs_createdate`) are the same.
 */
import { plainWords } from "./words.ts";

export type TableKind = "account" | "event" | "metric" | "other";

export interface Shape {
  system: string;
  /** What the system calls a row; an event of the model is called so. */
  record: string;
  kind: TableKind;
  /** Columns that must all be there. */
  all: string;
  /** Columns of which at least two must be there, where there are any. */
  some?: string;
  /** The column with the account's id: a table of accounts' own id, else the id that links to it; the first that is there. */
  key?: string;
  /** The column with the time; the first that is there. */
  at?: string;
  /** When the case is closed. */
  closed?: string;
  /** Of work on a customer: when it was done, and what was done; the first that is there. */
  done?: string;
  subject?: string;
  /** Why a table of kind `other` has no place, and what would give it one. */
  why?: string;
}

const noAccount = (table: string) =>
  `names no account: export it joined with ${table}, so that every row has the account's id`;

/** The first that fits is the table's: closer ones stand before wider ones. */
const shapes: readonly Shape[] = [
  {
    system: "Salesforce",
    record: "Task",
    kind: "event",
    all: "account_id what_id who_id owner_id subject is_closed",
    some: "task_subtype call_type activity_date is_high_priority",
    key: "account_id",
    at: "created_date",
    done: "completed_date_time",
    subject: "subject",
  },
  {
    system: "Salesforce",
    record: "Event",
    kind: "event",
    all: "account_id what_id who_id owner_id subject",
    some: "start_date_time end_date_time activity_date_time duration_in_minutes event_subtype",
    key: "account_id",
    at: "start_date_time activity_date_time created_date",
    done: "end_date_time start_date_time activity_date_time",
    subject: "subject",
  },
  {
    system: "Salesforce",
    record: "Opportunity",
    kind: "event",
    all: "account_id stage_name close_date",
    some: "amount probability forecast_category is_won lead_source",
    key: "account_id",
    at: "created_date close_date",
  },
  {
    system: "Salesforce",
    record: "User",
    kind: "other",
    all: "id username profile_id",
    why: "holds the names of your own people; owners stand in the account table by id",
  },
  {
    system: "Salesforce",
    record: "Account",
    kind: "account",
    all: "id name owner_id",
    some: "annual_revenue number_of_employees billing_city billing_country account_source record_type_id account_number master_record_id",
    key: "id",
  },
  {
    system: "HubSpot",
    record: "company",
    kind: "account",
    all: "id name createdate",
    some: "annualrevenue industry address city state country is_deleted",
    key: "id",
  },
  {
    system: "HubSpot",
    record: "company",
    kind: "account",
    all: "record_id company_name",
    some: "company_owner create_date industry city country_region phone_number",
    key: "record_id",
  },
  { system: "HubSpot", record: "deal", kind: "other", all: "deal_id dealname", why: noAccount("deal_company") },
  {
    system: "HubSpot",
    record: "ticket",
    kind: "other",
    all: "id createdate subject pipeline_stage",
    why: noAccount("ticket_company"),
  },
  {
    system: "HubSpot",
    record: "engagement",
    kind: "other",
    all: "engagement_id",
    why: noAccount("engagement_company"),
  },
  {
    system: "HubSpot",
    record: "owner",
    kind: "other",
    all: "owner_id email first_name last_name",
    why: "holds the names of your own people; owners stand in the company table by id",
  },
  {
    system: "HubSpot",
    record: "property history",
    kind: "metric",
    all: "company_id name value timestamp source",
    key: "company_id",
    at: "timestamp",
  },
  {
    system: "Zendesk",
    record: "ticket",
    kind: "event",
    all: "id organization_id requester_id created_at",
    some: "assignee_id via_channel via brand_id satisfaction_rating ticket_form_id",
    key: "organization_id",
    at: "created_at",
    closed: "solved_at closed_at",
  },
  {
    system: "Zendesk",
    record: "organization",
    kind: "account",
    all: "id name created_at",
    some: "shared_tickets shared_comments domain_names organization_fields details",
    key: "id",
  },
  {
    system: "Zendesk",
    record: "user",
    kind: "other",
    all: "id organization_id email role",
    why: "holds persons, not accounts: nothing in the language counts them",
  },
  {
    system: "Zendesk",
    record: "ticket history",
    kind: "other",
    all: "ticket_id field_name value",
    why: "speaks of tickets, not accounts: export it joined with ticket.organization_id",
  },
  {
    system: "Zendesk",
    record: "ticket metrics",
    kind: "other",
    all: "ticket_id solved_at",
    why: "speaks of tickets, not accounts: export it joined with ticket.organization_id",
  },
  {
    system: "Zendesk",
    record: "satisfaction rating",
    kind: "other",
    all: "ticket_id requester_id score",
    why: "speaks of tickets, not accounts: export it joined with ticket.organization_id",
  },
  {
    system: "Zendesk",
    record: "service level",
    kind: "other",
    all: "sla_policy_id",
    why: "speaks of tickets and their targets, not accounts",
  },
  {
    system: "Gainsight",
    record: "CTA",
    kind: "event",
    all: "gsid company_id due_date",
    some: "type_id status_id priority_id reason_id is_important",
    key: "company_id",
    at: "created_date due_date",
    closed: "closed_date",
    done: "closed_date",
    subject: "name",
  },
  {
    system: "Gainsight",
    record: "Timeline",
    kind: "event",
    all: "gs_company_id",
    some: "author_id internal_attendees external_attendees gs_relationship_id activity_date",
    key: "gs_company_id",
    at: "activity_date created_date",
    done: "activity_date",
    subject: "subject contextname",
  },
  {
    system: "Gainsight",
    record: "Company",
    kind: "account",
    all: "gsid name",
    some: "renewal_date stage lifecycle_stage customer_lifetime_in_months arr mrr csm status original_contract_date overall_score industry",
    key: "gsid",
  },
  {
    system: "Planhat",
    record: "task",
    kind: "event",
    all: "id company_id main_type",
    some: "start_time date_done owner_id status action",
    key: "company_id",
    at: "start_time created_at",
    done: "date_done",
    subject: "action type",
  },
  {
    system: "Planhat",
    record: "ticket",
    kind: "event",
    all: "company_external_id title severity",
    key: "company_external_id",
    at: "created_at",
  },
  {
    system: "Planhat",
    record: "metric",
    kind: "metric",
    all: "dimension_id value company_external_id date",
    key: "company_external_id",
    at: "date",
  },
  {
    system: "Planhat",
    record: "licence",
    kind: "other",
    all: "external_id product from_date to_date",
    why: noAccount("the company"),
  },
  {
    system: "Planhat",
    record: "company",
    kind: "account",
    all: "id name phase",
    some: "h mrr arr customer_from customer_to csm_score external_id renewal_arr",
    key: "external_id id",
  },
  {
    system: "Vitally",
    record: "task",
    kind: "event",
    all: "id account_id assigned_to_id due_date",
    key: "account_id",
    at: "created_at",
    closed: "completed_at",
    done: "completed_at",
    subject: "name",
  },
  {
    system: "Vitally",
    record: "nps",
    kind: "other",
    all: "user_id score feedback responded_at",
    why: "names users, not accounts: export it with the account's id",
  },
  {
    system: "Vitally",
    record: "account",
    kind: "account",
    all: "id name health_score",
    some: "mrr next_renewal_date churned_at first_seen_time_stamp users_count nps_score csm_id external_id",
    key: "external_id id",
  },
  {
    system: "Intercom",
    record: "company",
    kind: "account",
    all: "id company_id name",
    some: "monthly_spend plan session_count user_count last_request_at remote_created_at",
    key: "company_id",
  },
  {
    system: "Intercom",
    record: "conversation",
    kind: "other",
    all: "id state waiting_since",
    why: noAccount("the company"),
  },
];

/** The known table that has these columns, if one has. */
export function shapeOf(columns: readonly string[]): Shape | undefined {
  const words = new Set(columns.map(plainWords));
  return shapes.find(({ all, some }) => {
    const hits = some?.split(" ").filter((word) => words.has(word)).length ?? 2;
    return hits >= 2 && all.split(" ").every((word) => words.has(word));
  });
}

/** The column that carries one of these words, by the order of the words. */
export function columnOf(columns: readonly string[], words: string | undefined): string | undefined {
  for (const word of words?.split(" ") ?? []) {
    const found = columns.find((column) => plainWords(column) === word);
    if (found !== undefined) return found;
  }
  return undefined;
}
