/**
 * Days and instants of input. A day is stored as an epoch day. An instant is stored as text: milliseconds since 1970
 * when the input gave an offset, the local ISO time when it did not (its zone is the account's, known only later).
 */

const DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?";
const OFFSET = "(Z|z|[+-](0[0-9]|1[0-8])(:?[0-5][0-9])?)";
const OFFSET_TEXT = "([Zz]|[+-][0-9]{2}:?[0-9]{0,2})$";

type Column = { sql: string; type: string };

/** SQL of the trimmed text of a column of any type; dates and timestamps as ISO, those with a zone in UTC. */
export function timeText({ sql, type }: Column): string {
  return type === "VARCHAR" ? `trim(${sql})` : `cast(${sql} as varchar)`;
}

/** SQL of the epoch day of a column: of a timestamp the date as written. Null where it is none. */
export function daySql(column: Column): string {
  if (column.type === "DATE") return dayNumber(column.sql);
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(column.type)) return dayNumber(`cast(${column.sql} as date)`);
  const text = timeText(column);
  return `case when regexp_full_match(${text}, '${DAY}([T ]${CLOCK} ?${OFFSET}?)?')
    then ${dayNumber(`try_cast(left(${text}, 10) as date)`)} end`;
}

/** SQL of the written date, to group rows by; what is no date stays as it is, and is set aside later. */
export function writtenDay(column: Column): string {
  const text = timeText(column);
  return `case when regexp_full_match(${text}, '${DAY}([T ]${CLOCK} ?${OFFSET}?)?') then left(${text}, 10) else ${text} end`;
}

/** SQL of an instant as stored text. Null where it is none: a date alone is none. */
export function instantSql(column: Column): string {
  const text = timeText(column);
  const local = `replace(left(${text}, 10) || 'T' || trim(regexp_replace(substr(${text}, 12), '${OFFSET_TEXT}', '')), ' ', '')`;
  const real = `try_cast(left(${text}, 10) as date) is not null`;
  return `case when regexp_full_match(${text}, '${DAY}[T ]${CLOCK}') and ${real} then left(${text}, 10) || 'T' || substr(${text}, 12)
    when regexp_full_match(${text}, '${DAY}[T ]${CLOCK} ?${OFFSET}') and ${real}
      then cast(epoch_ms(cast(${local} as timestamp)) - ${offsetMinutes(text)} * 60000 as varchar) end`;
}

/** SQL of an instant as `instantSql`, or of a date alone as `YYYY-MM-DD`. */
export function instantOrDaySql(column: Column): string {
  const text = timeText(column);
  return `case when regexp_full_match(${text}, '${DAY}') and try_cast(${text} as date) is not null then ${text}
    else ${instantSql(column)} end`;
}

/** Years that four digits can write: a binary date far beyond them is damage, and infinity is no day. */
function dayNumber(date: string): string {
  return `case when ${date} between date '0000-01-01' and date '9999-12-31' then cast(${date} - date '1970-01-01' as integer) end`;
}

function offsetMinutes(text: string): string {
  const digits = `replace(regexp_extract(${text}, '[+-]([0-9]{2}:?[0-9]{0,2})$', 1), ':', '')`;
  const minutes = `cast('0' || left(${digits}, 2) as integer) * 60 + cast('0' || substr(${digits}, 3) as integer)`;
  return `(case when regexp_matches(${text}, '-[0-9]{2}:?[0-9]{0,2}$') then -1 else 1 end
    * case when regexp_matches(${text}, '[Zz]$') then 0 else ${minutes} end)`;
}
