/** Everything before the point of no return, in an order in which each can be ticked. */
export const BEFORE_GO = [
  "stop.save_evidence",
  "find.support_home",
  "find.health",
  "find.attempts",
  "find.open_provider_case",
  "rereg.right_path",
  "rereg.provider_decides",
  "rereg.pin_ready",
  "rereg.attempts_left",
  "older.name_admin",
  "older.can_remove",
  "older.can_add_back",
  "older.can_receive_code",
  "older.write_down",
  "older.fresh_link",
];
