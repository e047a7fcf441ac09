import type { ExecuteSql } from "./boss.ts";

export type Connect = () => Promise<{ query: ExecuteSql; release(): void }>;

/** Statements that take effect together or not at all. */
export async function inTransaction<T>(connect: Connect, work: (executeSql: ExecuteSql) => Promise<T>): Promise<T> {
  const connection = await connect();
  try {
    await connection.query("begin");
    const result = await work((text, values) => connection.query(text, values));
    await connection.query("commit");
    return result;
  } catch (error) {
    await connection.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}
