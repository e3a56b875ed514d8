import assert from 'node:assert/strict';
import {
  conditionSchema,
  evaluate,
  isIndependent,
  leavesOf,
  limits,
  measureCondition,
  participantIdSchema,
  type Condition,
  type Leaf,
} from '@tranche/chaincode/domain';
import fc from 'fast-check';

/** A leaf that names itself by its document type: tests say which are met. */
function leaf(docType: string): Leaf {
  return { type: 'evidence', docType, min: 1, from: participantIdSchema.parse('TestMSP:someone') };
}

const all = (...of: Condition[]): Condition => ({ type: 'all', of });
const any = (...of: Condition[]): Condition => ({ type: 'any', of });
const atLeast = (n: number, ...of: Condition[]): Condition => ({ type: 'atLeast', n, of });

const [a, b, c] = [leaf('a'), leaf('b'), leaf('c')] as const;
const after: Leaf = { type: 'after', of: { kind: 'inspection' }, days: 1, kind: 'calendar' };

function nameOf(each: Leaf): string {
  return each.type === 'evidence' ? each.docType : each.type;
}

describe('the evaluation of a condition', () => {
  const rows: readonly (readonly [
    tree: string,
    condition: Condition,
    met: readonly string[],
    missing: readonly string[],
  ])[] = [
    ['a', a, ['a'], []],
    ['a', a, [], ['a']],
    ['after', after, ['after'], []],
    ['after', after, [], ['after']],
    ['all(a, b)', all(a, b), ['a', 'b'], []],
    ['all(a, b)', all(a, b), ['a'], ['b']],
    ['all(a, b)', all(a, b), [], ['a', 'b']],
    ['any(a, b)', any(a, b), ['b'], []],
    ['any(a, b)', any(a, b), [], ['a', 'b']],
    ['atLeast 2(a, b, c)', atLeast(2, a, b, c), ['a', 'c'], []],
    ['atLeast 2(a, b, c)', atLeast(2, a, b, c), ['a'], ['b', 'c']],
    ['atLeast 1(a, b)', atLeast(1, a, b), ['b'], []],
    ['all(a, any(b, c))', all(a, any(b, c)), ['c'], ['a']],
    ['all(a, any(b, c))', all(a, any(b, c)), ['a'], ['b', 'c']],
    ['any(all(a, b), c)', any(all(a, b), c), ['a'], ['b', 'c']],
    ['any(all(a, b), c)', any(all(a, b), c), ['c'], []],
  ];
  for (const [tree, condition, met, missing] of rows) {
    const facts = met.length === 0 ? 'nothing' : met.join(' and ');
    it(`of ${tree} with ${facts} on record misses ${missing.join(', ') || 'nothing'}`, () => {
      const found = evaluate(condition, {
        isMet: (each) => met.includes(nameOf(each)),
        owedBy: (each) => `owner of ${nameOf(each)}`,
      });
      assert.deepEqual(found.missing.map(nameOf), missing);
      assert.equal(found.met, missing.length === 0);
      assert.deepEqual(found.owedBy, missing.map((name) => `owner of ${name}`));
    });
  }

  it('names each who owes something once', () => {
    const judge = { isMet: () => false, owedBy: () => 'one' };
    assert.deepEqual(evaluate(all(a, b, c), judge).owedBy, ['one']);
  });
});

describe('the independence of a condition', () => {
  // Upper-case leaves are independent of the payee, lower-case ones are not.
  const [A, B, C] = [leaf('A'), leaf('B'), leaf('C')] as const;
  const rows: readonly (readonly [tree: string, condition: Condition, independent: boolean])[] = [
    ['A', A, true],
    ['a', a, false],
    ['all(a, A)', all(a, A), true],
    ['all(a, b)', all(a, b), false],
    ['any(a, A)', any(a, A), false],
    ['any(A, B)', any(A, B), true],
    ['atLeast 1(a, A, B)', atLeast(1, a, A, B), false],
    ['atLeast 2(a, A, B)', atLeast(2, a, A, B), true],
    ['atLeast 2(a, b, A)', atLeast(2, a, b, A), false],
    ['atLeast 3(a, b, A)', atLeast(3, a, b, A), true],
    ['all(any(a, A), b)', all(any(a, A), b), false],
    ['all(any(A, B), a)', all(any(A, B), a), true],
    ['any(all(a, A), all(b, B))', any(all(a, A), all(b, B)), true],
    ['any(all(a, A), all(b, c))', any(all(a, A), all(b, c)), false],
    ['atLeast 2(all(a, A), b, C)', atLeast(2, all(a, A), b, C), true],
  ];
  const isUpper = (each: Leaf): boolean => nameOf(each) === nameOf(each).toUpperCase();
  for (const [tree, condition, independent] of rows) {
    it(`of ${tree} is ${independent ? 'given' : 'missing'}`, () => {
      assert.equal(isIndependent(condition, isUpper), independent);
    });
  }

  it('means that the payee’s own leaves never meet it, in any tree', () => {
    const node = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(a, b, c, A, B, C),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
        fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((of) => atLeast(2, ...of)),
      ),
    }));
    fc.assert(
      fc.property(node.tree, (condition) => {
        const judge = { isMet: (each: Leaf) => !isUpper(each), owedBy: () => 'other' };
        assert.equal(isIndependent(condition, isUpper), !evaluate(condition, judge).met);
      }),
    );
  });
});

describe('a tree of conditions', () => {
  it('is measured by its depth and its nodes', () => {
    assert.deepEqual(measureCondition(a), { depth: 1, nodes: 1 });
    assert.deepEqual(measureCondition(after), { depth: 1, nodes: 1 });
    assert.deepEqual(measureCondition(all(a, any(b, after))), { depth: 3, nodes: 5 });
  });

  it('lists its leaves in the order of the text', () => {
    assert.deepEqual(leavesOf(all(a, any(b, after), c)).map(nameOf), ['a', 'b', 'after', 'c']);
  });

  const rows: readonly (readonly [rule: string, value: unknown, accepted: boolean])[] = [
    ['may be a leaf', a, true],
    ['may be nested', all(any(a, b), atLeast(1, c)), true],
    ['has no empty branch', all(), false],
    ['has up to 32 branches at a node', all(...Array.from({ length: limits.conditionNodes }, () => a)), true],
    ['has no 33rd branch', all(...Array.from({ length: limits.conditionNodes + 1 }, () => a)), false],
    ['asks for at least one branch', atLeast(0, a), false],
    ['has no unknown operator', { type: 'not', of: [a] }, false],
    ['has no unknown fields', { ...all(a), more: 1 }, false],
    ['asks for no failed inspection', { type: 'inspection', outcome: 'fail' }, false],
    ['asks for no instrument out of force', { type: 'instrument', instrument: 'credit', inForce: false }, false],
    ['names events by four letters', { type: 'event', code: 'LOADED', source: 'TestMSP:line' }, false],
    ['waits up to ten years', { ...after, days: 3650 }, true],
    ['waits no longer', { ...after, days: 3651 }, false],
    ['waits no negative time', { ...after, days: -1 }, false],
  ];
  for (const [rule, value, accepted] of rows) {
    it(rule, () => {
      assert.equal(conditionSchema.safeParse(value).success, accepted);
    });
  }
});
