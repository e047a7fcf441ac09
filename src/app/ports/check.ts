/** One line of `doctor`: what was looked at, what was found, and what to do when it is not right. */
export type Check = { name: string; ok: boolean | "skipped"; says: string; fix?: string };
