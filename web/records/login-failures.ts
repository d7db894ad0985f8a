// Failed attempts to enter: after too many, an account or an address waits, whoever is asking and whether the account is there or not.
import { later, type Records, stamp } from "./records.ts";

const windowSeconds = 15 * 60;
const mostOfAccount = 8;
const mostOfAddress = 40;

export function noteFailure(records: Records, account: string, address: string): void {
  const values = { $account: account, $address: address, $at: stamp(records) };
  records.db.run("INSERT INTO login_failures (account, address, at) VALUES ($account, $address, $at)", values);
  records.db.run("DELETE FROM login_failures WHERE at < $old", { $old: later(records, -windowSeconds * 4) });
}

/** After a right password the account starts anew. */
export function forgetFailures({ db }: Records, account: string): void {
  db.run("DELETE FROM login_failures WHERE account = $account", { $account: account });
}

export function isLockedOut(records: Records, account: string, address: string): boolean {
  const since = later(records, -windowSeconds);
  const count = (where: string, value: string): number =>
    records.db.get<{ n: number }>(`SELECT count(*) AS n FROM login_failures WHERE ${where} = $value AND at > $since`, {
      $value: value,
      $since: since,
    })?.n ?? 0;
  return count("account", account) >= mostOfAccount || count("address", address) >= mostOfAddress;
}
