-- What the ledger that the simulation wrote says was delivered, and what conditions say of it. Written from
-- docs/language.md, section 5, "Time since and to" and "Shares of touches".

create or replace table deliveries as
select account, name as touch, channel, done_on as day, done_at as instant from ledger where kind = 'touch' and outcome = 'done';

create or replace table delivered_days as
select s.account, s.day, s.alive, greatest(a.begins, (select min(day) from spine)) as known_from,
  max(d.day) filter (where d.touch = 'talk') as talk, max(d.day) filter (where d.touch = 'letter') as letter
from spine s join accounts a using (account) left join deliveries d on d.account = s.account and d.day <= s.day
group by all;

-- Work is dated, and acts at the close of its day.
create or replace table happenings as
select account, 'submission' as event, timezone('Europe/London', cast(submitted_on + 1 as timestamp)) as instant, submitted_on as day
from submissions join accounts using (account);

create or replace table asking as
select 'any' as asked, 'submission' as event, 10 as within, d.* from deliveries d
union all select 'by mail', 'submission', 6, d.* from deliveries d where channel = 'email'
union all select 'talks', 'submission', 14, d.* from deliveries d where touch = 'talk';

-- case since_talk
-- form time since last done
-- play time since last done talk > 30d
-- With none, it is at least the days since the account's first day or the data's.
select account, day, case when talk is not null then day - talk > 30 when day - known_from > 30 then true end as truth from delivered_days

-- case talked_lately
-- form time since last done
-- play time since last done talk < 2w
select account, day, case when talk is not null then day - talk < 14 when day - known_from >= 14 then false end as truth from delivered_days

-- case months_since_letter
-- form time since last done
-- play time since last done letter >= 2 months
select account, day, day >= day_after(coalesce(letter, case when day >= day_after(known_from, 2) then known_from end), 2) as truth from delivered_days

-- case answered_by_work
-- form share of touches
-- play share of touches with submission within 10d over 60d >= 20%
-- The submissions must be known on the days since the first touch that counts.
select r.account, r.day, case when e.submissions_known and r.first_day >= e.submissions_from then share_at_least(answered, counted, 20) end as truth
from shares('any', 60) r join event_days e using (account, day)

-- case mails_answered_by_work
-- form share of touches by a channel
-- play share of email touches with submission within 6d over 90d > 0%
select r.account, r.day, case when e.submissions_known and r.first_day >= e.submissions_from and counted > 0 then answered > 0 end as truth
from shares('by mail', 90) r join event_days e using (account, day)

-- case talks_answered_by_work
-- form share of touches of one touch
-- play share of touch talk with submission within 14d over 120d < 30%
select r.account, r.day, case when e.submissions_known and r.first_day >= e.submissions_from then not share_at_least(answered, counted, 30) end as truth
from shares('talks', 120) r join event_days e using (account, day)
