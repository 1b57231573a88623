/** Of a change: who is in the middle of what, histories that show it, and accounts day by day, as HTML. */
import type { AccountInFlight, DeclarationInFlight, Fate, InFlight } from "../../review/in-flight/types.ts";
import type { AccountTimeline, DoneThing } from "../../review/timelines/types.ts";
import type { Witness } from "../../review/witness/types.ts";
import { counted } from "../../runtime/figures.ts";
import { escaped } from "../../runtime/flow/markup.ts";
import { button, folded, linesOf, table } from "../webview/html.ts";
import { section } from "./figures.ts";

/** Of each declaration; all are in the report. */
const mostAccounts = 100;
const mostDays = 60;

// ---- in flight ---------------------------------------------------------------------------------------------------

const fateWords: Readonly<Record<Fate, string>> = {
  continues: "continue as they are",
  moves: "go on otherwise",
  restarts: "begin anew",
  ends: "end",
  orphaned: "are carried on by nothing",
};
const fates: readonly Fate[] = ["continues", "moves", "restarts", "ends", "orphaned"];

export function inFlightHtml({ on, isChangeOver, declarations }: InFlight): string {
  const said = isChangeOver
    ? `The figures are of the program before until ${on}, and of the one after from then on.`
    : `When the program changes on ${on}; the figures above are of each program all along.`;
  const parts = declarations.map(declaration);
  return section("In the middle of it", parts.length === 0 ? [] : [`<p class="quiet">${escaped(said)}</p>`, ...parts]);
}

function declaration({ kind, name, counts, accounts, onChange }: DeclarationInFlight): string {
  const title = `${kind} ${name.after ?? name.before ?? ""}`;
  const said = fates.flatMap((fate) => (counts[fate] > 0 ? [`${counts[fate]} ${fateWords[fate]}`] : []));
  const rule = onChange === null || onChange === "continue" ? "" : ` (on change ${onChange})`;
  const line = `<p>${name.after === null ? escaped(title) : button("source", title, title)}${escaped(rule)}: ${escaped(said.join(", "))}</p>`;
  if (accounts.length === 0) return line;
  const columns = ["account", "what becomes of it", "since", "day", "next before", "next after"].map((each) => ({
    title: each,
    isText: each !== "day",
  }));
  const rows = accounts.slice(0, mostAccounts).map(accountRow);
  const more = accounts.length - rows.length;
  const rest = more > 0 ? `<p class="quiet">${more} more are in the report.</p>` : "";
  return `${line}${folded(`in-flight ${title}`, counted(accounts.length, "account"), table(title, columns, rows) + rest)}`;
}

function accountRow({ account, fate, why, play, since, day, next }: AccountInFlight): string[] {
  const coming = (each: AccountInFlight["next"]["before"]) =>
    each ? escaped(`${each.text}${each.on === null ? "" : `, ${each.on}`}`) : "";
  const became = why === null ? fate : `${fate}: ${why}`;
  return [
    escaped(play === null ? account : `${account}, ${play}`),
    escaped(became),
    escaped(since),
    String(day),
    coming(next.before),
    coming(next.after),
  ];
}

// ---- histories that show it --------------------------------------------------------------------------------------

/** A test is put into the program by the `insert` of its place among the witnesses. */
export function witnessesHtml(witnesses: readonly Witness[]): string {
  return section("Shown by a history", witnesses.map(witnessHtml));
}

function witnessHtml({ kind, name, found, tried, cutShort }: Witness, index: number): string {
  const title = name === null ? kind : `${kind} ${name}`;
  if (!found) {
    const much = `histories tried: ${tried.histories}, days of accounts: ${tried.days}`;
    const end = cutShort ? "the search was ended there, so there may be one" : "which does not say that there is none";
    return `<p>${escaped(title)}: no history was found on which the two differ (${much}; ${end}).</p>`;
  }
  const insert = found.test === null ? "" : ` ${button("insert", String(index), "Insert as test")}`;
  const shared =
    found.byItself === false ? "<br>It takes other changes, too: with this one alone both do the same." : "";
  return [
    `<p><b>${escaped(title)}</b>${insert}<br>before: ${escaped(found.before)}<br>after: ${escaped(found.after)}${shared}</p>`,
    folded(`witness ${title}`, "The history", `<pre tabindex="0">${linesOf(found.test ?? found.history)}</pre>`),
  ].join("");
}

// ---- accounts day by day -----------------------------------------------------------------------------------------

export function timelinesHtml(timelines: readonly AccountTimeline[]): string {
  return section("Accounts that it moves most", timelines.map(timelineHtml));
}

function timelineHtml({ account, moved, days }: AccountTimeline): string {
  const changed = days.filter(({ before, after }) => before.length + after.length > 0);
  const rows = changed
    .slice(0, mostDays)
    .map(({ day, both, before, after }) => [escaped(day), things(before), things(after), things(both)]);
  const more = changed.length - rows.length;
  const rest = more > 0 ? `<p class="quiet">${counted(more, "more day")}, in the report.</p>` : "";
  const touches = moved.touches === 1 ? "1 touch" : `${moved.touches} touches`;
  const others = moved.others === 0 ? "" : ` and ${counted(moved.others, "other thing")}`;
  const title = `${account}: ${touches}${others} of one program alone`;
  const columns = ["day", "before alone", "after alone", "both"].map((each) => ({ title: each, isText: true }));
  return folded(`timeline ${account}`, title, table(account, columns, rows) + rest);
}

function things(done: readonly DoneThing[]): string {
  return done
    .map(({ kind, name, source }) => escaped(`${kind} ${name}${source === null ? "" : ` of ${source}`}`))
    .join("<br>");
}
