/** For `vi.waitFor`: a busy machine may take long, an idle one is not kept waiting. */
export const WITHIN = { timeout: 60_000, interval: 50 };
