// Runs the generator of the synthetic histories: node scripts/generate-saas.mjs [--accounts 500] [--months 18] [--seed N] [--out folder]
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({
  options: {
    accounts: { type: "string" },
    months: { type: "string" },
    seed: { type: "string" },
    out: { type: "string", default: "playbooks/saas/data" },
  },
});

// Inside node_modules, so that the bundle finds DuckDB, which stays outside it.
const bundle = new URL("../node_modules/.cache/generate-saas.mjs", import.meta.url);
await mkdir(new URL(".", bundle), { recursive: true });
await build({
  entryPoints: [new URL("generate-saas.ts", import.meta.url).pathname],
  outfile: bundle.pathname,
  bundle: true,
  format: "esm",
  platform: "node",
  external: ["@duckdb/node-api"],
  logLevel: "warning",
});
const { generateSaas, repositoryOptions } = await import(bundle.href);
const given = ["accounts", "months", "seed"].filter((name) => values[name] !== undefined);
const numbers = Object.fromEntries(given.map((name) => [name, Number(values[name])]));
if (Object.values(numbers).some((number) => !Number.isSafeInteger(number) || number < 1)) {
  console.error("--accounts, --months and --seed are whole numbers from 1 up.");
  process.exit(2);
}
const written = await generateSaas({ ...repositoryOptions, ...numbers, out: values.out });
for (const file of written) console.log(`${file.name}  ${file.rows} rows  ${file.bytes} bytes`);
