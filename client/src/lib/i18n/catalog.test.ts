import { describe, expect, it } from 'vitest';
import { fill, pluralForm } from './catalog';

describe('a message', () => {
	it('takes its data into go-i18n places', () => {
		expect(fill('{{.Name}} and {{ .Count }} others', { Name: 'Li Wei', Count: 3 })).toBe('Li Wei and 3 others');
	});

	it('does not read the data as a template or a replacement pattern', () => {
		expect(fill('{{.Name}}: {{.Text}}', { Name: '{{.Text}} $&', Text: 'x' })).toBe('{{.Text}} $&: x');
	});

	it('keeps a place without a value visible', () => {
		expect(fill('Hello {{.Name}}', {})).toBe('Hello {{.Name}}');
	});

	it('takes the plural form of its language', () => {
		const en = new Intl.PluralRules('en');
		const zh = new Intl.PluralRules('zh-Hans');
		const message = { one: '{{.Count}} reply', other: '{{.Count}} replies' };
		expect(pluralForm(message, 1, en)).toBe('{{.Count}} reply');
		expect(pluralForm(message, 0, en)).toBe('{{.Count}} replies');
		expect(pluralForm({ other: '{{.Count}} 条回复' }, 1, zh)).toBe('{{.Count}} 条回复');
	});
});
