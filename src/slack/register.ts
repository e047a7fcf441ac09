import type { App } from "@slack/bolt";
import { createErrorBoundary } from "./error-boundary.ts";
import { createActions } from "./listeners/actions.ts";
import { createMention } from "./listeners/mention.ts";
import { createShortcuts } from "./listeners/shortcuts.ts";
import { createViews } from "./listeners/views.ts";
import { createWabaCommand } from "./listeners/waba-command.ts";
import type { Surface } from "./surface.ts";

/** Everything the bot listens to: five registrations, because Bolt evaluates each one for every request. */
export function register(app: App, surface: Surface): void {
  app.command("/waba", createWabaCommand(surface));
  app.event("app_mention", createMention(surface));
  app.shortcut(/.*/, createShortcuts(surface));
  app.action(/.*/, createActions(surface));
  app.view(/.*/, createViews(surface));
  app.error(createErrorBoundary(surface) as unknown as Parameters<App["error"]>[0]);
}
