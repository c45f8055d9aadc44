// Names every place in the given Bicep files that is no valid syntax, and fails if there is one.
// It knows the grammar alone, not types or resources: `az bicep build` checks those.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(
  await Language.load(createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')),
);

const faults = process.argv.slice(2).flatMap((file) => {
  const root = parser.parse(readFileSync(file, 'utf8')).rootNode;
  return [...faultsIn(root)].map((node) => {
    const { row, column } = node.startPosition;
    const what = node.isMissing ? `${node.type} is missing` : `unexpected ${node.text.slice(0, 40)}`;
    return `${file}:${row + 1}:${column + 1}: ${what}`;
  });
});

console.log(faults.join('\n') || `${process.argv.length - 2} files read, nothing wrong with their syntax`);
process.exitCode = faults.length > 0 ? 1 : 0;

function* faultsIn(node) {
  if (node.isError || node.isMissing) {
    yield node;
  } else if (node.hasError) {
    for (const child of node.children) {
      yield* faultsIn(child);
    }
  }
}
