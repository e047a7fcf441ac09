import type { JsonObject } from "../json.ts";

export type User = {
  id: string;
  name: string;
  real_name: string;
  tz: string;
  tz_offset: number;
  team_id: string;
  is_bot: boolean;
  is_restricted: boolean;
  deleted: boolean;
};

export type Channel = {
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  members: string[];
  topic: string;
  is_general: boolean;
  is_ext_shared: boolean;
  /** Another organisation was invited and has not accepted yet. */
  is_pending_ext_shared?: boolean;
  is_archived: boolean;
  created: number;
  /** The person of a direct message with the app. */
  im_user?: string;
};

export type SlackFile = { id: string; name: string; content: string };

export type Metadata = { event_type: string; event_payload: JsonObject };

export type Message = {
  ts: string;
  channel: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  files?: SlackFile[];
  metadata?: Metadata;
  thread_ts?: string;
  edited?: { user: string; ts: string };
  subtype?: "slack_notice";
  /** Only this person sees it; never in history. */
  ephemeral_to?: string;
};

export type View = {
  id: string;
  type: "modal" | "home";
  user: string;
  hash: string;
  root_view_id: string;
  previous_view_id: string | null;
  /** What the app gave, with block and action ids filled in. */
  body: JsonObject;
  /** What the person entered, as Slack reports it, by block_id and action_id. */
  entered: Entered;
  errors: Record<string, string>;
  trouble: string | null;
};

export type Entered = Record<string, Record<string, JsonObject>>;

export type Trigger = { user: string; expires_at: number; used: boolean; view_id?: string };

export type ResponseUrl = {
  /** A command's URL has no message of its own to replace. */
  from: "command" | "message" | "view";
  user: string;
  channel: string;
  uses: number;
  expires_at: number;
  message_ts?: string;
  thread_ts?: string;
};

export type Trouble = { channel: string; ts: string; user: string; block_id: string; action_id: string; text: string };

/** The whole workspace as one plain value: what `snapshot` returns. */
export type State = {
  team: { id: string; name: string; domain: string };
  app: { id: string; bot_id: string; bot_user: string };
  users: User[];
  channels: Channel[];
  /** By channel, oldest first. */
  messages: Record<string, Message[]>;
  ephemerals: Message[];
  stacks: Record<string, View[]>;
  homes: Record<string, View>;
  /** What a viewer entered in a message; key of `enteredKey`. */
  entered: Record<string, Entered>;
  troubles: Trouble[];
  triggers: Record<string, Trigger>;
  responseUrls: Record<string, ResponseUrl>;
  /** Microseconds of the last timestamp given out: a ts is unique in the workspace. */
  lastTs: number;
};
