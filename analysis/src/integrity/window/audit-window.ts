import type { Trace } from '../../model/index.ts';
import type { Defect } from '../defect.ts';
import type { Expectations } from '../expectations.ts';
import { checkBegunInside } from './begun-inside.ts';
import { checkCarriedAttributes } from './carried-attributes.ts';
import { checkIdentities } from './identities.ts';
import { checkUnseenAnswers } from './unseen-answers.ts';

/** What only all traces of a window together show. */
export interface WindowAudit {
  /**
   * @param found the defects of the trace by itself
   * @returns those of them that stand whatever follows
   */
  add(trace: Trace, found: readonly Defect[]): readonly Defect[];
  /** All others. */
  finish(): readonly Defect[];
}

export function auditWindow(expectations: Expectations): WindowAudit {
  const answers = checkUnseenAnswers(expectations);
  const checks = [checkBegunInside(), checkIdentities(), checkCarriedAttributes()];
  return {
    add(trace, found) {
      for (const check of checks) check.add(trace);
      return answers.add(trace, found);
    },
    finish: () => [...answers.finish(), ...checks.flatMap(check => check.finish())],
  };
}
