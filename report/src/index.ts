export { auditText } from './audit-text.ts';
export {
  type DiagnosisDocument,
  diagnosisDocument,
  diagnosisJson,
  diagnosisJsonSchema,
  diagnosisJsonVersion,
} from './diagnosis-json.ts';
export { diagnosisText } from './diagnosis-text.ts';
export { culpritWords, kindWords, scopeWords } from './kind-words.ts';
export { type DiagnosisPage, diagnosisPage, type WindowView } from './page/diagnosis-page.ts';
export { type PathReport, pathReport } from './path-report.ts';
export { pathText } from './path-text.ts';
export { skippedText } from './skipped-text.ts';
export { type TopReport, topText } from './top-text.ts';
