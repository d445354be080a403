/** The server's HTTP operations. */
import { language } from '$lib/i18n';
import { makeApi } from './client';

export const api = makeApi(language);
export type { components, paths } from './schema';
export { ProblemError } from '../session/problem';
