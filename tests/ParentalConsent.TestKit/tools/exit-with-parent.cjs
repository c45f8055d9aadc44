// Loaded with `node --require`: ends this process when whoever holds its standard input is gone,
// so that a killed test run leaves no emulator behind.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
