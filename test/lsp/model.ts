/** A program with something of everything, around the pieces of most tests of the language service. */
export const model = `account {
  arr money
  plan one of starter, pro
  seats count
  contract_start date
  renewal date
  strategic flag = false
  begins contract_start
}
metric logins count per day missing is zero
metric health points 0..100 snapshot bands green 80 yellow 60 red 0
event ticket { severity one of high, low  cost money }
event reply
contact sponsor
role csm owns accounts
role manager shared answers within 2 business days
calendar year_end { every year 12-20..12-31 }
stage onboarding from contract_start to 90d after
segments { large when arr >= $50K  small otherwise }
let low = $3K
let soon = 48h
## Says hello.
touch call { channel phone owner csm effort 25min prep 10min purpose address_need kind proactive }
touch mail { channel email owner csm effort 5min purpose give_insight kind educational }
task notes { owner csm effort 20min }
cadence rhythm from contract_start { every 2 weeks touch call }
play rescue { level red start when arr > $3 win when arr > $4 end after 9d phase first day 1..3 { task notes } }
escalation ladder { after 2d alert manager }
`;
