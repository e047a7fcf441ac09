import { fetchWorkspace, listen } from "./api.js";
import { h } from "./dom.js";
import { placeFromAddress } from "./moves.js";
import { createConversation } from "./panes/conversation.js";
import { createHome } from "./panes/home.js";
import { createJournal } from "./panes/journal.js";
import { createModals } from "./panes/modal.js";
import { createSidebar } from "./panes/sidebar.js";
import { createThread } from "./panes/thread.js";
import { createTryIt } from "./panes/try-it.js";
import { appName, createSession, refresh } from "./session.js";

const WIDE = "(min-width: 1180px)";

const workspace = await fetchWorkspace();
if (workspace.ok) await start(createSession(workspace, placeFromAddress()));
else document.querySelector("#page").append(h("p", { class: "quiet" }, workspace.error));

async function start(session) {
  const offline = document.querySelector("#offline");
  const conversation = createConversation(session);
  const panes = [
    createSidebar(session),
    conversation,
    createHome(session),
    createThread(session),
    createTryIt(session, conversation.write),
    createJournal(session),
  ];
  const modals = createModals(session);
  document.querySelector("#page").append(...panes.map(({ node }) => node));
  document.body.append(modals.node);
  document.title = `${workspace.team.name} (local)`;
  if (session.thread) session.side = "thread";
  else if (matchMedia(WIDE).matches && workspace.panels.length > 0) session.side = "try";

  session.render = () => {
    offline.textContent = offlineText(session);
    offline.hidden = offline.textContent === "";
    if (!session.state) return;
    for (const pane of [...panes, modals]) pane.update();
  };
  listen(
    () => refresh(session),
    (linked) => {
      session.linked = linked;
      if (linked) void refresh(session);
      else session.render();
    },
  );
  await refresh(session);
  document.querySelector(".conversation textarea")?.focus();
}

function offlineText(session) {
  const { linked, state } = session;
  if (!linked) return "The local workspace does not answer. The page tries again by itself.";
  if (state?.app.online === false)
    return `${appName(session)} is not connected: it is starting, or it has stopped. Messages stay here; commands and buttons fail until it is back.`;
  return "";
}
