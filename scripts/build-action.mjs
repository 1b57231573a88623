// Makes a release in a folder (out/action when none is named), for GitHub Actions and pre-commit: the action's entry as one script,
// playc beside it, the library that comes with playc, the hooks, and the lock file by which the database is installed.
// docs/decisions/action.md says why so.
// With `--entry FOLDER` only the entry, beside a playc that is there.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const read = (path) => readFileSync(join(root, path), "utf8");

/** Gives the names of the packages that are in it. */
async function bundleEntry(folder) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: "action/main.ts" },
    outdir: folder,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // Packages of the older kind ask for Node's own modules by `require`.
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
    },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const inPackage = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;
  return [...new Set(Object.keys(metafile.inputs).flatMap((path) => inPackage.exec(path)?.[1] ?? []))].sort();
}

/** What the project's own lock file says of these packages and of what they need. */
function lockedPackages(names) {
  const { packages } = JSON.parse(read("package-lock.json"));
  const found = {};
  const visit = (name) => {
    const path = `node_modules/${name}`;
    if (found[path] || !packages[path]) return;
    const { dev: _, ...entry } = packages[path];
    found[path] = entry;
    for (const needed of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) visit(needed);
  };
  names.forEach(visit);
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** As pre-commit installs it: a package of its own with nothing to be built, and nothing else that it needs. */
function writePackage(folder) {
  const { name, version, description, license, bin, engines } = JSON.parse(read("package.json"));
  const described = { name, version, description, license, private: true, type: "module", bin, engines };
  writeFileSync(join(folder, "package.json"), json(described));
}

/** What `npm ci` of the database goes by. */
function writeLock(folder) {
  mkdirSync(folder);
  const { version, dependencies } = JSON.parse(read("package.json"));
  const names = Object.keys(dependencies).filter((name) => name.startsWith("@duckdb/"));
  const own = Object.fromEntries(names.map((name) => [name, dependencies[name]]));
  const described = { name: "playc-database", version, license: "MIT", dependencies: own };
  writeFileSync(join(folder, "package.json"), json({ ...described, private: true, type: "module" }));
  const lock = { name: described.name, version, lockfileVersion: 3, requires: true };
  const packages = { "": described, ...lockedPackages(names) };
  writeFileSync(join(folder, "package-lock.json"), json({ ...lock, packages }));
}

function writeLicences(folder, packages) {
  const own = JSON.parse(read("package.json"));
  const bundled = [
    ...new Set([...packages, ...Object.keys(own.dependencies).filter((name) => !name.startsWith("@duckdb/"))]),
  ];
  const texts = bundled.sort().map((name) => `${name}\n\n${licenceOf(join(root, "node_modules", name))}\n`);
  writeFileSync(join(folder, "licences.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

function licenceOf(folder) {
  for (const name of ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license", "LICENSE-MIT"]) {
    try {
      return readFileSync(join(folder, name), "utf8").trim();
    } catch {
      // Another name, then.
    }
  }
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).license;
}

const [first = join(root, "out/action"), second] = process.argv.slice(2);
if (first === "--entry") await bundleEntry(second);
else {
  const dist = join(first, "dist");
  rmSync(first, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const packages = await bundleEntry(dist);
  process.argv.splice(2, process.argv.length, dist);
  await import("./build.mjs");
  for (const path of ["action/action.yml", ".pre-commit-hooks.yaml", "LICENSE"]) {
    cpSync(join(root, path), join(first, basename(path)));
  }
  cpSync(join(root, "playbooks/standard"), join(first, "playbooks/standard"), {
    recursive: true,
    filter: (path) => !path.includes(".playc"),
  });
  // What V8 made of it is of this machine's Node; a map is for whoever has the source.
  for (const name of readdirSync(join(dist, "chunks"))) {
    if (/\.(map|v8)$/.test(name)) rmSync(join(dist, "chunks", name));
  }
  writePackage(first);
  writeLock(join(first, "database"));
  writeLicences(first, packages);
  console.log(`The release: ${first}`);
}
