/** One rule of Slack's. A test holds the local workspace to it and carries the id in its name: `test("[ack.…] …")`. */
export type FidelityRule = {
  id: string;
  rule: string;
  /** Public: an address, `owner/repo#number`, or `owner/repo:path`; several are separated by blanks. */
  source: string;
  /** Sources disagree or are silent, and nobody has compared it with the real Slack; README says what is done here. */
  unverified?: true;
  /** Why nothing here needs it; such a rule is not built and has no test. */
  notUsed?: string;
};

const DOCS = "https://docs.slack.dev";
const METHOD = `${DOCS}/reference/methods`;
const BLOCK = `${DOCS}/reference/block-kit`;
const SOCKET = `${DOCS}/apis/events-api/using-socket-mode`;
const EVENTS = `${DOCS}/apis/events-api`;
const INTERACT = `${DOCS}/interactivity/handling-user-interaction`;
const SLASH = `${DOCS}/interactivity/implementing-slash-commands`;
const SIGNING = `${DOCS}/authentication/verifying-requests-from-slack`;
const MODALS = `${DOCS}/surfaces/modals`;
const METADATA = `${DOCS}/messaging/message-metadata`;
const RATES = `${DOCS}/apis/web-api/rate-limits`;
const SCOPES = `${DOCS}/authentication/installing-with-oauth`;
const CONNECT = `${DOCS}/apis/slack-connect`;
const LIMITS = "nicklambourne/slackblocks:spec/limits.json";
const ERRORS = "adobe/spacecat-api-service#176 incidentbot/incidentbot#328";

const HTTP: readonly FidelityRule[] = [
  {
    id: "http.bare_content_type",
    rule: "Forms carry application/x-www-form-urlencoded and no charset.",
    source: SLASH,
  },
  {
    id: "http.forms",
    rule: "Commands are form fields, interactions one payload field, events JSON.",
    source: INTERACT,
  },
  { id: "http.user_agent", rule: "Requests name Slackbot 1.0.", source: "https://api.slack.com/robots" },
  { id: "sign.raw_body", rule: "The signature is over version, time and raw body.", source: SIGNING },
  { id: "sign.refused", rule: "A wrong or old signature is refused and shows as dispatch_failed.", source: SIGNING },
  {
    id: "sign.others",
    rule: "Future times and missing signatures can be sent; Bolt looks at the past only.",
    source: "slackapi/bolt-js:src/receivers/verify-request.ts",
  },
  {
    id: "url.verification",
    rule: "A request URL must return the challenge.",
    source: `${DOCS}/reference/events/url_verification`,
  },
  { id: "url.ssl_check", rule: "A request URL must answer the unsigned ssl_check with 200.", source: SLASH },
];

const ACKS: readonly FidelityRule[] = [
  {
    id: "ack.command_three_seconds",
    rule: "A command not acked within three seconds fails with operation_timeout.",
    source: "slackapi/bolt-js#1548 slackapi/bolt-js#1727",
  },
  { id: "ack.late_is_ignored", rule: "An ack after that changes nothing.", source: "slackapi/bolt-js#1548" },
  { id: "ack.late_view", rule: "Nor does a late ack of a form.", source: "slackapi/bolt-python#241" },
  { id: "ack.unhandled_command", rule: "A command nobody listens to times out.", source: "slackapi/bolt-js#1727" },
  { id: "ack.action_three_seconds", rule: "A press has the same three seconds.", source: INTERACT },
  {
    id: "ack.action_look",
    rule: "A press nobody acked leaves a warning beside the element.",
    source: INTERACT,
    unverified: true,
  },
  {
    id: "ack.view_three_seconds",
    rule: "A form not acked in time stays open and says that connecting failed.",
    source: "slackapi/bolt-python#241 slackapi/bolt-js#2265",
  },
  { id: "ack.unacked_is_red", rule: "An ack that never came is a red entry.", source: "slackapi/bolt-js#2284" },
  { id: "ack.ignored_body", rule: "An ack of an event or a shortcut has no content.", source: SOCKET },
  { id: "ack.http_forms", rule: "An ack is an empty body, plain text or JSON.", source: SLASH },
  {
    id: "ack.socket_forms",
    rule: "Over a socket an ack is the envelope_id, with a payload or without.",
    source: SOCKET,
  },
  {
    id: "dispatch.command",
    rule: "A command that is refused or not reached fails with dispatch_failed.",
    source: "slackapi/java-slack-sdk#885",
  },
  { id: "dispatch.no_connection", rule: "Without a socket a command fails at once.", source: "slackapi/bolt-js#2496" },
  { id: "dispatch.closed_socket", rule: "A socket that closes before the ack delivered nothing.", source: SOCKET },
  { id: "dispatch.action", rule: "A press answered with an error status warns that person.", source: INTERACT },
  {
    id: "dispatch.view",
    rule: "A form answered with an error status stays open.",
    source: "slackapi/bolt-js#2265",
  },
];

const SOCKETS: readonly FidelityRule[] = [
  { id: "socket.hello", rule: "A connection begins with hello.", source: SOCKET },
  { id: "socket.single_use_ticket", rule: "A WebSocket address opens one connection.", source: SOCKET },
  {
    id: "socket.ping",
    rule: "Pings are answered, and sent.",
    source: "slackapi/node-slack-sdk:packages/socket-mode/src/SlackWebSocket.ts",
  },
  { id: "socket.disconnect_frame", rule: "Before it closes a connection Slack says disconnect.", source: SOCKET },
  { id: "socket.disconnect", rule: "After that the app connects again.", source: "slackapi/node-slack-sdk#2254" },
  { id: "socket.ten_connections", rule: "Ten connections are the most.", source: SOCKET },
  { id: "socket.one_of_them", rule: "Each envelope goes to one of them.", source: "slackapi/node-slack-sdk#1654" },
  { id: "socket.envelope", rule: "An envelope names id, kind, payload and whether an answer is read.", source: SOCKET },
  { id: "socket.event_retry", rule: "An event that is not acked comes again with its attempt.", source: SOCKET },
  { id: "socket.retry_reason", rule: "Its retry_reason says timeout.", source: SOCKET, unverified: true },
  {
    id: "socket.fresh_redelivery",
    rule: "It may also come again as new: attempt 0, the same envelope.",
    source: "slackapi/bolt-js#2487",
  },
  { id: "socket.listener_twice", rule: "The same envelope runs a listener twice.", source: "slackapi/bolt-js#2487" },
  { id: "socket.trigger", rule: "Triggers of a socket open modals like those of HTTP.", source: SOCKET },
  { id: "loop.both_transports", rule: "One app behaves the same over both transports.", source: SOCKET },
];

const API: readonly FidelityRule[] = [
  {
    id: "api.form_members",
    rule: "Nested arguments travel as JSON in a form; a text that looks like JSON stays a text.",
    source: `${DOCS}/apis/web-api`,
  },
  { id: "api.token_in_body", rule: "The token may stand in the body.", source: `${DOCS}/apis/web-api` },
  {
    id: "api.scopes_header",
    rule: "x-oauth-scopes becomes response_metadata.scopes.",
    source: "slackapi/node-slack-sdk:packages/web-api/src/WebClient.ts",
  },
  { id: "api.unknown_method", rule: "unknown_method, and red.", source: `${DOCS}/apis/web-api` },
  { id: "api.unknown_argument", rule: "An argument the method does not know is red.", source: METHOD },
  { id: "api.required_arguments", rule: "invalid_arguments names what is missing.", source: ERRORS },
  { id: "api.not_authed", rule: "Without a token: not_authed.", source: `${METHOD}/auth.test` },
  { id: "api.invalid_auth", rule: "With a wrong one: invalid_auth.", source: `${METHOD}/auth.test` },
  { id: "api.app_token", rule: "With the app's: not_allowed_token_type.", source: `${METHOD}/auth.test` },
  { id: "api.token_revoked", rule: "With a revoked one every call is refused.", source: `${METHOD}/auth.test` },
  {
    id: "event.tokens_revoked",
    rule: "An app that subscribes hears that its token was revoked.",
    source: `${DOCS}/reference/events/tokens_revoked`,
  },
  { id: "scope.missing_scope", rule: "missing_scope names what is needed, by kind of conversation.", source: SCOPES },
  { id: "scope.real_manifest", rule: "The scopes are those of manifest.yml, no more and no fewer.", source: SCOPES },
  { id: "manifest.declared_only", rule: "Only events the manifest subscribes to come.", source: EVENTS },
  { id: "manifest.commands_declared", rule: "Only declared commands and shortcuts exist.", source: SLASH },
  { id: "manifest.event_scope", rule: "An event without its scope never comes.", source: `${DOCS}/reference/events` },
  { id: "list.cursor", rule: "Lists come in pages with a cursor.", source: `${DOCS}/apis/web-api/pagination` },
  {
    id: "history.window",
    rule: "History is newest first; the edges of a window are out.",
    source: `${METHOD}/conversations.history`,
  },
  { id: "history.not_in_channel", rule: "History is for members.", source: `${METHOD}/conversations.history` },
  { id: "replies.thread", rule: "Replies are the parent, then the thread.", source: `${METHOD}/conversations.replies` },
  {
    id: "rate.per_channel",
    rule: "About one message a second and channel, bursts tolerated.",
    source: RATES,
  },
  { id: "rate.burst", rule: "A burst is four messages.", source: RATES, unverified: true },
  {
    id: "rate.tiers",
    rule: "Every other method has its tier; above it 429 ratelimited with Retry-After.",
    source: "slackapi/java-slack-sdk:metadata/web-api/rate_limit_tiers.json",
  },
  {
    id: "rate.distributed",
    rule: "One page of 15 a minute outside the Marketplace; internal apps exempt.",
    source: RATES,
  },
];

const PEOPLE: readonly FidelityRule[] = [
  { id: "user.deactivated", rule: "Who left is deleted.", source: `${METHOD}/users.info` },
  { id: "user.guest", rule: "A guest is_restricted.", source: `${METHOD}/users.info` },
  { id: "user.stranger", rule: "Somebody of elsewhere has a reduced profile.", source: CONNECT },
  { id: "people.rights", rule: "Guests and strangers see only what they are in.", source: CONNECT },
  {
    id: "channel.pending_shared",
    rule: "A channel about to be shared says so.",
    source: `${METHOD}/conversations.info`,
  },
  {
    id: "file.snippet_token",
    rule: "A file is read with the bot's token and files:read.",
    source: `${METHOD}/files.info`,
  },
  {
    id: "member.not_in_channel",
    rule: "Posting where the bot is not: not_in_channel.",
    source: `${METHOD}/chat.postMessage`,
  },
  {
    id: "member.private_hidden",
    rule: "A private channel it is not in does not exist.",
    source: `${METHOD}/chat.postMessage`,
  },
  { id: "member.archived", rule: "is_archived.", source: `${METHOD}/chat.postMessage` },
  {
    id: "member.bot_removed",
    rule: "A bot that was removed neither posts nor hears.",
    source: `${METHOD}/chat.postMessage`,
  },
  {
    id: "member.write_public",
    rule: "chat:write.public posts to public channels.",
    source: `${DOCS}/reference/scopes/chat.write.public`,
  },
  {
    id: "member.messages_tab",
    rule: "messages_tab_disabled without the messages tab.",
    source: `${METHOD}/chat.postMessage`,
  },
  {
    id: "member.ephemeral_member",
    rule: "An ephemeral to a non-member: user_not_in_channel.",
    source: `${METHOD}/chat.postEphemeral`,
  },
  {
    id: "member.ephemeral_not_in_history",
    rule: "Ephemerals are never in the history.",
    source: `${METHOD}/chat.postEphemeral`,
  },
];

const MESSAGES: readonly FidelityRule[] = [
  {
    id: "message.unique_ts",
    rule: "A ts names one message of its channel.",
    source: `${DOCS}/messaging/retrieving-messages`,
  },
  { id: "message.block_ids", rule: "Every block gets a block_id.", source: `${BLOCK}/blocks` },
  {
    id: "message.own_author",
    rule: "The app's messages carry bot_id and app_id.",
    source: `${DOCS}/reference/events/message`,
  },
  {
    id: "message.thread_parent",
    rule: "A reply to nothing and a reply to a reply are taken.",
    source: "slackapi/python-slack-sdk#840 slackapi/python-slack-sdk#1116",
    unverified: true,
  },
  {
    id: "message.blocks_need_text",
    rule: "Screen readers read the top-level text alone.",
    source: `${METHOD}/chat.postMessage`,
  },
  { id: "text.no_text", rule: "Nothing to say: no_text.", source: `${METHOD}/chat.postMessage` },
  {
    id: "text.cut_at_40000",
    rule: "A text is cut at 40 000 characters.",
    source: `${DOCS}/changelog/2018-04-truncating-really-long-messages`,
  },
  { id: "text.long_is_noted", rule: "At most 4 000 characters are advised.", source: `${METHOD}/chat.postMessage` },
  {
    id: "text.ephemeral_4000",
    rule: "A private text above 4 000: msg_too_long.",
    source: `${METHOD}/chat.postEphemeral`,
    unverified: true,
  },
  {
    id: "text.cumulative",
    rule: "All text of the blocks together: msg_blocks_too_long above 10 000.",
    source: "slackapi/bolt-js#2867 slackapi/bolt-js#2509",
    unverified: true,
  },
  { id: "update.own_only", rule: "cant_update_message.", source: `${METHOD}/chat.update` },
  { id: "update.not_found", rule: "message_not_found.", source: `${METHOD}/chat.update` },
  { id: "update.inactive", rule: "is_inactive when archived.", source: `${METHOD}/chat.update` },
  { id: "update.msg_too_long", rule: "A text above 4 000: msg_too_long.", source: `${METHOD}/chat.update` },
  {
    id: "update.text_without_blocks",
    rule: "Text without blocks removes the blocks.",
    source: `${METHOD}/chat.update slackapi/python-slack-sdk#523 slack-go/slack#1214`,
    unverified: true,
  },
  { id: "update.neither_keeps", rule: "Neither text nor blocks keeps both.", source: `${METHOD}/chat.update` },
  { id: "update.empty_removes", rule: "An empty list removes the blocks.", source: `${METHOD}/chat.update` },
  { id: "update.metadata_kept", rule: "Metadata left out stays; {} clears it.", source: `${METHOD}/chat.update` },
  {
    id: "update.edited",
    rule: "(edited) is shown for text, not for blocks.",
    source: `${METHOD}/chat.update`,
    unverified: true,
  },
  { id: "metadata.required", rule: "event_type and event_payload are needed.", source: METADATA },
  {
    id: "metadata.flat",
    rule: "Values are scalars, flat objects or lists of them.",
    source: "slackapi/node-slack-sdk:packages/types/src/message-metadata.ts",
  },
  {
    id: "metadata.size",
    rule: "Above 8 kB: metadata_too_large.",
    source: `${METHOD}/chat.postMessage`,
    unverified: true,
  },
  { id: "metadata.only_when_asked", rule: "Given back with include_all_metadata only.", source: METADATA },
  { id: "metadata.in_replies", rule: "Likewise in a thread.", source: METADATA },
];

const EVENT: readonly FidelityRule[] = [
  { id: "event.retry_schedule", rule: "Again at once, after one minute, after five.", source: EVENTS },
  {
    id: "event.retry_headers",
    rule: "X-Slack-Retry-Num and -Reason say why.",
    source: `${EVENTS} slackapi/bolt-python#731`,
  },
  { id: "event.same_id", rule: "With the same event_id.", source: EVENTS },
  { id: "event.no_retry", rule: "X-Slack-No-Retry: 1 ends it.", source: EVENTS },
  {
    id: "event.timeout_retry",
    rule: "A timeout retries while the first is still at work.",
    source: "slackapi/bolt-python#845",
  },
  {
    id: "event.mention_twice",
    rule: "A mention is an app_mention and a message.",
    source: `${DOCS}/reference/events/app_mention`,
  },
  { id: "event.own_echo", rule: "The app hears its own messages.", source: `${DOCS}/reference/events/message` },
  {
    id: "event.changed",
    rule: "chat.update is told as message_changed.",
    source: `${DOCS}/reference/events/message/message_changed`,
  },
  {
    id: "event.only_where_bot_is",
    rule: "Only channels the bot is in are told.",
    source: `${DOCS}/reference/events/message.channels`,
  },
  { id: "event.escaped", rule: "&, < and > arrive escaped.", source: `${DOCS}/messaging/formatting-message-text` },
  { id: "event.stranger_team", rule: "A message of another organisation says so.", source: CONNECT },
  { id: "slash.plain_text", rule: "Mentions in a command stay as typed; digits and blanks too.", source: SLASH },
  { id: "slash.escaped", rule: "&, < and > of a command are escaped.", source: SLASH, unverified: true },
  { id: "slash.should_escape", rule: "should_escape turns mentions into ids.", source: SLASH },
  { id: "slash.pasted", rule: "Quotes, no-break spaces and invisible marks arrive as pasted.", source: SLASH },
  { id: "slash.anywhere", rule: "A command works where the bot is not.", source: SLASH },
  { id: "slash.private_names", rule: "Private channels are called privategroup.", source: SLASH },
  { id: "slash.not_in_threads", rule: "Commands do not work in threads.", source: SLASH },
  {
    id: "slash.tel_link",
    rule: "Some clients wrap a number as <tel:…|…>.",
    source: SLASH,
    notUsed: "the bot reads both forms; the parser's own tests hold that",
  },
];

const VIEWS: readonly FidelityRule[] = [
  { id: "trigger.three_seconds", rule: "expired_trigger_id after three seconds.", source: `${METHOD}/views.open` },
  { id: "trigger.single_use", rule: "exchanged_trigger_id at the second use.", source: `${METHOD}/views.open` },
  { id: "trigger.invalid", rule: "invalid_trigger_id.", source: `${METHOD}/views.open` },
  {
    id: "views.invalid_arguments",
    rule: "A bad view: invalid_arguments with pointers from /view.",
    source: "incidentbot/incidentbot#328",
  },
  { id: "views.hash", rule: "hash_conflict.", source: `${METHOD}/views.update` },
  { id: "views.publish_hash", rule: "Of a home too.", source: `${METHOD}/views.publish` },
  { id: "views.stack", rule: "Three modals: push_limit_reached.", source: `${METHOD}/views.push` },
  { id: "views.too_large", rule: "250 kB: view_too_large.", source: `${METHOD}/views.update` },
  { id: "views.external_id", rule: "duplicate_external_id.", source: `${METHOD}/views.open` },
  { id: "views.not_found", rule: "A closed view: not_found.", source: `${METHOD}/views.update` },
  {
    id: "views.values_survive",
    rule: "Input outlives an update under the same two ids only.",
    source: "slackapi/bolt-js#974",
  },
  {
    id: "views.open_over_modal",
    rule: "views.open while a modal is open replaces it.",
    source: "slackapi/bolt-js#1072 slackapi/bolt-python#481",
    unverified: true,
  },
  { id: "submit.required_client_side", rule: "Required inputs are checked before anything is sent.", source: MODALS },
  { id: "client.words", rule: "What the client says about a wrong input.", source: MODALS, unverified: true },
  { id: "submit.every_input", rule: "state.values holds every input, null when empty.", source: MODALS },
  {
    id: "submit.number_is_text",
    rule: "A number input's value is text.",
    source: `${BLOCK}/block-elements/number-input-element`,
  },
  { id: "submit.errors", rule: "response_action errors are shown at their inputs.", source: MODALS },
  {
    id: "submit.errors_for_no_input",
    rule: "Keys that are no input are shown nowhere.",
    source: "slackapi/bolt-python#241",
  },
  {
    id: "submit.invalid_update",
    rule: "An invalid view in an ack is no API error: the person alone sees it.",
    source: "slackapi/bolt-python#241 slackapi/slack-cli#144",
  },
  { id: "submit.invalid_push", rule: "Likewise pushed.", source: "slackapi/bolt-python#241" },
  { id: "submit.unknown_action", rule: "So is an answer Slack does not know.", source: "slackapi/bolt-python#241" },
  { id: "submit.actions", rule: "update, push and clear.", source: MODALS },
  { id: "submit.same_view", rule: "A second try has the same view id.", source: MODALS },
  { id: "submit.closed", rule: "view_closed comes with notify_on_close only.", source: MODALS },
  {
    id: "input.dispatch_action",
    rule: "An input tells of changes with dispatch_action only.",
    source: `${BLOCK}/blocks/input-block`,
  },
];

const ACTIONS: readonly FidelityRule[] = [
  {
    id: "action.payload",
    rule: "A press carries container, channel, message, trigger and response_url.",
    source: INTERACT,
  },
  { id: "action.state_of_viewer", rule: "And the state.values of that person.", source: INTERACT },
  { id: "action.modal_no_channel", rule: "In a modal there is no channel and no message.", source: INTERACT },
  { id: "action.home_no_channel", rule: "Nor in the home.", source: INTERACT },
  {
    id: "action.ephemeral_no_message",
    rule: "An ephemeral message's press has no message.",
    source: "howdyai/botkit#958",
    unverified: true,
  },
  { id: "action.stranger", rule: "A stranger's press names their team in user.", source: CONNECT, unverified: true },
  {
    id: "shortcut.whole_message",
    rule: "A message shortcut carries the whole message.",
    source: `${DOCS}/interactivity/implementing-shortcuts`,
  },
  {
    id: "client.checkboxes",
    rule: "A viewer's ticks outlive chat.update until the block_id changes.",
    source: "slackapi/java-slack-sdk#762 slackapi/bolt-js#1619 slack-go/slack#1049",
  },
  { id: "client.selects", rule: "Choices likewise.", source: "slackapi/bolt-js#1619" },
  { id: "respond.five_uses", rule: "A response_url takes five answers.", source: INTERACT },
  { id: "respond.thirty_minutes", rule: "For thirty minutes.", source: INTERACT },
  {
    id: "respond.used_body",
    rule: "Then 404 with a short text.",
    source: "slackapi/bolt-js:src/errors.ts",
    unverified: true,
  },
  { id: "respond.sixth_throws", rule: "Bolt's respond throws then.", source: "slackapi/bolt-js:src/errors.ts" },
  { id: "respond.ephemeral_default", rule: "A command's answer is private by default.", source: INTERACT },
  { id: "respond.press_default", rule: "So is a press's, and it replaces nothing.", source: INTERACT },
  { id: "respond.replace_ephemeral", rule: "replace_original works on ephemerals.", source: INTERACT },
  { id: "respond.delete_ephemeral", rule: "delete_original too.", source: INTERACT },
  { id: "respond.replace_public", rule: "Both work on public messages.", source: INTERACT },
  { id: "respond.delete_public", rule: "For everybody.", source: INTERACT },
  { id: "respond.no_ts", rule: "An answer tells no ts.", source: INTERACT },
  { id: "respond.no_metadata", rule: "And takes no metadata.", source: METADATA },
  {
    id: "respond.invalid",
    rule: "An answer without content or with bad blocks is refused.",
    source: INTERACT,
    unverified: true,
  },
  { id: "respond.no_cumulative", rule: "The sum of text is not limited.", source: "slackapi/bolt-js#2867" },
  {
    id: "respond.command_no_original",
    rule: "replace_original of a command posts anew.",
    source: "slackapi/bolt-js#2287 slackapi/bolt-python#1268",
    unverified: true,
  },
  {
    id: "respond.thread",
    rule: "A private answer to a press in a thread goes there.",
    source: INTERACT,
    unverified: true,
  },
];

const BLOCKS: readonly FidelityRule[] = [
  {
    id: "blocks.errors",
    rule: "invalid_blocks lists errors with pointers, twice.",
    source: "adobe/spacecat-api-service#176",
  },
  {
    id: "blocks.wording",
    rule: "The sentences of invalid_blocks and invalid_arguments.",
    source: `${ERRORS} nicklambourne/slackblocks#36 grafana-cold-storage/oncall#210 slackapi/java-slack-sdk#302`,
    unverified: true,
  },
  { id: "blocks.unparsable", rule: "invalid_blocks_format.", source: `${METHOD}/chat.postMessage` },
  {
    id: "validate.takes",
    rule: "blocks.validate takes blocks, a message or a view.",
    source: `${METHOD}/blocks.validate`,
  },
  { id: "validate.refuses", rule: "It refuses with pointer, code and message.", source: `${METHOD}/blocks.validate` },
  {
    id: "validate.codes",
    rule: "The code of each error.",
    source: `${METHOD}/blocks.validate`,
    unverified: true,
  },
  { id: "validate.exactly_one", rule: "Exactly one of the three.", source: `${METHOD}/blocks.validate` },
  { id: "refuse.unknown_block", rule: "A block nobody knows.", source: `${BLOCK}/blocks` },
  { id: "refuse.unknown_key", rule: "A property nobody knows.", source: "nicklambourne/slackblocks#36" },
  { id: "refuse.section_empty", rule: "A section without text and fields.", source: `${BLOCK}/blocks/section-block` },
  { id: "refuse.empty_text", rule: "An empty text.", source: LIMITS },
  { id: "refuse.header_plain", rule: "A header in mrkdwn.", source: `${BLOCK}/blocks/header-block` },
  { id: "refuse.block_id_twice", rule: "A block_id twice.", source: `${BLOCK}/blocks` },
  { id: "refuse.action_id_twice", rule: "An action_id twice in a block.", source: `${BLOCK}/block-elements` },
  { id: "refuse.element_place", rule: "A text input outside an input block.", source: `${BLOCK}/block-elements` },
  { id: "refuse.select_options", rule: "A select without options.", source: `${BLOCK}/block-elements` },
  { id: "refuse.initial_among", rule: "An initial option that is no option.", source: "slackapi/bolt-js#482" },
  { id: "refuse.initial_not_empty", rule: "An empty list of initial options.", source: "slackapi/bolt-js#482" },
  { id: "refuse.button_style", rule: "A style that does not exist.", source: `${BLOCK}/block-elements/button-element` },
  { id: "refuse.alert_surface", rule: "An alert outside modals.", source: `${BLOCK}/blocks` },
  { id: "refuse.container_surface", rule: "A container outside messages.", source: `${BLOCK}/blocks` },
  {
    id: "refuse.input_without_submit",
    rule: "A modal with inputs and without submit.",
    source: `${DOCS}/reference/views/modal-views`,
  },
];

const limit = (name: string, rule: string): FidelityRule => ({
  id: `limit.${name}`,
  rule,
  source: `${LIMITS} ${BLOCK}`,
});

const SIZES: readonly FidelityRule[] = [
  limit("blocks_message", "50 blocks of a message"),
  limit("blocks_view", "100 blocks of a view"),
  limit("section_text", "3000 characters of a section"),
  limit("section_fields", "10 fields of a section"),
  limit("field_text", "2000 characters of a field"),
  limit("header_text", "150 characters of a header"),
  limit("context_elements", "10 elements of a context"),
  limit("context_text", "3000 characters of a context text"),
  limit("actions_elements", "25 elements of actions"),
  limit("button_text", "75 characters on a button"),
  limit("button_value", "2000 characters of its value"),
  limit("action_id", "255 characters of an action_id"),
  limit("block_id", "255 of a block_id"),
  limit("callback_id", "255 of a callback_id"),
  limit("external_id", "255 of an external_id"),
  limit("checkboxes", "10 checkboxes"),
  limit("radio_buttons", "10 radio buttons"),
  limit("overflow", "5 options of an overflow"),
  limit("select", "100 options of a select"),
  limit("option_text", "75 characters of an option"),
  limit("option_description", "75 of its description"),
  limit("option_value", "150 of its value"),
  limit("placeholder", "150 characters of a placeholder"),
  limit("input_label", "2000 characters of a label"),
  limit("input_hint", "2000 of a hint"),
  limit("input_text", "3000 typed into a text input"),
  limit("markdown", "12 000 characters of markdown"),
  limit("confirm_title", "100 characters of a confirm dialog's title"),
  limit("confirm_text", "300 of its text"),
  limit("confirm_button", "30 on its buttons"),
  limit("view_title", "24 characters of a modal's title"),
  limit("view_submit", "24 on its submit button"),
  limit("view_close", "24 on its close button"),
  limit("private_metadata", "3000 characters of private_metadata"),
];

/** What goes wrong between an app and Slack, and can be caused here on demand. */
const FAULTS: readonly FidelityRule[] = [
  { id: "fault.rate_limited", rule: "429 with Retry-After.", source: RATES },
  { id: "fault.http", rule: "5xx with HTML.", source: "slackapi/node-slack-sdk:packages/web-api/src/WebClient.ts" },
  {
    id: "fault.drop",
    rule: "The line is cut before the work.",
    source: "slackapi/node-slack-sdk:packages/web-api/src/WebClient.ts",
  },
  { id: "fault.accept_then_drop", rule: "The line is cut after the work.", source: "slackapi/slack-api-specs#10" },
  { id: "fault.slow", rule: "An answer or a delivery takes long.", source: "slackapi/bolt-js#1662" },
  { id: "fault.lost_ack", rule: "The app worked, its ack is lost.", source: "slackapi/bolt-js#2265" },
  { id: "fault.duplicate", rule: "The same request twice, byte for byte.", source: "slackapi/bolt-js#2556" },
  { id: "fault.out_of_order", rule: "A delivery overtakes another.", source: EVENTS },
];

const NOT_USED: readonly FidelityRule[] = [
  {
    id: "scheduled.metadata",
    rule: "A scheduled message with metadata is never posted.",
    source: `${METHOD}/chat.scheduleMessage`,
    notUsed: "the bot has its own scheduler",
  },
  {
    id: "scheduled.limits",
    rule: "120 days, 30 messages in five minutes.",
    source: `${METHOD}/chat.scheduleMessage`,
    notUsed: "the bot has its own scheduler",
  },
  {
    id: "update.no_notice",
    rule: "chat.update notifies nobody.",
    source: `${METHOD}/chat.update`,
    notUsed: "the workspace has no notifications",
  },
  {
    id: "files.upload",
    rule: "Uploads go to an own upload_url.",
    source: `${METHOD}/files.getUploadURLExternal`,
    notUsed: "the bot reads snippets and uploads nothing",
  },
  {
    id: "usergroups.plan",
    rule: "User groups need a paid plan.",
    source: `${METHOD}/usergroups.users.list`,
    notUsed: "who may act is decided by the support channel",
  },
  {
    id: "reactions.add",
    rule: "already_reacted.",
    source: `${METHOD}/reactions.add`,
    notUsed: "the bot does not react",
  },
  { id: "pins.add", rule: "already_pinned.", source: `${METHOD}/pins.add`, notUsed: "the bot pins nothing" },
  {
    id: "oauth.access",
    rule: "A workspace installs the app through OAuth.",
    source: SCOPES,
    notUsed: "one workspace, its token in the settings",
  },
  {
    id: "assistant.threads",
    rule: "Assistant threads and streamed answers.",
    source: `${DOCS}/ai`,
    notUsed: "the bot is no assistant",
  },
  {
    id: "block.suggestions",
    rule: "External selects ask the app for options.",
    source: `${BLOCK}/block-elements`,
    notUsed: "the bot's selects have fixed options",
  },
  {
    id: "event.channel_shared",
    rule: "Sharing a channel is an event.",
    source: `${DOCS}/reference/events/channel_shared`,
    notUsed: "the bot asks conversations.info when it posts",
  },
  {
    id: "event.disabled",
    rule: "Subscriptions end when nearly all deliveries of an hour fail.",
    source: "slackapi/bolt-js#2105",
    notUsed: "only an hour of real traffic gets there",
  },
  {
    id: "event.app_rate_limited",
    rule: "Above 30 000 events an hour Slack says app_rate_limited.",
    source: `${DOCS}/reference/events/app_rate_limited`,
    notUsed: "the bot subscribes to mentions alone",
  },
];

/** Every rule of Slack that the local workspace keeps, and those it leaves alone. */
export const FIDELITY: readonly FidelityRule[] = [
  ...HTTP,
  ...ACKS,
  ...SOCKETS,
  ...API,
  ...PEOPLE,
  ...MESSAGES,
  ...EVENT,
  ...VIEWS,
  ...ACTIONS,
  ...BLOCKS,
  ...SIZES,
  ...FAULTS,
  ...NOT_USED,
];
