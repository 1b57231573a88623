/**
 * The one comment of a pull request, kept up to date: made where there is something to say, changed when it says something else,
 * and known again by its marker and its author. Nobody else's is touched, and none is deleted.
 */
import { type Api, refusalOf } from "./api.ts";
import { isMarked } from "./marker.ts";

/** GitHub takes no longer one, in characters. */
export const longestComment = 65_536;

export interface Commented {
  readonly url: string | null;
  readonly done: "made" | "changed" | "the same" | "nothing to say";
}

export interface CommentOf {
  readonly repository: string;
  readonly number: number;
  readonly marker: string;
  /** Begins with the marker. */
  readonly body: string;
  /** Whether there is anything to say: without it, no comment is made, and one that is there is still changed. */
  readonly isWorthIt: boolean;
}

interface Comment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly html_url: string;
  readonly user?: { readonly login: string } | null;
}

/** Of a server that failed, it is not known whether it did what it was asked: it is looked for again. */
const mostTries = 3;

/** Throws what the API refuses with. */
export async function keepComment(api: Api, wanted: CommentOf): Promise<Commented> {
  const [owner = "", repo = ""] = wanted.repository.split("/");
  const author = await ownName(api);
  for (let tries = 1; ; tries++) {
    try {
      const found = await ownComment(api, { owner, repo, ...wanted }, author);
      return await kept(api, { owner, repo, ...wanted }, found);
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused || refused.status < 500 || tries === mostTries) throw error;
    }
  }
}

type At = CommentOf & { readonly owner: string; readonly repo: string };

async function kept(api: Api, at: At, found: Comment | undefined): Promise<Commented> {
  const { owner, repo, number, body, isWorthIt } = at;
  if (found?.body === body) return { url: found.html_url, done: "the same" };
  if (found) {
    const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
    try {
      const { data } = await api.request(route, { owner, repo, comment_id: found.id, body });
      return { url: data.html_url, done: "changed" };
    } catch (error) {
      // Somebody deleted it since it was found.
      if (refusalOf(error)?.status === 404) return await kept(api, at, undefined);
      throw error;
    }
  }
  if (!isWorthIt) return { url: null, done: "nothing to say" };
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const { data } = await api.request(route, { owner, repo, issue_number: number, body, request: { retries: 0 } });
  return { url: data.html_url, done: "made" };
}

async function ownComment(api: Api, { owner, repo, number, marker }: At, author: string): Promise<Comment | undefined> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const pages = api.paginate.iterator(route, { owner, repo, issue_number: number, per_page: 100 });
  for await (const { data } of pages) {
    const found = data.find(({ user, body }) => user?.login === author && isMarked(body ?? "", marker));
    if (found) return found;
  }
  return undefined;
}

/** The login that a job's own token has, where the API does not say whose a token is. */
const usual = "github-actions[bot]";

async function ownName(api: Api): Promise<string> {
  try {
    const { viewer } = await api.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
    return viewer.login;
  } catch (error) {
    // A server that failed says nothing: taken for another, a second comment would be made.
    if ((refusalOf(error)?.status ?? 0) >= 500) throw error;
    return usual;
  }
}
