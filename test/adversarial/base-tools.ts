import type { BaseTool } from './base-tool.ts';
import { destructive } from './bases/destructive.ts';
import { execute } from './bases/execute.ts';
import { financial } from './bases/financial.ts';
import { reading } from './bases/reading.ts';
import { secrets } from './bases/secrets.ts';
import { writing } from './bases/writing.ts';

/** Tools that an attacker would like to see called Read and Low. */
export const DANGEROUS: readonly BaseTool[] = [...destructive, ...execute, ...financial, ...secrets, ...writing];

/** Tools that read, for the other side: what makes dangerous tools look dangerous must leave them alone. */
export const READING: readonly BaseTool[] = reading;
