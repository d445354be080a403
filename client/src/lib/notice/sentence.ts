import type { components } from '$lib/api';
import { formatDateTime, hasText, language, t } from '$lib/i18n';

type Notice = components['schemas']['Notice'];

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;
const day = /^\d{4}-\d\d-\d\d$/;

/**
 * A notice in the reader's language. Its parameters are shown as they are, but for those that the reader's side knows
 * better: a clause of the standard, a reason of a report, a name in three forms (`SchoolEn`, `SchoolZhHans`,
 * `SchoolZhHant` make `School`), and instants, which are shown in the reader's time zone.
 */
export function noticeSentence(notice: Pick<Notice, 'kind' | 'data'>): string {
	const key = `notice.${notice.kind}`;
	if (!hasText(key)) return t('notice.unknown');
	const shown: Record<string, string> = {};
	for (const [name, value] of Object.entries(notice.data ?? {})) shown[name] = parameter(name, value);
	const form = { en: 'En', 'zh-Hans': 'ZhHans', 'zh-Hant': 'ZhHant' }[language()];
	for (const [name, value] of Object.entries(notice.data ?? {})) {
		if (name.endsWith(form) && name.length > form.length) shown[name.slice(0, -form.length)] ??= value;
	}
	return t(key, shown);
}

function parameter(name: string, value: string): string {
	const clause = `standard.clause.${value}`;
	if (name === 'Clause' && hasText(clause)) return t(clause);
	const reason = `report.reason_${value}`;
	if (name === 'Reason' && hasText(reason)) return t(reason);
	if (instant.test(value)) return formatDateTime(value, { dateStyle: 'medium', timeStyle: 'short' });
	if (day.test(value)) return formatDateTime(`${value}T12:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' });
	return value;
}
