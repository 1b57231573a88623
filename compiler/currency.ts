/** Currencies: which codes there are, and how many digits their minor unit has (ISO 4217). */
import type { Currency } from "./program.ts";

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

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
