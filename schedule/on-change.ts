/**
 * What becomes of customers who are in the middle of a play, cadence or escalation when the program becomes another one
 * (docs/language.md section 8, When the program changes).
 */

/** Of a declaration whose meaning changed; of one that did not, all continue. Not written in a schedule: `continue`. */
export type OnChange = "continue" | "restart" | "end";
