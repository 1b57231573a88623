/** The small project for whoever has no data at hand, begun with the standard playbooks. */
import { sampleData, sampleProjectFile } from "../sample.ts";
import { currencyLines } from "./write.ts";

const playbook = (
  currency: string,
) => `# What is taken of the standard playbooks. Add to it: \`use standard { play at_risk }\` brings what \`at_risk\` needs.

use standard {
  policy
  cadence tier_1_start, first_quarter, tier_2_start, smb_renewal
  play enterprise_renewal, mid_market_renewal
  trigger login_drop, below_usual, gone_quiet, renewal_near
}

# A figure is set anew by its name, and a declaration by its own:
#   replace let silence = 21d
#   replace touch check_in { channel phone owner csm effort 15min purpose address_need kind proactive }
${currencyLines(currency).join("\n")}
`;

const tests = (currency: string) => `# What you rely on, shown on customers made up for it. \`playc test\` runs it.

test "a week much quieter than the one before is answered within two days" {
  account acme { arr ${currency} 120K contract_start 2026-01-12 }
  history acme {
    logins 20 from 2026-03-02 to 2026-03-08 # a value a day
    logins 10 from 2026-03-09 to 2026-03-15
  }
  expect acme is enterprise at 2026-03-15
  expect trigger login_drop for acme on 2026-03-15
  expect touch check_in for acme from login_drop by 2026-03-17
}
`;

/** Its files, by path. */
export function standardSample(currency: string, timeZone: string): Map<string, string> {
  const libraries = "\nlibraries:\n  standard: built-in\n";
  const owner = "{ column: owner, known: today }";
  const projectFile = sampleProjectFile(currency, timeZone).replace(
    "people:\n",
    `people:\n  onboarding_lead: ${owner} # whoever looks after the account, until there is somebody else\n`,
  );
  return new Map([
    ["playc.yaml", `${projectFile}${libraries}`],
    ["standard.play", playbook(currency)],
    ["tests.play", tests(currency)],
    ...sampleData(),
  ]);
}
