// Failed attempts to enter: after too many, who asks must wait, whether the account is there or not.
import { later, type Records, stamp } from "./records.ts";

const windowSeconds = 15 * 60;
/** From one address for one account. Counted by both, or a stranger could keep a difusor out on the night of the election. */
const mostOfPair = 8;
/** From one address for any account; for one account from anywhere: too few to guess a password, too many to be its owner's. */
const mostOfAddress = 40;
const mostOfAccount = 200;

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
  const counts = records.db.get<{ pair: number; ofAddress: number; ofAccount: number }>(
    `SELECT count(*) FILTER (WHERE account = $account AND address = $address) AS pair,
       count(*) FILTER (WHERE address = $address) AS ofAddress, count(*) FILTER (WHERE account = $account) AS ofAccount
     FROM login_failures WHERE at > $since AND at < $ahead`,
    // A clock that was set back must not keep people out until it is as late again.
    { $account: account, $address: address, $since: later(records, -windowSeconds), $ahead: later(records, windowSeconds) },
  );
  return counts !== null && (counts.pair >= mostOfPair || counts.ofAddress >= mostOfAddress || counts.ofAccount >= mostOfAccount);
}
