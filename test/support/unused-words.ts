// Finds the keys of the words that no code asks for, by the type checker: a property that is read is told by where it was declared.
import path from "node:path";
import ts from "typescript";

interface Word {
  name: string;
  declaration: ts.Node;
}

/** Exported names of a module of words and the keys of the objects among them; lists are looked at as a whole. */
function wordsIn(file: ts.SourceFile): Word[] {
  const isExported = (node: ts.HasModifiers): boolean => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  return file.statements.flatMap((statement): Word[] => {
    if (ts.isFunctionDeclaration(statement) && statement.name && isExported(statement))
      return [{ name: statement.name.text, declaration: statement }];
    if (!ts.isVariableStatement(statement) || !isExported(statement)) return [];
    return statement.declarationList.declarations.flatMap((declaration) => {
      const name = declaration.name.getText(file);
      const typed = declaration.type !== undefined;
      return [{ name, declaration }, ...(typed ? [] : keysOf(declaration.initializer, name))];
    });
  });
}

function keysOf(value: ts.Expression | undefined, place: string): Word[] {
  if (value === undefined) return [];
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return keysOf(value.expression, place);
  if (!ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return [];
    const name = `${place}.${property.name.getText()}`;
    return [{ name, declaration: property }, ...keysOf(property.initializer, name)];
  });
}

/** Whether the object is asked for as a whole: by a key that is not known here, or handed on. */
function isWhole(node: ts.Node): boolean {
  const access = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  const { parent } = access;
  if (ts.isPropertyAccessExpression(parent)) return false;
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) return false;
  return true;
}

/** Reads all code of a program but the words themselves; `isWords` tells the modules whose keys are looked for. */
export function unusedWords(program: ts.Program, isWords: (file: string) => boolean): { words: number; unused: string[] } {
  const checker = program.getTypeChecker();
  const modules = program.getSourceFiles().filter((file) => isWords(file.fileName));
  const words = modules.flatMap((file) => wordsIn(file).map((word) => ({ ...word, file })));
  const declared = new Map(words.map((word) => [word.declaration, word]));
  const names = new Set(words.map(({ name }) => (name.split(".").at(-1) ?? "").replaceAll('"', "")));
  const used = new Set<ts.Node>();
  const use = (node: ts.Node): void => {
    const symbol = symbolOf(node, checker);
    for (const declaration of symbol?.declarations ?? []) {
      const word = declared.get(declaration);
      if (word === undefined || node.parent === declaration) continue;
      used.add(declaration);
      if (isWhole(node))
        for (const other of words) if (other.file === word.file && other.name.startsWith(`${word.name}.`)) used.add(other.declaration);
    }
  };
  const visit = (node: ts.Node): void => {
    // Only what is named like a word can be one: a type for every name of the program would take long.
    if ((ts.isIdentifier(node) || ts.isStringLiteral(node)) && names.has(node.text)) use(node);
    if (ts.isBindingElement(node) && node.dotDotDotToken && ts.isObjectBindingPattern(node.parent)) {
      for (const property of checker.getTypeAtLocation(node.parent).getProperties()) {
        for (const declaration of property.declarations ?? []) used.add(declaration);
      }
    }
    ts.forEachChild(node, visit);
  };
  const isOtherLanguage = (file: string): boolean => /\/locale\/en\//.test(file);
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !file.fileName.includes("/node_modules/") && !isOtherLanguage(file.fileName)) visit(file);
  }
  const unused = words
    .filter(({ declaration }) => !used.has(declaration))
    .map(({ file, name }) => `${path.basename(file.fileName)} ${name}`);
  return { words: words.length, unused };
}

function symbolOf(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isBindingElement(parent) && (parent.propertyName === node || (parent.propertyName === undefined && parent.name === node))) {
    return checker.getTypeAtLocation(parent.parent).getProperty((node as ts.Identifier).text);
  }
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
