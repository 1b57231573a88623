/** Accounts of one program with the same accounts as another program reads them. */
import type { AccountHistory, Histories } from "../../runtime/histories/types.ts";

export interface Alongside<Given> {
  /** Gives the accounts of the one, each with that of the other at hand. */
  readonly histories: Given;
  /** Of an account that was given. */
  readonly other: (account: AccountHistory) => AccountHistory | undefined;
}

/** Both stream in order of id: in memory are those that whoever takes them keeps, and one more of each. */
export function alongside<Given extends Pick<Histories, "accounts">>(
  main: Given,
  others: Pick<Histories, "accounts">,
): Alongside<Given> {
  const pairs = new WeakMap<AccountHistory, AccountHistory>();
  const accounts: Histories["accounts"] = async function* (places) {
    const waiting = others.accounts()[Symbol.asyncIterator]();
    let next = await waiting.next();
    try {
      for await (const account of main.accounts(places)) {
        while (!next.done && isBefore(next.value.id, account.id)) next = await waiting.next();
        if (!next.done && next.value.id === account.id) pairs.set(account, next.value);
        yield account;
      }
    } finally {
      await waiting.return?.();
    }
  };
  return {
    histories: { ...main, accounts },
    other: (account) => pairs.get(account),
  };
}

/** By UTF-8 bytes, as accounts stream. */
function isBefore(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
}
