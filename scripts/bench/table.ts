import { passes, type Figure } from './figures.js';

const HEADINGS = ['measure', 'unit', 'reference', 'measured', 'ratio', 'must reach', ''] as const;
const TEXT_COLUMNS = 2;
const SMALL = 10;

/** The figures as one table for people. */
export function renderTable(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < TEXT_COLUMNS ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const [heading = '', ...body] = lines;
  return [heading, widths.map((width) => '-'.repeat(width)).join('  ').trimEnd(), ...body].join(
    '\n',
  );
}

function cellsOf(figure: Figure): readonly string[] {
  const { measure, unit, reference, measured, ratio, limit } = figure;
  return [
    measure,
    unit,
    reference === undefined ? '' : numberText(reference),
    numberText(measured),
    ratio === undefined ? '' : ratioText(ratio),
    limit === undefined ? '' : `${limit.is === 'at least' ? '>=' : '<='} ${String(limit.value)}`,
    verdictOf(figure),
  ];
}

function verdictOf(figure: Figure): string {
  const isPassed = passes(figure);
  if (isPassed === undefined) return '';
  return isPassed ? 'ok' : 'MISSED';
}

function ratioText(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : '-';
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return '-';
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < SMALL ? 2 : 1);
}
