/** Whose an error is, as far as the text says. */
export type Ids = { number?: string; wabaId?: string; phoneNumberId?: string; messageId?: string; fbtraceId?: string };

/** After this many different numbers that nobody can call, the rest of a text is a list of something else. */
export const MOST_NO_NUMBERS = 200;
