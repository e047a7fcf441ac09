import { buildHealth } from "./health.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";

export const BUSINESS_ID = "700300000000001";
const APP_ID = "700400000000001";
/** Healthy numbers beside the healthy one, so that its account has more than one page of them. */
const NEIGHBOURS = 7;

type Node = Readonly<Record<string, unknown>>;
export type FakeNumber = { id: string; accountId: string; number: string; display: string; scenario: Scenario };

/** The numbers and accounts of the fake Graph: one account per scenario, so that each can be in trouble alone. */
export function createWorld() {
  const numbers = SCENARIOS.filter(({ listed = true }) => listed).flatMap(numbersOf);

  return {
    businessId: BUSINESS_ID,
    accountIds: [...new Set(numbers.map(({ accountId }) => accountId))],
    numberById: (id: string) => numbers.find((one) => one.id === id && isListed(one)),
    numbersOfAccount: (accountId: string) => numbers.filter((one) => one.accountId === accountId && isListed(one)),
    setScenario(number: string, id: string): void {
      const known = numbers.find((one) => one.number === number);
      const scenario = SCENARIOS.find((one) => one.id === id);
      if (!known || !scenario) throw new Error(`The sandbox knows no number ${number} or no scenario "${id}".`);
      known.scenario = scenario;
    },
  };
}
export type World = ReturnType<typeof createWorld>;

/** A number that was given the scenario of an unknown one has been removed. */
function isListed({ scenario }: FakeNumber): boolean {
  return scenario.listed !== false;
}

function numbersOf(scenario: Scenario): FakeNumber[] {
  const serial = scenario.number.slice(-3);
  const accountId = `700500000000${serial}`;
  const own = {
    id: `700600000000${serial}`,
    accountId,
    number: scenario.number,
    display: format(scenario.number),
    scenario,
  };
  if (scenario.id !== "healthy") return [own];
  const neighbours = Array.from({ length: NEIGHBOURS }, (_, nth) => {
    const number = `+1555010010${nth + 1}`;
    return { ...own, id: `70060000000010${nth + 1}`, number, display: format(number) };
  });
  return [...neighbours, own];
}

/** "+15550100001" as Meta displays it: "+1 555-010-0001". */
function format(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1-$2-$3");
}

export function numberNode({ id, accountId, display, scenario }: FakeNumber): Node {
  return {
    id,
    display_phone_number: display,
    verified_name: "Lantern Lane Tea",
    status: "CONNECTED",
    quality_rating: "GREEN",
    name_status: "APPROVED",
    code_verification_status: "VERIFIED",
    platform_type: "CLOUD_API",
    is_pin_enabled: false,
    is_on_biz_app: false,
    account_mode: "LIVE",
    throughput: { level: "STANDARD" },
    last_onboarded_time: "2025-03-02T09:14:07+0000",
    ...scenario.node,
    health_status: buildHealth(scenario.health ?? {}, {
      number: id,
      account: accountId,
      business: BUSINESS_ID,
      app: APP_ID,
    }),
  };
}

export function accountNode(id: string, scenario: Scenario | undefined): Node {
  return {
    id,
    name: "Lantern Lane Tea",
    currency: "USD",
    timezone_id: "1",
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    ...scenario?.account,
  };
}
