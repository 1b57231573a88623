/**
 * Hours against capacity and floods, asked of the ledger in SQL of their own. `hours`: roles with minutes a week for
 * plays, of people who work from Monday to Friday but on `off`.
 */
const kept = `
    hours AS (SELECT split_part(text, ' ', 1) AS role, split_part(text, ' ', 2)::BIGINT AS week_minutes FROM (SELECT unnest($hours) AS text)),
    done AS (SELECT * FROM work WHERE NOT nobody AND owner_role NOT IN (FROM machines)),
    someone AS (
      SELECT owner, array_to_string(list_sort(list(DISTINCT owner_role)), ', ') AS roles, max(week_minutes) AS week_minutes
      FROM done LEFT JOIN hours ON owner_role = role GROUP BY owner),
    calendar AS (SELECT unnest(generate_series(DATE $from, DATE $to, INTERVAL 1 DAY))::DATE AS on_day),
    day AS (
      SELECT owner, roles, on_day, date_trunc('week', on_day)::DATE AS monday,
        CASE WHEN week_minutes IS NULL THEN NULL WHEN isodow(on_day) > 5 OR list_contains($off, on_day::VARCHAR) THEN 0
          ELSE week_minutes // 5 + (isodow(on_day) <= week_minutes % 5)::INT END AS kept,
        coalesce(worked, 0) AS minutes
      FROM someone CROSS JOIN calendar LEFT JOIN (SELECT owner, done_on AS on_day, sum(minutes) AS worked FROM done GROUP BY 1, 2) USING (owner, on_day)),
    by_week AS (
      SELECT owner, roles, monday, sum(kept) AS kept, sum(minutes) AS minutes,
        CASE WHEN sum(minutes) = 0 THEN 0 WHEN sum(kept) = 0 THEN 'inf'::DOUBLE ELSE sum(minutes) / sum(kept) END AS used
      FROM day WHERE kept IS NOT NULL GROUP BY 1, 2, 3)`;

export const capacityQuestions = {
  capacity: `
    WITH ${kept},
    fullest AS (SELECT DISTINCT ON (owner) * FROM by_week ORDER BY owner, kept > 0 DESC, used DESC, minutes DESC, monday),
    whole AS (
      SELECT owner, roles, sum(kept) AS kept, sum(minutes) AS minutes, count(*) FILTER (minutes > kept) AS over,
        min(monday) FILTER (minutes > kept) AS first FROM by_week GROUP BY 1, 2)
    SELECT owner, whole.roles, h(whole.minutes), h(whole.kept), pct(whole.minutes, whole.kept), over, coalesce(first::VARCHAR, '-'),
      fullest.monday, h(fullest.minutes), h(fullest.kept), pct(fullest.minutes, fullest.kept)
    FROM whole JOIN fullest USING (owner)
    ORDER BY CASE WHEN whole.minutes = 0 THEN 0 WHEN whole.kept = 0 THEN 'inf'::DOUBLE ELSE whole.minutes / whole.kept END DESC, whole.minutes DESC, owner`,
  /** Week and person. */
  weeksOver: `WITH ${kept} SELECT monday, owner FROM by_week WHERE minutes > kept`,
  floods: `
    WITH ${kept},
    busy AS (
      SELECT owner, done_on, sum(minutes) AS minutes, count(*) AS demands, count(held_back_by) AS held,
        coalesce(sum(minutes) FILTER (held_back_by IS NOT NULL), 0) AS held_minutes, min(held_back_since) AS since
      FROM done GROUP BY 1, 2),
    usual AS (SELECT owner, quantile_disc(minutes, 0.5) AS usual FROM busy GROUP BY 1),
    causes AS (
      SELECT owner, done_on, string_agg(concat(CASE held_back_by WHEN 'limit' THEN 'a limit' WHEN 'pause' THEN 'a pause' WHEN 'quiet' THEN 'quiet days' ELSE held_back_by END, ' ', demands), ', ' ORDER BY demands DESC, held_back_by) AS text
      FROM (SELECT owner, done_on, held_back_by, count(*) AS demands FROM done WHERE held_back_by IS NOT NULL GROUP BY 1, 2, 3) GROUP BY 1, 2)
    SELECT concat(done_on, ' ', lower(strftime(done_on, '%a'))), owner, h(busy.minutes), coalesce(h(kept), concat('usually ', h(usual))), concat(held, ' of ', demands), since, text
    FROM busy JOIN day USING (owner) JOIN usual USING (owner) JOIN causes USING (owner, done_on)
    WHERE done_on = on_day AND 2 * held_minutes > busy.minutes
      AND CASE WHEN kept IS NULL THEN busy.minutes > 3 * usual ELSE kept > 0 AND busy.minutes > kept END
    ORDER BY busy.minutes - coalesce(kept, usual) DESC, done_on, owner LIMIT 10`,
} as const;
