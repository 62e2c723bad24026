export { auditText } from './audit-text.ts';
export { diagnosisDocument, diagnosisJson, diagnosisJsonSchema } from './diagnosis-json.ts';
export { diagnosisText } from './diagnosis-text.ts';
export { culpritWords, scopeWords } from './kind-words.ts';
export { diagnosisPage } from './page/diagnosis-page.ts';
export { pathReport } from './path-report.ts';
export { pathText } from './path-text.ts';
export { skippedText } from './skipped-text.ts';
export { topText } from './top-text.ts';
