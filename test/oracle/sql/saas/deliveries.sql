-- What the ledger that the simulation wrote says was delivered, and what conditions say of it. Written from
-- docs/language.md, section 5, "Time since and to" and "Shares of touches", and section 10, "What was really delivered".

-- A record that settles no demand was delivered, too: by its channel, else by the first of the touch.
create or replace table deliveries as
select account, name as touch, channel, done_on as day, done_at as instant from ledger where kind = 'touch' and outcome = 'done'
union all
select account, name, coalesce(channel, case name when 'check_in' then 'video' when 'async_update' then 'slack' end), delivered_on, delivered_at
from delivered where kind = 'touch' and demand is null;

create or replace table delivered_days as
select s.account, s.day, s.alive, greatest(a.begins, date '2025-01-01') as known_from,
  max(d.day) filter (where d.touch = 'check_in') as check_in, max(d.day) filter (where d.touch = 'async_update') as async_update,
  max(d.day) filter (where d.touch = 'tip_mail') as tip_mail
from spine s join accounts a using (account) left join deliveries d on d.account = s.account and d.day <= s.day
group by all;

create or replace table happenings as
select x.account, x.kind as event, x.at as instant, cast(x.at at time zone a.time_zone as date) as day
from read_csv(getvariable('data') || '/activities.csv', types = {'at': 'timestamptz'}) x join accounts a using (account)
where cast(x.at at time zone a.time_zone as date) between date '2025-01-01' and date '2026-06-30';

create or replace table asking as
select *, row_number() over (partition by asked, account order by instant) as n
from (
  select 'any reply' as asked, 'reply' as event, 5 as within, d.* from deliveries d
  union all select 'slack reply', 'reply', 3, d.* from deliveries d where channel = 'slack'
  union all select 'check_in attended', 'attended', 1, d.* from deliveries d where touch = 'check_in'
);

-- case since_check_in
-- form time since last done
-- play time since last done check_in > 21d
-- With none, it is at least the days since the account's first day or the data's.
select account, day, case when check_in is not null then day - check_in > 21 when day - known_from > 21 then true end as truth from delivered_days

-- case soon_after_check_in
-- form time since last done
-- play time since last done check_in <= 5d
select account, day, case when check_in is not null then day - check_in <= 5 when day - known_from > 5 then false end as truth from delivered_days

-- case month_since_update
-- form time since last done
-- play time since last done async_update >= 1 month
select account, day, day >= day_after(coalesce(async_update, case when day >= day_after(known_from, 1) then known_from end), 1) as truth
from delivered_days

-- case no_tip_for
-- form time since last done
-- play time since last done tip_mail >= 20d for 5d
select account, day,
  case when count(*) filter (where long) over w = 5 then true when count(*) filter (where not long) over w > 0 then false end as truth
from (select account, day, case when tip_mail is not null then day - tip_mail >= 20 when day - known_from >= 20 then true end as long from delivered_days)
window w as (partition by account order by day rows between 4 preceding and current row)

-- case replies
-- form share of touches
-- play share of touches with reply within 5d over 60d >= 25%
select account, day, share_at_least(answered, counted, 25) as truth from shares('any reply', 60)

-- case slack_replies
-- form share of touches by a channel
-- play share of slack touches with reply within 3d over 90d < 20%
select account, day, not share_at_least(answered, counted, 20) as truth from shares('slack reply', 90)

-- case check_ins_attended
-- form share of touches of one touch
-- play share of touch check_in with attended within 1d over 120d >= 10%
select account, day, share_at_least(answered, counted, 10) as truth from shares('check_in attended', 120)
