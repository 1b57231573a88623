/**
 * What the checks of a program gather, in order: most of it is what earlier checks gave, taken over in whole lists, so
 * that a large program costs no step for each member.
 */
export class Gathered<Member> implements Iterable<Member> {
  readonly #lists: (readonly Member[])[] = [];
  /** Takes single members; the last of the lists, unless that was taken over. */
  #open: Member[] | undefined;
  #apart: Member[] | undefined;

  push(member: Member): void {
    if (this.#apart) {
      this.#apart.push(member);
      return;
    }
    if (!this.#open) {
      this.#open = [];
      this.#lists.push(this.#open);
    }
    this.#open.push(member);
  }

  /** Takes over a list, which nobody changes any more. */
  pushAll(members: readonly Member[]): void {
    if (members.length === 0) return;
    if (this.#apart) {
      for (const member of members) this.#apart.push(member);
      return;
    }
    this.#lists.push(members);
    this.#open = undefined;
  }

  /** What the work gathers, for the caller to take over later: it is not in here. */
  apart(work: () => void): readonly Member[] {
    const outer = this.#apart;
    const own: Member[] = [];
    this.#apart = own;
    try {
      work();
    } finally {
      this.#apart = outer;
    }
    return own;
  }

  *[Symbol.iterator](): Iterator<Member> {
    for (const list of this.#lists) yield* list;
  }
}
