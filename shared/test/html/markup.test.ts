import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, nothing } from '@spanshop/shared/html';

test('when a value is put into a page, then it is text, unless it is markup already', () => {
  const cells = ['<b>', html`<td>${'"&\''}</td>`, nothing];
  assert.equal(
    html`<tr class="${'">'}">${cells}</tr>`.markup,
    '<tr class="&quot;&gt;">&lt;b&gt;<td>&quot;&amp;&#39;</td></tr>',
  );
});

test('when a number is put into a page, then it has three places at most', () => {
  assert.equal(html`${1 / 3} ${2_000} ${0.0004}`.markup, '0.333 2000 0');
});
