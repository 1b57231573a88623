/** The words for why a metric or an event type is unknown, put together once for each: days are counted by them. */

export interface DataWords {
  readonly noTable: string;
  readonly afterData: string;
  readonly noValue: string;
  /** `beforeAccount`: older data would not help, because the account had not begun. */
  tooEarly(beforeAccount: boolean, isWindow: boolean): string;
}

export function dataWordsOf(name: string): DataWords {
  const early = (isWindow: boolean) => {
    const before = isWindow ? "window before" : "before";
    return { account: `${before} the account begins: ${name}`, data: `${before} the data: ${name}` };
  };
  const [ofDay, ofWindow] = [early(false), early(true)];
  return {
    noTable: `no table: ${name}`,
    afterData: `after the data: ${name}`,
    noValue: `no value: ${name}`,
    tooEarly(beforeAccount, isWindow) {
      const words = isWindow ? ofWindow : ofDay;
      return beforeAccount ? words.account : words.data;
    },
  };
}
