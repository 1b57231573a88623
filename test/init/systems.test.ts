/** Exports of the systems that teams use, in their own columns: what each column is taken for, and what has no place. */
import { afterAll, describe, expect, it } from "vitest";
import { madeOf } from "./in-process.ts";
import { csv, openWorkshop } from "./support.ts";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const ACCOUNTS = 12;
const CASES = 60;
const day = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);

/** What stands in a column, by row. */
const values: Record<string, (row: number, record: string) => string> = {
  account: (row) => `00${row % ACCOUNTS}A`,
  id: (row, record) => `${record}-${row}`,
  name: (row) => `Company ${row}`,
  day: (row) => day(row * 9),
  instant: (row) => `${day(row * 9)}T09:${String(10 + (row % 50))}:00Z`,
  later: (row) => (row % 3 === 0 ? "" : `${day(row * 9 + 2)}T10:00:00Z`),
  future: (row) => day(row * 9 + 365),
  seldom: (row) => (row % 5 === 0 ? day(row * 9 + 200) : ""),
  millis: (row) => String(1_700_000_000_000 + row * 86_400_000),
  money: (row) => String(1000 + row * 731),
  number: (row) => String(3 + row * 7),
  score: (row) => `${40 + row}.5`,
  owner: (row) => ["Dana", "Eli", "Farid"][row % 3]!,
  flag: (row) => (row % 2 === 0 ? "true" : "false"),
  choice: (row) => ["high", "normal", "urgent"][row % 3]!,
  text: (row) => `Something they wrote, number ${row}`,
  empty: () => "",
};

/** A table of `columns`, each `name:value`. */
function table(record: string, columns: string, rows: number): string {
  const parts = columns.split(" ").map((column) => column.split(":"));
  const head = parts.map(([name]) => name!.replaceAll("~", " "));
  return csv([
    head,
    ...Array.from({ length: rows }, (_, row) => parts.map(([, value]) => values[value!]!(row, record))),
  ]);
}

interface System {
  name: string;
  account: string;
  event: string;
  /** What columns of either table were taken for; undefined for those without a place. */
  taken: Record<string, string | undefined>;
}

const systems: System[] = [
  {
    name: "Salesforce with tasks, as the interface names them",
    account:
      "Id:account Name:name Industry:choice AnnualRevenue:money NumberOfEmployees:number OwnerId:owner BillingCity:text CreatedDate:instant LastActivityDate:day ARR__c:money Renewal_Date__c:future Churn_Date__c:seldom IsDeleted:flag",
    event:
      "Id:id AccountId:account WhatId:id WhoId:id OwnerId:owner Subject:text Status:choice Priority:choice TaskSubtype:choice ActivityDate:day CreatedDate:instant CompletedDateTime:later IsClosed:flag IsHighPriority:flag",
    taken: {
      "account Id": "account.key",
      "account OwnerId": "people.csm",
      "account ARR__c": "account.arr (money)",
      "account CreatedDate": "account.created_date (date)",
      "account Churn_Date__c": "account.churn_date (date)",
      "account Renewal_Date__c": "account.renewal_date (date)",
      "account LastActivityDate": undefined,
      "event AccountId": "task.key",
      "event CreatedDate": "task.at",
      "event Id": "task.id (key)",
      "event Subject": undefined,
      "event Status": undefined,
      "event Priority": "task.priority (one of)",
    },
  },
  {
    name: "HubSpot with a table of ours, as its own export names them",
    account:
      "Record~ID:account Company~name:name Company~owner:owner Create~Date:instant City:text Country/Region:choice Industry:choice Phone~Number:id Last~Activity~Date:day",
    event: "ticket_id:id company_id:account opened_at:instant severity:choice closed_at:later",
    taken: {
      "account Record ID": "account.key",
      "account Company owner": "people.csm",
      "account Create Date": "account.create_date (date)",
      "account Last Activity Date": undefined,
      "event ticket_id": "event.ticket_id (key)",
      "event closed_at": "event event_closed",
    },
  },
  {
    name: "Zendesk",
    account:
      "id:account name:name created_at:instant updated_at:instant domain_names:text shared_tickets:flag shared_comments:flag details:text",
    event:
      "id:id organization_id:account requester_id:id assignee_id:owner subject:text priority:choice status:choice type:choice via_channel:choice created_at:instant updated_at:instant solved_at:later",
    taken: {
      "account id": "account.key",
      "account created_at": "account.created_at (date)",
      "account updated_at": undefined,
      "event organization_id": "ticket.key",
      "event created_at": "ticket.at",
      "event id": "ticket.id (key)",
      "event solved_at": "event ticket_closed",
      "event priority": "ticket.priority (one of)",
      "event status": undefined,
      "event updated_at": undefined,
    },
  },
  {
    name: "Gainsight with calls to action",
    account:
      "Gsid:account Name:name ARR:money Renewal_Date:future Original_Contract_Date:day CSM:owner Status:choice Stage:choice Industry:choice Overall_Score:score",
    event:
      "Gsid:id Name:text CompanyId:account TypeId:choice StatusId:choice PriorityId:choice ReasonId:choice OwnerId:owner DueDate:day IsClosed:flag IsImportant:flag CreatedDate:instant Closed_Date:later",
    taken: {
      "account Gsid": "account.key",
      "account CSM": "people.csm",
      "account ARR": "account.arr (money)",
      "account Original_Contract_Date": "account.original_contract_date (date)",
      "account Renewal_Date": "account.renewal_date (date)",
      "account Stage": undefined,
      "event CompanyId": "cta.key",
      "event CreatedDate": "cta.at",
      "event Gsid": "cta.gsid (key)",
      "event Closed_Date": "event cta_closed",
    },
  },
  {
    name: "Gainsight with dates in milliseconds and a timeline",
    account: "Gsid:account Name:name Renewal_Date:millis Status:choice Stage:choice Customer_Lifetime_in_Months:number",
    event:
      "GsCompanyId:account GsRelationshipId:id contextname:choice AuthorId:owner ActivityDate:day internalAttendees:text ExternalAttendees:text",
    taken: {
      "account Gsid": "account.key",
      "account Renewal_Date": undefined,
      "event GsCompanyId": "timeline.key",
      "event ActivityDate": "timeline.at",
      "event internalAttendees": undefined,
    },
  },
  {
    name: "Planhat",
    account:
      "_id:id name:name externalId:account owner:owner phase:choice h:number mrr:money arr:money customerFrom:day customerTo:seldom lastRenewal:day tags:text createdAt:instant updatedAt:instant",
    event:
      "source:choice sourceId:id companyExternalId:account title:text severity:choice type:choice timeSpent:number createdAt:instant updatedAt:instant status:choice",
    taken: {
      "account externalId": "account.key",
      "account owner": "people.csm",
      "account arr": "account.arr (money)",
      "account customerFrom": "account.customer_from (date)",
      "account customerTo": "account.customer_to (date)",
      "account lastRenewal": undefined,
      "event companyExternalId": "ticket.key",
      "event createdAt": "ticket.at",
      "event sourceId": "ticket.source_id (key)",
      "event severity": "ticket.severity (one of)",
    },
  },
  {
    name: "Vitally",
    account:
      "id:id externalId:account name:name healthScore:score mrr:money nextRenewalDate:future churnedAt:seldom firstSeenTimeStamp:instant lastSeenTimeStamp:instant usersCount:number csmId:owner createdAt:instant updatedAt:instant",
    event:
      "id:id externalId:id accountId:account name:text dueDate:day completedAt:later assignedToId:owner categoryId:choice createdAt:instant updatedAt:instant",
    taken: {
      "account externalId": "account.key",
      "account csmId": "people.csm",
      "account mrr": "account.mrr (money)",
      "account nextRenewalDate": "account.next_renewal_date (date)",
      "account churnedAt": "account.churned_at (date)",
      "account firstSeenTimeStamp": "account.first_seen_time_stamp (date)",
      "account lastSeenTimeStamp": undefined,
      "event accountId": "task.key",
      "event createdAt": "task.at",
      "event id": "task.id (key)",
      "event completedAt": "event task_closed",
    },
  },
  {
    name: "Intercom with a table of ours",
    account:
      "id:id company_id:account name:name plan:choice monthly_spend:money user_count:number session_count:number last_request_at:instant remote_created_at:instant created_at:instant updated_at:instant",
    event: "invoice_number:id company_id:account invoiced_at:instant amount_usd:money",
    taken: {
      "account company_id": "account.key",
      "account monthly_spend": "account.monthly_spend (money)",
      "account remote_created_at": "account.remote_created_at (date)",
      "account last_request_at": undefined,
      "event company_id": "event.key",
      "event invoiced_at": "event.at",
      "event invoice_number": "event.invoice_number (key)",
    },
  },
];

describe("exports of known systems", () => {
  for (const [index, { name, account, event, taken }] of systems.entries()) {
    it(name, async () => {
      const made = await madeOf(
        workshop.data(`system-${index}`, {
          "account.csv": table("account", account, ACCOUNTS),
          "event.csv": table("event", event, CASES),
        }),
      );
      const found = Object.fromEntries(
        Object.keys(taken).map((place) => {
          const [file, ...column] = place.split(" ");
          return [place, made.told(`${file}.csv`, column.join(" ")).find(({ as }) => as !== undefined)?.as];
        }),
      );
      expect(found).toEqual(taken);
      // Nothing is passed over in silence.
      for (const [file, columns] of [
        ["account.csv", account],
        ["event.csv", event],
      ] as const) {
        for (const column of columns.split(" ").map((part) => part.split(":")[0]!.replaceAll("~", " ")))
          expect(made.told(file, column), `${file} ${column}`).not.toEqual([]);
      }
    });
  }
});
