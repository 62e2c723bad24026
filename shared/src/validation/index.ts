export { describeIssue } from './describe-issue.ts';
