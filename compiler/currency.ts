/** Currencies: which codes there are, and how many digits their minor unit has (ISO 4217). */
import type { Currency } from "./program.ts";

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const signs: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£" };

/** An amount as the language writes it: `£25K`, `CHF 25K`. */
export function amountIn(code: string, amount: string): string {
  const sign = Object.hasOwn(signs, code) ? signs[code] : undefined;
  return `${sign ?? `${code} `}${amount}`;
}

/** Whether ISO 4217 has the code. */
export function isCurrency(code: string): boolean {
  return codes.has(code);
}

/** Undefined when there is no such currency. */
export function currencyOf(code: string): Currency | undefined {
  if (!isCurrency(code)) return undefined;
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return { code, minorDigits: format.resolvedOptions().maximumFractionDigits ?? 2 };
}
