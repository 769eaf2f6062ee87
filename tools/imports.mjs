import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Every import in a JavaScript or TypeScript file, `export … from` and types included, as
 * { specifier, line, kind }: 'static', 'dynamic' (import() and require() calls) or 'type' (import() in a type).
 */
export function importsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found = source.typeReferenceDirectives.map(({ fileName, pos }) => ({
    specifier: fileName,
    kind: 'type',
    pos,
  }));
  const visit = (node) => {
    const named = importIn(node);
    if (named) found.push({ ...named, pos: node.getStart(source) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map(({ pos, ...named }) => ({ ...named, line: lineOf(source, pos) }));
}

/** Lines that say `export * from`, which gives away names that nobody chose. */
export function starExportsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements
    .filter((node) => ts.isExportDeclaration(node) && !node.exportClause)
    .map((node) => lineOf(source, node.getStart(source)));
}

function importIn(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return literal(node.moduleSpecifier, 'static');
  if (ts.isExternalModuleReference(node)) return literal(node.expression, 'static');
  if (ts.isImportTypeNode(node)) return literal(node.argument.literal, 'type');
  if (ts.isCallExpression(node) && isLoad(node.expression))
    return literal(node.arguments[0], 'dynamic');
}

function isLoad(callee) {
  return callee.kind === ts.SyntaxKind.ImportKeyword || callee.escapedText === 'require';
}

function literal(node, kind) {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, kind } : undefined;
}

function lineOf(source, pos) {
  return source.getLineAndCharacterOfPosition(pos).line + 1;
}
