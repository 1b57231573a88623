/** Hands what was found to code scanning, which shows it at its lines and remembers it. */
import { gzipSync } from "node:zlib";
import type { Api } from "./api.ts";

/** Of what it is: the commit, and the ref that it is of. */
export interface Analysed {
  readonly repository: string;
  readonly commit: string;
  readonly ref: string;
}

/** Throws what the API refuses with. */
export async function uploadSarif(api: Api, { repository, commit, ref }: Analysed, sarif: string): Promise<void> {
  const [owner = "", repo = ""] = repository.split("/");
  await api.request("POST /repos/{owner}/{repo}/code-scanning/sarifs", {
    owner,
    repo,
    commit_sha: commit,
    ref,
    tool_name: "playc",
    sarif: gzipSync(sarif).toString("base64"),
  });
}
