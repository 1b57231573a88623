/** Hands what was found to code scanning, which shows it at its lines and remembers it. */
import { gzipSync } from "node:zlib";
import type { Api } from "./api.ts";
import type { Event } from "./event.ts";

/** Throws what the API refuses with. */
export async function uploadSarif(api: Api, { repository, commit, ref }: Event, sarif: string): Promise<void> {
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
