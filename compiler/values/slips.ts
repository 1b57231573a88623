/** Words that stand where a value should, and the value they are most likely meant for. */
import { wordsOf } from "../../grammar/vocabulary.ts";
import { isCurrency } from "../currency.ts";

const adverbs = new Map(
  Object.entries({
    daily: "every 1 day",
    weekly: "every 1 week",
    biweekly: "every 2 weeks",
    fortnightly: "every 2 weeks",
    monthly: "every 1 month",
    quarterly: "every 1 quarter",
    yearly: "every 1 year",
    annually: "every 1 year",
  }),
);

/** `month` is `1 month`, `weekly` is `every 1 week`; undefined for other words. */
export function lengthMeant(word: string): string | undefined {
  if (word !== "business" && wordsOf("unit").includes(word)) return `1 ${word.replace(/s$/, "")}`;
  return adverbs.get(word.toLowerCase());
}

/** `EUR40K` is `EUR 40K`, `yes` is `true`; undefined for other words. */
export function valueMeant(word: string): string | undefined {
  if (/^(?:yes|true|on)$/i.test(word)) return "true";
  if (/^(?:no|false|off)$/i.test(word)) return "false";
  const [, currency = "", amount = ""] = /^([A-Z]{3})(\d+[KMB]?)$/.exec(word) ?? [];
  return currency !== "" && isCurrency(currency) ? `${currency} ${amount}` : undefined;
}
