/**
 * Numbers into base units, exactly: decimal text is cut at the scale and rounded half to even on its own digits, so
 * that no binary fraction ever decides. A scale is the number of decimal digits of the base unit (money: the minor
 * digits of its currency; ratios and points: 6; counts: 0).
 */

/** What doubles hold exactly; larger quantities are out of range. */
export const LARGEST = Number.MAX_SAFE_INTEGER;

/** `t` is trimmed text of `playc_plain`, `k` the scale. The sum of both parts has at most 25 + 6 digits: a HUGEINT. */
export const MACROS: readonly string[] = [
  "create macro playc_plain(t) as regexp_full_match(t, '[+-]?([0-9]{1,25}(\\.[0-9]*)?|\\.[0-9]+)')",
  "create macro playc_rest(t, k) as substr(split_part(t, '.', 2), k + 1)",
  `create macro playc_kept(t, k) as
     cast('0' || ltrim(split_part(t, '.', 1), '+-') || rpad(split_part(t, '.', 2), cast(k as integer), '0') as hugeint)`,
  `create macro playc_units(t, k) as (case when starts_with(t, '-') then -1 else 1 end) * (playc_kept(t, k) + case
     when regexp_full_match(playc_rest(t, k), '([6-9].*|5.*[1-9].*)') then 1
     when regexp_full_match(playc_rest(t, k), '50*') then playc_kept(t, k) % 2
     else 0 end)`,
  // Doubles print with an exponent when they are very small or large; 18 decimals are more than any base unit has.
  `create macro playc_double_text(x) as
     case when abs(x) < 1e-4 or abs(x) >= 1e15 then format('{:.18f}', cast(x as double)) else cast(x as varchar) end`,
];

const INTEGERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const FLOATS = /^(FLOAT|DOUBLE)$/;

export interface NumberReading {
  /** SQL of the scale. */
  scale: string;
  /** SQL of whether only whole base units are numbers (counts). */
  whole: string;
  /** SQL of whether `12%` is a number. */
  percent: string;
}

/**
 * SQL of the DOUBLE in base units of a column; null where the value is no number. Most values are far from a tie, and
 * there a double's own error cannot change which whole number is nearest: only the others are rounded digit by digit.
 */
export function numberSql(column: { sql: string; type: string }, reading: NumberReading): string {
  const { sql, type } = column;
  const factor = `cast(10 ** (${reading.scale}) as bigint)`;
  if (INTEGERS.test(type)) return `cast(${sql} as double) * ${factor}`;
  if (FLOATS.test(type)) {
    const exact = textNumber(`playc_double_text(${sql})`, reading);
    // Nearly all numbers are told by the first question, which NaN and infinities fail.
    return `case when ${type === "DOUBLE" ? clear(`${sql} * ${factor}`) : "false"} and not (${reading.whole}) then round(${sql} * ${factor}) + 0.0
      when not isfinite(${sql}) then null
      when ${sql} = trunc(${sql}) then cast(${sql} as double) * ${factor} else ${exact} end`;
  }
  const text = type === "VARCHAR" ? `trim(${sql})` : `cast(${sql} as varchar)`;
  return `case when regexp_full_match(${text}, '-?[0-9]{1,15}') then cast(cast(${text} as bigint) as double) * ${factor}
    else ${textNumber(text, reading)} end`;
}

/** SQL of whether a double is surely nearer to one whole number than to any other, whatever its own last digit. */
function clear(product: string): string {
  return `abs(${product}) < 1e12 and abs(${product} - round(${product})) < 0.49`;
}

function textNumber(text: string, { scale, whole, percent }: NumberReading): string {
  const share = `trim(left(${text}, -1))`;
  const product = `cast(${text} as double) * cast(10 ** (${scale}) as bigint)`;
  return `case when playc_plain(${text}) then
      case when not (${whole}) and ${clear(product)} then round(${product}) + 0.0
        when not (${whole}) or regexp_full_match(playc_rest(${text}, (${scale})), '0*')
        then cast(playc_units(${text}, (${scale})) as double) end
    when (${percent}) and ends_with(${text}, '%') and playc_plain(${share})
      then cast(playc_units(${share}, (${scale}) - 2) as double) end`;
}
