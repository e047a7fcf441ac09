/** Meta's `error_subcode` values that say more than the code they come with. Never an error code of their own. */
export const SUBCODES = {
  33: "The object does not exist, or the token may not see it.",
  458: "The app is no longer allowed for this user: it has to be connected again.",
  460: "The password of the user behind the token was changed: create a new token.",
  463: "The token has expired: create a new one.",
  467: "The token was made invalid: create a new one.",
  2388001: "Registering failed over ownership, two-step verification or the display name.",
  2446079: "The app has used up its calls for now.",
  2494055: "More messages per second than this number may send.",
} as const satisfies Record<number, string>;

/** What a subcode adds to its code, where that is known. */
export function subcodeMeaning(subcode: number): string | undefined {
  return new Map(Object.entries(SUBCODES)).get(String(subcode));
}
