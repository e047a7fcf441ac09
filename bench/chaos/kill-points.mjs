// Loaded into the bot before anything else (`--import`): ends the process with SIGKILL at the point that the harness
// names over IPC. Plain JavaScript, because the built bot runs without a loader.
import { isMainThread } from "node:worker_threads";
import pg from "pg";

/** What the harness asked for: the `nth` time this point is reached is the last thing the process does. */
let armed;

function reached(point) {
  if (armed?.point !== point) return;
  armed.nth -= 1;
  if (armed.nth <= 0) process.kill(process.pid, "SIGKILL");
}

const WRITE = /^\s*(insert into|update|delete from) "(tickets|ticket_steps|ticket_events|notices)"/i;
const COMMIT = /^\s*commit\s*;?\s*$/i;
/** The statement that remembers what Slack answered: it comes after every message that was carried out. */
const RECORD = /^\s*update "notices" set .*"sent_revision" =/i;

/** Connections with a write that is not committed yet. */
const writing = new WeakSet();

if (isMainThread) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function queryOrEnd(...args) {
    const text = typeof args[0] === "string" ? args[0] : (args[0]?.text ?? "");
    if (WRITE.test(text)) writing.add(this);
    if (RECORD.test(text)) reached("before recording");
    if (!COMMIT.test(text) || !writing.delete(this)) return query.apply(this, args);
    reached("before commit");
    const answered = query.apply(this, args);
    if (armed?.point !== "after commit") return answered;
    return answered.then((result) => {
      reached("after commit");
      return result;
    });
  };
  process.on("message", (message) => {
    armed = message;
  });
  // The bot ends when it has nothing left to do, whoever may still want to talk to it.
  process.channel?.unref();
}
