import type { components } from '$lib/api';
import { t } from '$lib/i18n';

export type Request = components['schemas']['RightsRequest'];

/** What was asked for, as a sentence. */
export function wish(request: Request): string {
	const Name = request.person_name || t('rights.somebody');
	if (request.kind === 'correct') return t('rights.wish_correct', { Name, NewName: request.new_name ?? '' });
	return request.posts === 'delete' ? t('rights.wish_delete_all', { Name }) : t('rights.wish_delete_keep', { Name });
}
