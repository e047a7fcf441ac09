import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** A Postgres the tests may create databases on; unset, they run on the embedded database alone. */
export function testDatabaseUrl(): string | undefined {
  return process.env.TEST_DATABASE_URL || undefined;
}

export async function createServerDatabase(server: string, template?: string): Promise<{ name: string; url: string }> {
  const name = `locksmith_test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name}${template ? ` template ${template}` : ""}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

export function dropServerDatabase(server: string, name: string): Promise<void> {
  return onServer(server, `drop database if exists ${name} with (force)`);
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
