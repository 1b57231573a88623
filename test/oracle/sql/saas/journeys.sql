-- Where customers are in their journeys. Written from docs/language.md, section 3, "journey".

create or replace table ticket_times as
select t.account, t.severity, cast(cast(t.sentiment as decimal(18, 6)) * 1000000 as bigint) as sentiment, t.opened_at, t.closed_at,
  cast(t.opened_at at time zone a.time_zone as date) as opened, cast(t.closed_at at time zone a.time_zone as date) as closed
from read_csv(getvariable('data') || '/tickets.csv', types = {'opened_at': 'timestamptz', 'closed_at': 'timestamptz', 'sentiment': 'decimal(18, 6)'}) t
join accounts a using (account);

create or replace table confirmations as select account, event, day from happenings where event in ('go_live_confirmed', 'reply');

-- Steps of the set-up and features in use, which carry.
create or replace table progress as
select s.account, s.day, s.alive,
  last_value(p.share ignore nulls) over so_far as setup_done, last_value(f.value ignore nulls) over so_far as features
from spine s
left join (select account, "on" as day, cast(cast(share as decimal(18, 6)) * 1000000 as bigint) as share from read_csv(getvariable('data') || '/setup.csv')) p using (account, day)
left join (select account, "on" as day, value from read_csv(getvariable('data') || '/scores.csv.gz') where score = 'Features') f using (account, day)
window so_far as (partition by s.account order by s.day rows between unbounded preceding and current row);

-- A week of logins against the week before it, where the fourteen days are known; less than six of the last seven days with any.
create or replace table weeks as
select account, day, lag(active_users, 7) over (partition by account order by day) as users_before,
  case when count(logins) over (partition by account order by day rows between 13 preceding and current row) = 14
       then sum(logins) over (partition by account order by day rows between 13 preceding and 7 preceding) end as logins_before,
  sum(logins) over (partition by account order by day rows between 6 preceding and current row) as logins_now,
  case when 7 - count(*) filter (where logins <= 0) over (partition by account order by day rows between 6 preceding and current row) < 6 then true
       when count(*) filter (where logins > 0) over (partition by account order by day rows between 6 preceding and current row) >= 6 then false end as quiet
from daily;

create or replace table closes as
select s.account, s.day, f.contract_start, f.renewal, p.setup_done, p.features, c.low, c.high, d.active_users, f.seats, d.health,
  d.health >= 80000000 and not lag(d.health >= 80000000) over (partition by s.account order by s.day) as becomes_green,
  case when e.ticket_known and s.day - 6 >= e.known_from then
    (select count(*) from ticket_times t where t.account = s.account and t.opened between s.day - 6 and s.day) = 0 end as no_ticket_for_a_week,
  w.users_before, w.logins_before, w.logins_now, w.quiet
from spine s join fields f using (account, day) join progress p using (account, day) join daily d using (account, day)
join score_days c using (account, day) join event_days e using (account, day) join weeks w using (account, day);

create or replace table occasions as
with clauses as (
  -- care, a track for each severity
  select account, 'care' as journey, severity as key, null as stage, 'enter' as how, 1 as clause, opened as day, opened_at as instant, 'working' as to_stage, null as confirmed_by
  from ticket_times where sentiment < 850000
  union all select account, 'care', severity, 'working', 'leave', 1, closed, closed_at, 'watched', null from ticket_times where closed is not null
  union all select account, 'care', severity, 'watched', 'back', 1, opened, opened_at, 'working', null from ticket_times where severity in ('high', 'critical')
  union all select account, 'care', severity, 'watched', 'leave', 1, day, null, null, null
  from closes, (values ('low'), ('normal'), ('high'), ('critical')) keys(severity) where no_ticket_for_a_week
  -- customer
  union all select account, 'customer', null, null, 'enter', 1, day, timestamptz '0001-01-01', 'setup', null from closes where day = contract_start
  union all select account, 'customer', null, 'setup', 'skip', 1, day, null, 'renewing', null from closes where renewal - day <= 60
  union all select account, 'customer', null, 'setup', 'leave', 1, day, null, 'adoption', 'go_live_confirmed' from closes where setup_done >= 800000
  union all select account, 'customer', null, null, 'enter', 2, day, null, 'adoption', null from closes where active_users * 100 >= 50 * seats
  union all select p.account, 'customer', null, 'adoption', 'back', 1, p."on", null, 'setup', null
  from read_csv(getvariable('data') || '/people_changes.csv') p where p.change = 'champion_left' and p."on" between date '2025-02-01' and date '2026-05-31'
  union all select account, 'customer', null, 'adoption', 'skip', 1, day, null, 'renewing', null from closes where renewal - day <= 30
  union all select account, 'customer', null, 'adoption', 'leave', 1, day, null, 'renewing', null from closes where features >= 6
  union all select account, 'customer', null, null, 'enter', 3, day, null, 'renewing', null from closes where renewal - day <= 90
  union all select account, 'customer', null, 'renewing', 'back', 1, day, null, 'adoption', null from closes where range_below(low, high, 40000000)
  union all select account, 'customer', null, 'renewing', 'leave', 1, day, instant, 'adoption', null from happenings where event = 'renewed'
  union all select account, 'customer', null, 'renewing', 'leave', 2, day, null, null, null from closes where becomes_green
  -- tide, with clauses that hold on the same days
  union all select account, 'tide', null, null, 'enter', 1, day, null, 'ebb', null from closes where health < 90000000
  union all select account, 'tide', null, 'ebb', 'leave', 1, day, instant, 'mean', null from happenings where event = 'reply'
  union all select account, 'tide', null, 'ebb', 'leave', 2, day, null, 'mean', null from closes where logins_before > 0 and (logins_now - logins_before) * 100 > 10 * logins_before
  union all select account, 'tide', null, 'ebb', 'skip', 1, day, null, 'flood', null from closes where users_before > 0 and (active_users - users_before) * 100 > 5 * users_before
  union all select account, 'tide', null, 'mean', 'back', 1, day, null, 'ebb', null from closes where logins_before > 0 and (logins_before - logins_now) * 100 > 20 * logins_before
  union all select account, 'tide', null, 'mean', 'skip', 1, day, instant, 'flood', null from happenings where event = 'reply'
  union all select account, 'tide', null, 'mean', 'skip', 2, day, null, 'flood', null from closes where logins_before > 0 and (logins_now - logins_before) * 100 > 5 * logins_before
  union all select account, 'tide', null, null, 'enter', 2, day, null, 'flood', null from closes where health >= 90000000
  union all select account, 'tide', null, 'flood', 'back', 1, day, null, 'mean', null from closes where users_before > 0 and (users_before - active_users) * 100 > 5 * users_before
  union all select account, 'tide', null, 'flood', 'back', 2, day, null, 'ebb', null from closes where logins_before > 0 and (logins_before - logins_now) * 100 > 25 * logins_before
  union all select account, 'tide', null, 'flood', 'leave', 1, day, null, null, 'reply' from closes where quiet
)
select c.* from clauses c join spine s using (account, day) where s.alive;

create or replace table visits as select * from visits_of(['care', 'customer', 'tide']);

-- Who is in the stage `renewing` at the close of the day: after the moves of `customer` as `success` finds it, which is
-- asked later, and before those that are made at the close, as `applause` does.
create or replace table renewing as
select s.account, s.day,
  bool_or(v.entered <= s.day and (v.left_on is null or v.left_on > s.day)) as after_moves,
  bool_or((v.entered < s.day or v.entered = s.day and v.entered_at is not null)
    and (v.left_on is null or v.left_on > s.day or v.left_on = s.day and v.left_at is null)) as before_moves
from spine s left join visits v on v.account = s.account and v.stage = 'renewing' where s.alive group by all;

insert into occasions
with asked as (select account, day, coalesce(before_moves, false) as before_moves, coalesce(after_moves, false) as after_moves,
  range_at_least(low, high, 80000000) as good from renewing join closes using (account, day))
select account, 'applause', null, null, 'enter', 1, day, null, 'noticed', null from asked where before_moves and good
union all select account, 'applause', null, 'noticed', 'leave', 1, day, null, null, null from asked where not before_moves
union all select account, 'success', null, null, 'enter', 1, day, null, 'proud', null from asked where after_moves and good
union all select account, 'success', null, 'proud', 'leave', 1, day, null, null, null from asked where not after_moves;

insert into visits select * from visits_of(['applause', 'success']);

-- The usual time in a stage, by the segment at entry: as of the opening of the day for what enters at the opening or at an
-- instant, as of its close for what enters at the close. Nothing is expected of segments that are not named.
create or replace table expected_times as
with entries as (
  select v.*, case when v.entered_at is null then g.closing else g.opening end as segment
  from visits v left join standings g on g.account = v.account and g.day = v.entered
)
select *, case stage when 'setup' then case segment when 'top' then 90 when 'mid' then 60 end
    when 'adoption' then case segment when 'top' then 120 else 200 end
    when 'working' then case segment when 'mid' then 2 when 'shaky' then 1 end
    when 'watched' then 14 end as at_most
from entries;

create or replace table stage_days as
select s.account, s.day, k.stage, count(v.stage) > 0 as within, max(s.day - v.entered) as longest,
  coalesce(bool_or(s.day - v.entered > v.at_most), false) as one_overdue, count(v.stage) > count(v.at_most) as one_unknown
from spine s cross join (select unnest(['working', 'watched', 'setup', 'adoption', 'renewing', 'noticed', 'proud', 'ebb', 'mean', 'flood']) as stage) k
left join expected_times v on v.account = s.account and v.stage = k.stage and v.entered <= s.day and (v.left_on is null or v.left_on > s.day)
where s.alive group by all;

-- agree visits
-- form journeys
-- found select account, journey, key, stage, entered, case when how in ('end', 'open') then null else "left" end as left_on, case when how in ('end', 'open') then null else how end as how, to_stage, segment from journey
select account, journey, key, stage, entered, left_on, how, to_stage, segment from expected_times

-- case in_setup
-- form during a stage
-- play during setup
select account, day, within as truth from stage_days where stage = 'setup'

-- case in_adoption
-- form during a stage
-- play during adoption
select account, day, within as truth from stage_days where stage = 'adoption'

-- case in_renewing
-- form during a stage
-- play during renewing
select account, day, within as truth from stage_days where stage = 'renewing'

-- case in_working
-- form during a stage
-- play during working
select account, day, within as truth from stage_days where stage = 'working'

-- case in_watched
-- form during a stage
-- play not during watched
select account, day, not within as truth from stage_days where stage = 'watched'

-- case in_mean
-- form during a stage
-- play during mean
select account, day, within as truth from stage_days where stage = 'mean'

-- case in_noticed
-- form during a stage
-- play during noticed
select account, day, within as truth from stage_days where stage = 'noticed'

-- case in_proud
-- form during a stage
-- play during proud
select account, day, within as truth from stage_days where stage = 'proud'

-- case long_in_adoption
-- form time in a stage
-- play time in adoption > 60d
select account, day, longest > 60 as truth from stage_days where stage = 'adoption'

-- case long_in_working
-- form time in a stage
-- play time in working >= 2d
-- Of several tracks, the longest.
select account, day, longest >= 2 as truth from stage_days where stage = 'working'

-- case setup_overdue
-- form overdue
-- play setup is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'setup'

-- case adoption_overdue
-- form overdue
-- play adoption is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'adoption'

-- case working_overdue
-- form overdue
-- play working is overdue
select account, day, case when one_overdue then true when not one_unknown then false end as truth from stage_days where stage = 'working'

-- case renewing_for
-- form during a stage
-- play (during renewing and fit < 85) for 5d
-- Before its life and before the data no track is in a stage.
select account, day,
  case when count(*) filter (where both_hold) over w = 5 then true
       when count(*) filter (where not both_hold) over w > 0 or count(*) over w < 5 then false end as truth
from (
  select s.account, s.day, coalesce(within, false) and range_below(low, high, 85000000) as both_hold
  from score_days s left join stage_days d on d.account = s.account and d.day = s.day and d.stage = 'renewing'
)
window w as (partition by account order by day rows between 4 preceding and current row)

-- case idle_in_renewing
-- form trigger scope of a stage
-- scope during renewing
-- play days with (logins > 0) over 7d < 5
select d.account, d.day,
  case when 7 - count(*) filter (where logins <= 0) over w < 5 then true
       when count(*) filter (where logins > 0) over w >= 5 then false end as truth,
  coalesce(within, false) as in_scope
from daily d left join stage_days s on s.account = d.account and s.day = d.day and s.stage = 'renewing'
window w as (partition by d.account order by d.day rows between 6 preceding and current row)
