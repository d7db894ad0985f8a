// An archive is refused for what is no log in it: which members these are, so that the person can leave them out at once.
import { describeFile } from "./describe.ts";
import { UserError } from "./errors.ts";
import type { LineFormat } from "./formats/index.ts";
import type { LogInput } from "./inputs.ts";
import { patternOf } from "./wrappings/member-glob.ts";

/** A message names so many, and so many members are looked at for them. */
const most = { named: 20, looked: 2000 };

/**
 * The same error, with the patterns that leave out every member of the archive that cannot be read. Where none of its members can, it is the
 * format that is not known, and nothing is to be left out.
 */
export async function namingMembers(
  error: unknown,
  inputs: readonly LogInput[],
  { forced, timeZone }: { forced: LineFormat | null; timeZone: string | null },
): Promise<unknown> {
  if (!isOfContent(error)) return error;
  const refused = inputs.find(({ name, archive }) => name === error.facts.file && archive);
  const members = inputs.filter(({ archive }) => archive && archive.sha256 === refused?.archive?.sha256);
  const leaveOut: string[] = [];
  let readable = 0;
  for (const { path, name, inside } of members.slice(0, most.looked)) {
    const failure = await describeFile(path, name, { timeZone, ...(forced && { candidates: [forced] }) }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (failure === null) readable++;
    else if (isOfContent(failure) && leaveOut.length < most.named) leaveOut.push(patternOf(inside ?? name));
  }
  return readable === 0 || leaveOut.length === 0 ? error : new UserError(error.code, { ...error.facts, leaveOut });
}

function isOfContent(error: unknown): error is UserError<"file-binary" | "format-unknown"> {
  return error instanceof UserError && (error.code === "file-binary" || error.code === "format-unknown");
}
