-- What the files of the distance-learning provider say, day by day, under the rules of docs/language.md.
-- Variables: data (the folder), every (keep one account in so many).

-- Only the accounts that are asked about; the horizons below look at the whole tables.
create table accounts as
select account, module, studied_credits as credits, start_date, end_date, registered_on as begins, withdrawn_on as ends, withdrawn_on as gave_up
from read_csv(getvariable('data') || '/accounts.csv')
qualify row_number() over (order by account) % getvariable('every') = 0;

create table activity as
select account, day, clicks, sites from read_csv(getvariable('data') || '/daily_activity.csv*');

-- Points are whole millionths.
create table submissions as
select account, submitted_on, due_on, kind, cast(cast(score as decimal(18, 6)) * 1000000 as bigint) as score
from read_csv(getvariable('data') || '/submissions.csv', types = {'score': 'decimal(18, 6)'});

-- The first and last day of each table; `covers` of the overdue cases is written in playc.yaml.
create table horizon as
select
  (select min(day) from activity) as activity_from, (select max(day) from activity) as activity_to,
  (select min(submitted_on) from submissions) as submissions_from, (select max(submitted_on) from submissions) as submissions_to,
  date '2013-03-01' as overdue_from, date '2015-05-30' as overdue_to;

-- The days of the input: from the first to the last day that any table speaks for.
create table spine as
with grid as (
  select least(activity_from, submissions_from, overdue_from) as first_day, greatest(activity_to, submissions_to, overdue_to) as last_day
  from horizon
)
select a.account, d.day, coalesce(d.day >= a.begins and (a.ends is null or d.day <= a.ends), false) as alive
from accounts a, (select unnest(generate_series(first_day, last_day, interval 1 day))::date as day from grid) d;

-- Missing rules hold on days of the account's life that are also days of the table. `clicks` are zero when missing,
-- `breadth` carries, `sites` has no rule.
create table daily as
select s.account, s.day,
  coalesce(x.clicks, case when s.alive and s.day between h.activity_from and h.activity_to then 0 end) as clicks,
  x.sites as sites,
  case when x.sites is not null then x.sites
       when s.alive and s.day between h.activity_from and h.activity_to
       then last_value(x.sites ignore nulls) over (partition by s.account order by s.day rows between unbounded preceding and current row)
  end as breadth
from spine s cross join horizon h left join activity x on x.account = s.account and x.day = s.day;

-- Is the day one of the days on which the table of events speaks about the account?
create table event_days as
select s.account, s.day,
  greatest(a.begins, h.submissions_from) as submissions_from,
  coalesce(s.day between greatest(a.begins, h.submissions_from) and h.submissions_to, false) as submissions_known,
  greatest(a.begins, h.overdue_from) as overdue_from,
  coalesce(s.day between greatest(a.begins, h.overdue_from) and h.overdue_to, false) as overdue_known
from spine s join accounts a using (account) cross join horizon h;

-- A late essay is a case: it opens on its due date and closes on the day it is handed in.
create table overdue as
select account, due_on as opened, submitted_on as closed, score
from submissions cross join horizon
where kind = 'TMA' and submitted_on > due_on and due_on between overdue_from and overdue_to;
