/** One run of digits with what stands around it. */
export type Token = { code: number; digits: string; at: number; before: string; after: string; line: string };
