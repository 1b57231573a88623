/** What a column of a customer table probably means, by its name and by what stands in it. */

import { isZone } from "../../runtime/calendar/zones.ts";
import type { ColumnProfile } from "../../runtime/histories/inspect/profile.ts";
import { isMember, plainWords } from "./words.ts";

const named = (pattern: string) => {
  const matcher = new RegExp(`(^|_)(${pattern})($|_)`);
  return ({ name }: { name: string }) => matcher.test(plainWords(name));
};

/** `customer_id`, `Account`, `orgId`: who the row is about. */
export const isAccountName = (column: { name: string }) =>
  /^(account|customer|client|company|organi[sz]ation|org|tenant|member|student|subscriber|workspace|partner)(_(id|no|nr|number|key|code|uuid|guid|external_id|ref))?$/.test(
    plainWords(column.name),
  );
export const isIdName = (column: { name: string }) =>
  /(^|_)(id|ids|no|number|key|uuid|guid|ref|code|gsid)$/.test(plainWords(column.name));
/** Left behind by the connector, and of no customer. */
export const isTechnical = ({ name }: { name: string }) =>
  /^_?(fivetran|airbyte|sdc|dlt|stitch)_/i.test(name) ||
  /^(system_modstamp|url|photo_url|portal_id)$/.test(plainWords(name));

const beginWords = named(
  "start|starts|started|begin|begins|began|begun|customer_from|member_from|client_from|from_date|since|original_contract_date|contract_date|signed|sign_date|signup|sign_up|signed_up|subscribed|purchased|purchase_date|activated|activation|go_live|golive|went_live|live_on|onboarded|first_seen|first_seen_time_stamp|inception|created|createdate|create_date|creation|registered|registration|joined|join_date|date_joined|enrolled|enrol?lment|opened",
);
/** Dates of something else's beginning, and of the last of many. */
const otherBegin = named("trial|renewal|next|last|term|period|fiscal|invoice|notice");
/** When a customer began. */
export const isBegin = (column: { name: string }) =>
  (beginWords(column) || plainWords(column.name) === "from") && !otherBegin(column);
/** Of several, the earlier in this list is the better. */
const BEGINS = [
  "contract_start",
  "contract_beg",
  "customer_",
  "contract",
  "subscri",
  "start",
  "beg",
  "from",
  "since",
  "original",
  "sign",
  "purchase",
  "activ",
  "live",
  "onboard",
  "first_seen",
  "enrol",
  "regist",
  "join",
  "creat",
];
export const beginRank = ({ name }: { name: string }) => {
  const at = BEGINS.findIndex((word) => plainWords(name).includes(word));
  return at < 0 ? BEGINS.length : at;
};
export const isEnd = named(
  "churn|churned|cancel|cancelled|canceled|cancellation|cancelation|withdrawn|withdrew|withdrawal|terminated|termination|terminates|customer_to|member_to|left|lost|ended|deactivated|deactivation|offboarded|closed_account|account_closed|unsubscribed",
);
export const isRenewal = named(
  "renewal|renews|renew|contract_end|end|ends|end_date|valid_until|valid_to|until|expires|expiry|expiration",
);
export const isOwner = ({ name }: { name: string }) =>
  /^(csm|csm_(id|name|email)|owner|owner_(id|name|email)|account_(owner|manager)(_(id|name))?|customer_success_manager|company_owner|hubspot_owner_id|success_manager)$/.test(
    plainWords(name),
  );
/** Known only once the story is over: a rule that read it would look ahead. */
export const isAfterthought = named(
  "outcome|result|final|reason|resolution|is_won|is_closed|stage_name|stage|status|probability|forecast_category|forecast_category_name|expected_revenue|closed|close_date|last|updated|modified|deleted|synced",
);
export const isMoneyName = named(
  "arr|mrr|acv|tcv|revenue|amount|spend|monthly_spend|price|fee|sales|turnover|contract_value|annualrevenue|gmv|usd|gbp|eur|nrr30",
);
export const isShareName = named("share|ratio|rate|percent|pct|percentage|utili[sz]ation|adoption");
const isLevelName = named(
  "users|seats|storage|score|health|balance|total|size|stock|licen[cs]es|members|departments|features|level|h|mrr|arr|nps|open",
);
export const isTroubleName = named("tickets?|cases?|incidents?|complaints?|issues?|bugs?|support");
export const isCloseTime = named(
  "closed_at|closed_on|closed|closed_date|solved_at|resolved_at|resolved_on|resolved|completed_at|completed_date_time|date_done|ended_at",
);
export const isValidFrom = named("valid_from|effective_from|effective_date|effective|from_date|as_of|snapshot_date");
const isZoneName = named("time_zone|timezone|tz|zone");
const isFlagName = named("is|has|opt_in|opted_in|flag|strategic|auto_renews|enabled|allowed|active");

/** A column of time zones that the calendar knows. */
export function isZoneColumn(column: ColumnProfile): boolean {
  return isZoneName(column) && column.values?.every(isZone) === true;
}

/** How sure it is that a column holds days. */
export function daysAre({ noDays, isInstant }: ColumnProfile): string {
  const dates = isInstant ? "dates with a time" : "dates";
  return noDays === 0
    ? `all values are ${dates}`
    : `all values but ${noDays} are ${dates}: the rows of those are set aside, until they are written YYYY-MM-DD HH:MM:SS`;
}

export interface Kind {
  type: "money" | "count" | "ratio" | "points" | "date" | "instant" | "flag" | "zone" | "text" | "enum";
  /** As the language writes it. */
  written: string;
  why: string;
}

/** Longer lists are not read aloud. */
const MOST_MEMBERS = 12;
const isLabel = ({ name }: { name: string }) => /^((company|account|customer|client)_)?name$/.test(plainWords(name));

/** The type of a column as a field, or why it has no use as one. */
export function kindOf(column: ColumnProfile, rows: number): Kind | { why: string } {
  if (column.filled === 0) return { why: "is empty" };
  if (isZoneColumn(column)) return { type: "zone", written: "zone", why: "all values are time zones" };
  if (column.isDay) return { type: "date", written: "date", why: daysAre(column) };
  if (column.isFlag && (isFlagName(column) || !column.isWhole))
    return { type: "flag", written: "flag", why: "yes or no in every row" };
  if (column.isNumber)
    return isIdName(column) ? { why: "is a number that names something, not a quantity" } : quantityOf(column);
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(column.example ?? "")) {
    return {
      why: `looks like dates, but not all are written YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS (\`${column.example}\`)`,
    };
  }
  if (isLabel(column)) return { type: "text", written: "text", why: "what the customer is called" };
  const { values } = column;
  if (values === undefined || (rows > 20 && column.distinct > rows / 2))
    return { why: `has about ${column.distinct} different values: free text, or an id of something else` };
  if (values.length === 1 && column.filled === rows && rows > 1) return { why: "is the same in every row" };
  const members = [...values].sort();
  if (values.length <= MOST_MEMBERS && values.length * 3 <= rows && values.every(isMember)) {
    return { type: "enum", written: `one of ${members.join(", ")}`, why: `only ${members.length} different values` };
  }
  return { type: "text", written: "text", why: `${values.length} different values` };
}

/** The quantity of a column of numbers. */
export function quantityOf(column: Pick<ColumnProfile, "name" | "isWhole" | "smallest" | "largest">): Kind {
  const { isWhole, smallest = 0, largest = 0 } = column;
  const inOne = smallest >= 0 && largest <= 1 && !(isWhole && largest > 1);
  if (isMoneyName(column)) return { type: "money", written: "money", why: "numbers, and the name speaks of money" };
  if (inOne && (isShareName(column) || !isWhole))
    return { type: "ratio", written: "ratio", why: "numbers from 0 to 1" };
  if (isWhole) return { type: "count", written: "count", why: "whole numbers" };
  return { type: "points", written: "points", why: "numbers with decimals" };
}

/** Whether days add up (logins) or the last value stands (seats). */
export function isFlow(column: { name: string }, type: Kind["type"], daysBetweenRows: number): boolean {
  if (type === "ratio" || type === "points") return false;
  return !isLevelName(column) || (type === "money" && daysBetweenRows <= 2);
}
