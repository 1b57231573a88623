/** The small model that engine tests share. 2026-01-05 is a Monday. */
export const model = `
account { contract_start date  renewal date?  churned_on date?  vip flag = false  mail_ok flag = true  phone_ok flag = true  interval duration?
  begins contract_start  ends churned_on }
metric logins count per day missing is zero
metric health points 0..100 snapshot missing carries bands green 80 yellow 60 orange 40 red 0
event reply, attended, sponsor_left
event ticket { key id  severity one of low, critical  closed by ticket_closed }
event ticket_closed { id }
contact sponsor
role csm owns accounts
role manager shared answers within 2 business days
role robot machine
segments { vip when vip  plain otherwise }
stage onboarding from contract_start to 30d after
touch call  { channel video        owner csm    effort 30min prep 15min purpose address_need kind proactive }
touch chat  { channel phone or email owner csm  effort 10min purpose open_dialogue kind proactive }
touch review { channel video       owner csm    effort 60min purpose reinforce_value kind proactive never dropped }
touch mail  { channel email        owner robot  effort 0min  purpose give_insight kind educational }
touch bill  { channel email        owner robot  effort 0min  purpose address_need kind transactional }
task  notes { owner csm effort 20min }
`;

export const hours = "hours 09:00..17:00 mon..fri";
export const csm = { csm: "Dana" };
export const joined = (contract_start: string, more: Record<string, string | boolean> = {}) => ({
  contract_start,
  ...more,
});
