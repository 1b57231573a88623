/** What becomes of customers in the middle of something when the playbooks change, in plain English (docs/language.md, section 8). */
import type { OnChange } from "../../schedule/on-change.ts";
import { type Prose, type Said, say, sentence } from "./prose.ts";

export function onChangeSaid(what: OnChange): Said[] {
  return [{ text: sentence(onChangeProse(what)) }];
}

function onChangeProse(what: OnChange): Prose {
  switch (what) {
    case "continue":
      return say`when it is changed, whoever is in the middle of it goes on`;
    case "restart":
      return say`when it is changed, whoever is in the middle of it begins anew on that day`;
    case "end":
      return say`when it is changed, it ends for whoever is in the middle of it`;
  }
}
