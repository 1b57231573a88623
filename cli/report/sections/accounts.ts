/** The accounts whose stories the page holds, each with the way to its own. */
import { counted, hours } from "../../views/figures.ts";
import { left, right } from "../../views/layout.ts";
import { section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";
import type { Stories } from "../stories.ts";

export function accountsSection({ summary, account }: PageData, stories: Stories): Html {
  const { told, leftOut } = stories;
  const others = summary.accounts.total - told.length;
  return section({
    id: "accounts",
    title: "Accounts",
    lead: html`Here are ${told.length} of ${counted(summary.accounts.total, "account")}: those with most touches, with most that was not done, and longest untouched by a person${
      leftOut === 0 ? undefined : `; ${leftOut} more of these did not fit`
    }.${others === 0 ? undefined : html` Of every other, <code>playc explain account ID</code> tells the story.`}`,
    body: [
      html`<div id="story" tabindex="-1" hidden></div>
<noscript><p class="note">Stories are shown by the page's own script, which does not run here.</p></noscript>
<p id="search" hidden><label>Find an account <input type="search" autocomplete="off"></label></p>`,
      html`<div id="account-list">${tableOf(
        {
          columns: [left("account"), right("touches"), right("hours"), right("not done"), left("alive")],
          rows: told.map((story) => [
            account(story.account),
            String(story.touches),
            hours(story.minutes),
            String(story.undone),
            story.life === null ? "on none of these days" : `${story.life.from} to ${story.life.to}`,
          ]),
        },
        "Accounts",
      )}</div>`,
    ],
  });
}
