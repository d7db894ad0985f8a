// Keeps compiled source between runs: reading it anew takes longer than most commands. Where it cannot be kept, nothing is lost.
const { enableCompileCache } = require("node:module");
const { homedir } = require("node:os");
const path = require("node:path");

enableCompileCache(compiledFolder());

/** A folder of the user's own: what lies there is run. By the rule of XDG, a relative value counts for nothing. */
function compiledFolder() {
  const named = [process.env["XDG_CACHE_HOME"], process.env["LOCALAPPDATA"]].find(
    (folder) => folder !== undefined && path.isAbsolute(folder),
  );
  return path.join(named ?? path.join(homedir(), ".cache"), "memoria", "compiled");
}
