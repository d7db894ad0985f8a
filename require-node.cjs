// Says in plain words what Node is needed, where no platform package brings it. Old syntax on purpose: it must run on an old Node.
var major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    "memoria: se necesita Node.js 24 o posterior y este es " +
      process.version +
      ". En Linux (x64, arm64), Windows (x64) y macOS (x64) " +
      "lo instala npm ci; en otros equipos conviene instalarlo de nodejs.org. (Node.js 24 or newer is needed.)\n",
  );
  process.exit(2);
}
