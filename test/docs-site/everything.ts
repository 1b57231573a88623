/** A small program with one of everything that a site has pages of, and words that would break out of a careless page. */
import type { Schedule } from "../../schedule/types.ts";
import { scheduleOf } from "../support/world.ts";

export const hostileWords = `<script>window.broken = 1</script> <img src=x onerror="window.broken=1"> ' " & ]]> {{x}} javascript:alert(1)`;

const program = `
## ${hostileWords}
account { contract_start date renewal date? churned_on date? ## ${hostileWords}
  arr money plan one of trial, pro mail_ok flag = true storage_limit count goal text? begins contract_start ends churned_on }
metric logins count per day missing is zero
metric storage count snapshot missing carries
metric features count snapshot missing carries
## ${hostileWords}
event sponsor_left, reply, attended
event ticket { key id severity one of low, critical closed by ticket_closed }
event ticket_closed { id }
contact sponsor { vacant use champion }
contact champion { vacant alert Manager }
role csm owns accounts
role Manager shared answers within 2 business days
role robot machine
calendar year_end { every year 12-20..01-05 }
stage onboarding from contract_start to 90d after
health {
  usage 60 { 30 points when logins over 7d > 0 30 points by storage from 0 to 500 }
  support 40 { 40 points when no ticket where (severity is critical) is open }
  bands green 80 yellow 60 red 0
  lost when churned_on is known
}
journey customer {
  stage setup { enter from contract_start leave when features >= 3 confirmed by attended expect large 7d..30d, 30d..60d }
  stage adoption { enter after setup back to setup on sponsor_left }
}
segments { large when arr >= $50K and (plan is pro or mail_ok) small otherwise }
models { high_touch when segment is large { coverage dedicated 15..30 accounts per csm } tech_touch otherwise { coverage none } }
let runway = large 60d otherwise 30d
touch call { channel video owner csm effort 30min prep 15min purpose address_need kind proactive never dropped target attended >= 80% for large }
## ${hostileWords}
touch mail { channel email owner robot effort 0min purpose give_insight kind educational template "mail.md" }
touch Mail { channel email owner robot effort 0min purpose give_insight kind educational }
task notes { owner csm effort 20min }
cadence rhythm for large from contract_start { every 2 weeks touch call not within 7d of mail every 1 week touch mail, Mail in turn }
## ${hostileWords}
cadence light for small, high_touch from contract_start during onboarding where plan is trial {
  ## ${hostileWords}
  day 2 touch mail within the day when logins over 1d = 0
}
cadence warm for small from contract_start { every 1 month touch mail }
cadence before_renewal before renewal { runway touch call to sponsor }
trigger quiet { level red when (logins over 14d = 0 outside year_end) and setup is overdue do alert Manager touch call within runway rest 30d until logins over 7d > 0 }
trigger gone for large { level red on sponsor_left do start rescue }
play rescue for large {
  level red
  start when health < 60
  win when health >= 80 for 7d
  lose when churned_on is known
  end after 45d
  again after 30d
  pauses cadence rhythm
  lifts to high_touch
  target win >= 50%
  phase first day 1..7 { touch call expects reply within 4d task notes }
  phase then_on day 8..40 { every 1 week at once touch mail handoff to Manager needs goal, mail_ok }
  escalation ladder
}
escalation ladder { after 3d task notes unless reply after 7d touch call to sponsor while health is red stop on attended }
play renewing for large { level yellow phase offer 60d..31d before renewal { touch call every 2 weeks touch mail } phase close 30d..0d before renewal { task notes } }
experiment warmth for small { arm warm 50% { cadence warm } arm none 50% { } }
measure green { share of accounts when health is green target > 70% }
measure won_back { share of runs of rescue won target > 50% }
roi { cost people $60 per hour of csm benefit kept 30% of arr per won rescue target 100%..300% }
assume { email reply 9% within 3d touch call attended 80% }
team { csm 3 people 30h per week 65% for plays handover notes }
cover csm away over 2 business days by Manager
policy {
  hours 09:00..17:00 mon..fri
  limit 2 touches per 7d except red
  quiet 3d after call
  consent email by mail_ok
  merge touches within 2d with the same owner
  spread over 3 business days
  otherwise defer up to 3d then drop
}
`;

const letter = `Subject: ${hostileWords.replaceAll("{", "\\{")} {account.goal otherwise "<b>"}

Hello {contact.sponsor otherwise "all"},
${hostileWords.replaceAll("{", "\\{")}

[here](javascript:alert(1)) {role.csm otherwise "us"} {metric.logins otherwise "some"} {touch.purpose}
`;

export function everything(): Schedule {
  return scheduleOf(program, { "mail.md": letter });
}
