/** Fixes of values: units, ranges, windows. None is safe: what was meant is the author's to say. */
import { problemOfDate } from "../../values/dates.ts";
import { wordsOfType } from "../../values/type-words.ts";
import { type FixMakers, type Made, type Place, replaced } from "./maker.ts";

export const valueFixes: FixMakers = {
  "types-differ": (place, { leftType }) => {
    const { written } = place;
    const quoted = /^"([A-Za-z0-9_-]+)"$/.exec(written)?.[1];
    if (quoted !== undefined) {
      const isMember = leftType.startsWith("one of ") && leftType.slice(7).split(", ").includes(quoted);
      const isDate = leftType === wordsOfType("date") && problemOfDate(quoted) === undefined;
      return isMember || isDate ? replaced(place, quoted, true) : undefined;
    }
    if (/^\d+(?:\.\d+)?[KMB]?$/.test(written)) {
      if (leftType === wordsOfType("ratio")) return replaced(place, shareMeant(written));
      return leftType === wordsOfType("duration") ? replaced(place, `${written}d`) : undefined;
    }
    const bare = /^(\d+(?:\.\d+)?)(?:%| ?points?)$/.exec(written)?.[1];
    const isCounted = leftType === wordsOfType("count") || leftType === wordsOfType("points");
    return bare !== undefined && isCounted ? replaced(place, bare) : undefined;
  },
  "wrong-value": (place, { example }) => {
    const unit = /^\d+(min|d| business days)$/.exec(example)?.[1];
    return unit !== undefined && /^\d+$/.test(place.written) ? replaced(place, `${place.written}${unit}`) : undefined;
  },
  "wrong-unit": (place, { allowed }) => {
    const hours = Number(/^(\d+)h$/.exec(place.written)?.[1]);
    const isWholeDays = allowed.includes("days, weeks") && hours > 0 && hours % 24 === 0;
    return isWholeDays ? replaced(place, `${hours / 24}d`) : undefined;
  },
  "bare-change": (place) => replaced(place, `${place.written}%`),
  "bad-range": swapped,
  "phase-reversed": swapped,
  "wrong-window": (place, { instead }) =>
    // The name alone, of a level: nothing is asked of its values yet.
    /^[A-Za-z_]\w* over\b/.test(place.written) && instead.includes(`avg ${place.written.split(" ")[0]}`)
      ? replaced(place, `avg ${place.written}`)
      : undefined,
  "wrong-step": (place) => {
    const days = /^(\d+)d$/.exec(place.written)?.[1];
    return days === undefined || Number(days) === 0 ? undefined : replaced(place, `day ${days}`);
  },
};

/** `80` as `80%`; a fraction of one, as `0.8`, too. */
function shareMeant(written: string): string {
  const value = Number(written);
  return value <= 1 && value > 0 ? `${Number((value * 100).toPrecision(12))}%` : `${written}%`;
}

/** `10..1` as `1..10`. */
function swapped(place: Place): Made | undefined {
  const [, from, to] = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(place.written) ?? [];
  return from !== undefined && to !== undefined && from !== to ? replaced(place, `${to}..${from}`) : undefined;
}
