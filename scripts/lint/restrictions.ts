import type { Linter } from 'eslint';

/** A global name that is out of bounds, and what to use instead. */
export interface RestrictedGlobal {
  readonly name: string;
  readonly message: string;
}

/** A property that is out of bounds: of one object, of any, or all but those allowed. */
export interface RestrictedProperty {
  readonly object?: string;
  readonly property?: string;
  readonly allowProperties?: readonly string[];
  readonly message: string;
}

/** A module that is out of bounds, apart from the names allowed. */
export interface RestrictedModule {
  readonly name: string;
  readonly allowImportNames?: readonly string[];
  readonly message: string;
}

/** A form of code that is out of bounds, as an ESLint selector. */
export interface RestrictedSyntax {
  readonly selector: string;
  readonly message: string;
}

/** What code of one kind may not use. */
export interface Restrictions {
  readonly globals?: readonly RestrictedGlobal[];
  readonly properties?: readonly RestrictedProperty[];
  readonly modules?: readonly RestrictedModule[];
  readonly syntax?: readonly RestrictedSyntax[];
}

/** The same message for several globals. */
export function globals(names: readonly string[], message: string): readonly RestrictedGlobal[] {
  return names.map((name) => ({ name, message }));
}

/** The same message for several properties, of one object or of any. */
export function properties(
  names: readonly string[],
  message: string,
  object?: string,
): readonly RestrictedProperty[] {
  const owner = object === undefined ? {} : { object };
  return names.map((property) => ({ ...owner, property, message }));
}

/** The same message for several modules. */
export function modules(names: readonly string[], message: string): readonly RestrictedModule[] {
  return names.map((name) => ({ name, message }));
}

/** Without options, a rule would keep those of an earlier configuration. */
function rule(options: readonly unknown[], isEmpty: boolean): Linter.RuleEntry {
  return isEmpty ? 'off' : ['error', ...options];
}

/**
 * The ESLint rules that enforce all of the lists together.
 *
 * A later configuration of a rule replaces an earlier one, so that a file needs one call with all
 * that applies to it.
 */
export function restrict(...lists: readonly Restrictions[]): Linter.RulesRecord {
  const names = lists.flatMap((list) => list.globals ?? []);
  const members = lists.flatMap((list) => list.properties ?? []);
  const paths = lists.flatMap((list) => list.modules ?? []);
  const forms = lists.flatMap((list) => list.syntax ?? []);
  const checkGlobalObject = true;
  return {
    'no-restricted-globals': rule([{ globals: names, checkGlobalObject }], names.length === 0),
    'no-restricted-properties': rule(members, members.length === 0),
    'no-restricted-imports': rule([{ paths }], paths.length === 0),
    'no-restricted-syntax': rule(forms, forms.length === 0),
  };
}
