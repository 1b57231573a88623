/** The model that the examples of the explanations stand in: a small program without a diagnostic. */

export const modelText = `account {
  arr                money
  plan               one of trial, pro, enterprise
  contract_start     date
  renewal            date
  churned_on         date?
  seats              count
  strategic          flag = false
  auto_renews        flag = false
  email_opt_in       flag = true
  goal               text?
  notice_given       date?
  preferred_interval duration?
  begins contract_start
  ends   churned_on
}

metric logins       count per day missing is zero
metric active_users count snapshot missing carries
metric storage      count snapshot
metric health       points 0..100 snapshot missing carries bands green 80 yellow 60 red 0

event ticket { key id  severity one of low, high  sentiment ratio?  closed by ticket_closed }
event ticket_closed { id }
event reply
event nps { score 0..10 }

contact sponsor
role csm        owns accounts
role executive  shared answers within 5 business days
role automation machine
calendar year_end { every year 12-20..01-05 }
stage onboarding from contract_start to 90d after

segments {
  enterprise when arr >= $100K or strategic
  smb        when arr >= $5K
  self_serve otherwise
}

touch check_in { channel video or phone  owner csm  effort 25min  purpose address_need  kind proactive }
touch qbr      { channel video  owner csm  effort 60min  prep 2h  purpose reinforce_value  kind proactive }
## The contract asks for it.
touch notice   { channel email  owner automation  effort 0min  purpose address_need  kind transactional }
task  review_usage { owner csm  effort 30min }

cadence rhythm for enterprise from contract_start { every 2 weeks touch check_in  every 1 quarter touch qbr to sponsor }
cadence runway before renewal { 60d touch notice }
trigger quiet during onboarding { level yellow  when logins over 30d = 0 outside year_end  do task review_usage }
play at_risk {
  level red
  start when health < 60
  win   when health >= 80 for 7d
  end   after 90d
  phase reach day 1..30 { touch check_in expects reply within 4d }
  escalation rescue
}
escalation rescue { after 21d  alert executive unless reply }
`;
