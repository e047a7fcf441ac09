/** For `vi.waitFor`: a busy machine may take long, an idle one is not kept waiting. */
export const WITHIN = { timeout: 60_000, interval: 50 };

/** Three seconds of Slack last 24 where its clock runs in tests: what is tested is an order, not how fast the machine is. */
export const SLOWER = 8;
