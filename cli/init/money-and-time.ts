/** The currency and the time zone of a project: asked for, read from the data, or assumed and said so. */
import { currencyOf as knownCurrency } from "../../compiler/currency.ts";
import { isZone } from "../../runtime/calendar/zones.ts";
import { Failure } from "../failure.ts";
import type { Table } from "./tables.ts";
import { plainWords } from "./words.ts";

/** Failure of kind `usage` when `wished` is no currency. */
export function currencyOf(tables: readonly Table[], wished: string | undefined): { code: string; remark: string } {
  if (wished !== undefined) {
    const code = wished.toUpperCase();
    if (knownCurrency(code) === undefined)
      throw new Failure("usage", `${wished} is no currency. Write its three letters, as --currency EUR.`);
    return { code, remark: `The currency is ${code}, as you said.` };
  }
  const told = new Map<string, string>();
  for (const table of tables) {
    for (const column of table.columns) {
      const words = plainWords(column.name);
      const suffix = /_(usd|gbp|eur|chf|cad|aud|jpy|sek|nok|dkk|inr|brl)$/.exec(words)?.[1]?.toUpperCase();
      const values = /^(currency|currency_(iso_)?code)$/.test(words) ? (column.values ?? []) : [];
      for (const code of [...values, ...(suffix && column.isNumber ? [suffix] : [])]) {
        if (knownCurrency(code) && !told.has(code)) told.set(code, `\`${column.name}\` of ${table.file}`);
      }
    }
  }
  const [first, ...others] = told;
  if (first === undefined)
    return { code: "USD", remark: "The currency is taken to be USD: no column says. Say another with --currency." };
  const [code, where] = first;
  if (others.length === 0) return { code, remark: `The currency is ${code}: ${where} says so.` };
  const list = others.map(([other]) => other).join(", ");
  return {
    code,
    remark: `The currency is taken to be ${code} (${where}), but the data also speaks of ${list}: convert those amounts, or say with --currency.`,
  };
}

/** Failure of kind `usage` when `wished` is no time zone. */
export function zoneOf(wished: string | undefined): { name: string; remark: string } {
  if (wished === undefined) {
    return {
      name: "UTC",
      remark: "Times and days are taken to be in UTC where no account says its own. Say another with --time-zone.",
    };
  }
  if (!isZone(wished))
    throw new Failure("usage", `${wished} is no time zone. Write its name, as --time-zone Europe/London.`);
  return { name: wished, remark: `The time zone is ${wished}, as you said.` };
}
