/** Tables of known systems are known by their columns, in each of the spellings they come in. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { columnOf, shapeOf } from "../../cli/init/shapes.ts";

const connectors = join(import.meta.dirname, "../../../shared/data/connectors");

/** File, `system record kind`, the column of the account's id, the column of the time. */
const files: [file: string, shape: string, key?: string, at?: string][] = [
  ["hubspot__company_data", "HubSpot company account", "id"],
  ["hubspot__company_property_history_data", "HubSpot property history metric", "company_id", "timestamp"],
  ["hubspot__deal_data", "HubSpot deal other"],
  ["hubspot__engagement_meeting_data", "HubSpot engagement other"],
  ["hubspot__engagement_task_data", "HubSpot engagement other"],
  ["hubspot__owner_data", "HubSpot owner other"],
  ["hubspot__ticket_data", "HubSpot ticket other"],
  ["salesforce__sf_account_data", "Salesforce Account account", "id"],
  ["salesforce__sf_event_data", "Salesforce Event event", "account_id", "start_date_time"],
  ["salesforce__sf_opportunity_data", "Salesforce Opportunity event", "account_id", "created_date"],
  ["salesforce__sf_task_data", "Salesforce Task event", "account_id", "created_date"],
  ["salesforce__sf_user_data", "Salesforce User other"],
  ["zendesk__organization_data", "Zendesk organization account", "id"],
  ["zendesk__sla_policy_metric_history_data", "Zendesk service level other"],
  ["zendesk__ticket_data", "Zendesk ticket event", "organization_id", "created_at"],
  ["zendesk__ticket_field_history_data", "Zendesk ticket history other"],
  ["zendesk__ticket_sla_policy_data", "Zendesk service level other"],
  ["zendesk__user_data", "Zendesk user other"],
];

/** As the systems' own interfaces name them. */
const headers: [columns: string, shape: string, key: string][] = [
  [
    "Id,Name,Industry,AnnualRevenue,NumberOfEmployees,OwnerId,BillingCity,ARR__c,Renewal__c",
    "Salesforce Account account",
    "Id",
  ],
  [
    "Id,AccountId,WhatId,WhoId,OwnerId,Subject,Status,IsClosed,TaskSubtype,ActivityDate,CreatedDate",
    "Salesforce Task event",
    "AccountId",
  ],
  ["Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,IsWon", "Salesforce Opportunity event", "AccountId"],
  ["Record ID,Company name,Company owner,Create Date,Industry", "HubSpot company account", "Record ID"],
  ["Gsid,Name,Renewal_Date,Status,Stage", "Gainsight Company account", "Gsid"],
  ["Gsid,Name,CompanyId,TypeId,StatusId,PriorityId,DueDate,IsClosed,CreatedDate", "Gainsight CTA event", "CompanyId"],
  ["_id,name,externalId,owner,phase,h,mrr,arr,customerFrom,customerTo", "Planhat company account", "externalId"],
  ["_id,mainType,action,companyId,startTime,dateDone,status,ownerId", "Planhat task event", "companyId"],
  ["dimensionId,value,companyExternalId,date", "Planhat metric metric", "companyExternalId"],
  ["id,externalId,name,healthScore,mrr,nextRenewalDate,churnedAt,csmId", "Vitally account account", "externalId"],
  ["id,accountId,name,dueDate,completedAt,assignedToId,createdAt", "Vitally task event", "accountId"],
  ["id,company_id,name,plan,monthly_spend,user_count,created_at", "Intercom company account", "company_id"],
];

function told(columns: readonly string[]) {
  const shape = shapeOf(columns);
  return {
    shape: shape && `${shape.system} ${shape.record} ${shape.kind}`,
    key: columnOf(columns, shape?.key),
    at: columnOf(columns, shape?.at),
  };
}

describe("known systems", () => {
  for (const [name, shape, key, at] of files) {
    const path = join(connectors, `${name}.csv`);
    it.skipIf(!existsSync(path))(`${name}.csv`, () => {
      const columns = readFileSync(path, "utf8").split(/\r?\n/)[0]!.split(",");
      expect(told(columns)).toEqual({ shape, key, at });
    });
  }

  for (const [columns, shape, key] of headers) {
    it(columns, () => {
      expect(told(columns.split(","))).toMatchObject({ shape, key });
    });
  }

  it("everybody's own tables are none of them", () => {
    for (const columns of [
      "id,arr,owner,contract_start,renewal",
      "account,day,logins",
      "invoice_no,customer_id,invoice_at",
    ]) {
      expect(shapeOf(columns.split(",")), columns).toBeUndefined();
    }
  });
});
