// islands' dist/ is self-contained, yet its package.json lists 140 packages it has already bundled and three
// `workspace:*` ones that no registry has. Without them it installs in seconds and stays in the lock file.
module.exports = {
  hooks: {
    readPackage(manifest) {
      if (manifest.name === "@marimo-team/islands") {
        manifest.dependencies = {};
        manifest.peerDependencies = {};
      }
      return manifest;
    },
  },
};
