import type { Look } from "./look.ts";

/** A number of the fake Graph, before anything happens to it. */
export type Seed = { number: string; look: Look; neighbours?: number };
export type FakeNumber = { id: string; accountId: string; number: string; display: string; look: Look };

/** The numbers and accounts of the fake Graph: one account per seed, so that each can be in trouble alone. */
export function createWorld(seeds: readonly Seed[]) {
  const numbers = seeds.filter(({ look }) => isListed(look)).flatMap(numbersOf);
  const accountIds = [...new Set(numbers.map(({ accountId }) => accountId))];

  return {
    accountIds,
    numberById: (id: string) => numbers.find((one) => one.id === id && isListed(one.look)),
    /** An account looks like the seed it came from; it stays when its number is removed. */
    accountById(id: string): { look: Look; numbers: readonly FakeNumber[] } | undefined {
      const all = numbers.filter((one) => one.accountId === id);
      const seed = all.at(-1);
      return seed && { look: seed.look, numbers: all.filter(({ look }) => isListed(look)) };
    },
    /** Every number a call to this id is about: the one, or those of the account. */
    numbersAt: (id: string) => numbers.filter((one) => one.id === id || one.accountId === id),
    setLook(number: string, look: Look): void {
      const known = numbers.find((one) => one.number === number);
      if (!known) throw new Error(`The sandbox knows no number ${number}.`);
      Object.assign(known, { look, id: look.phoneNumberId ?? phoneNumberIdOf(number) });
    },
  };
}
export type World = ReturnType<typeof createWorld>;

/** Ids are made of the number's last digits, so that they can be told by looking. */
export function accountIdOf(number: string): string {
  return `700500000000${number.slice(-3)}`;
}

export function phoneNumberIdOf(number: string): string {
  return `700600000000${number.slice(-3)}`;
}

/** A number that was given the look of an unlisted one has been removed. */
function isListed({ listed = true }: Look): boolean {
  return listed;
}

function numbersOf({ number, look, neighbours = 0 }: Seed): FakeNumber[] {
  const accountId = accountIdOf(number);
  const healthy = Array.from({ length: neighbours }, (_, nth) => aNumber(`+1555010010${1 + nth}`, accountId, {}));
  return [...healthy, aNumber(number, accountId, look)];
}

function aNumber(number: string, accountId: string, look: Look): FakeNumber {
  return { id: phoneNumberIdOf(number), accountId, number, display: format(number), look };
}

/** "+15550100001" as Meta displays it: "+1 555-010-0001". */
function format(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1-$2-$3");
}
