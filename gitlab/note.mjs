// Keeps one note of a merge request up to date: `node note.mjs REVIEW.md PROJECT`, in a job of its pipeline. It is known again by its
// marker and its author; nobody else's is touched, and none is deleted. Without PLAYC_GITLAB_TOKEN it does nothing.
import { readFileSync } from "node:fs";

/** GitLab takes a million characters. */
const longest = 900_000;

const [file, project = "."] = process.argv.slice(2);
const { PLAYC_GITLAB_TOKEN: token, CI_API_V4_URL: api, CI_PROJECT_ID: id, CI_MERGE_REQUEST_IID: number } = process.env;
if (!token) {
  console.log("No note: PLAYC_GITLAB_TOKEN is not set. playc-review.md of this job's artifacts has the review.");
} else {
  try {
    console.log(await keepNote());
  } catch (error) {
    // What GitLab does not allow fails no pipeline.
    console.log(`The note was not written: ${error.message}`);
  }
}

async function keepNote() {
  const marker = `<!-- playc review of ${encodeURIComponent(project).replaceAll("-", "%2D")} -->`;
  const body = `${marker}\n${withoutOrders(readFileSync(file, "utf8")).slice(0, longest)}`;
  const notes = `/projects/${encodeURIComponent(id)}/merge_requests/${encodeURIComponent(number)}/notes`;
  const { id: author } = (await ask("GET", "/user")).answer;
  let found;
  for (let page = "1"; page && !found; ) {
    const { answer, next } = await ask("GET", `${notes}?per_page=100&page=${page}`);
    found = answer.find((note) => note.author.id === author && note.body.startsWith(marker));
    page = next;
  }
  if (found?.body === body.trimEnd()) return "The note says so already.";
  if (found) await ask("PUT", `${notes}/${found.id}`, { body });
  else await ask("POST", notes, { body });
  return found ? "The note is changed." : "The note is made.";
}

/** GitLab obeys lines that begin with a slash, such as `/merge`: a sign that nobody sees stands before them. */
function withoutOrders(markdown) {
  return markdown.replace(/^(\s*)\//gm, "$1\u2060/");
}

async function ask(method, path, given) {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { "PRIVATE-TOKEN": token, ...(given && { "content-type": "application/json" }) },
    ...(given && { body: JSON.stringify(given) }),
    redirect: "error",
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`GitLab answered ${response.status} to ${method} ${path.split("?")[0]}.`);
  return { answer: await response.json(), next: response.headers.get("x-next-page") };
}
