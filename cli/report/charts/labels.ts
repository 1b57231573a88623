/** Texts in drawings: short enough for their place, and never markup. */
import { printable } from "../../views/printable.ts";

/**
 * Shortened in the middle, where names differ least. The library keeps texts as keys of plain objects: one called like what
 * every object has (`__proto__`) would be written over, so it gets a space that nobody sees.
 */
export function shortLabel(text: string, most = 26): string {
  if (text === "") return '""';
  const characters = [...printable(text)];
  const tail = Math.floor(most / 3);
  const label =
    characters.length <= most
      ? characters.join("")
      : `${characters.slice(0, most - tail - 1).join("")}…${characters.slice(-tail).join("")}`;
  return label in Object.prototype ? `${label}\u00a0` : label;
}

/** `12,345`; of hours with one decimal below 100. */
export function grouped(value: number): string {
  const rounded = Math.abs(value) < 100 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value));
  return rounded.replace(/\B(?=(\d{3})+$)/g, ",");
}
