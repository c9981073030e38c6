import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import type { Figure } from '../support/figures';
import type { Question } from '../subjects/history';
import type { Row } from './row';

/** The small store has ten thousand deliveries; the large one so many times as many. */
const TIMES = 100;
const CALLS_PER_RUN = 10;
/** All questions are asked in each: a machine that is slower for a second must not decide on one of them. */
const ROUNDS = 6;
/** In a round, so that each store is the first to be asked as often as the other. */
const RUNS_PER_ROUND = 2;

type Asked = (subscriptionId: string) => Question;
type Page = Extract<Question, { kind: 'page' }>;

const page =
	(filter: Page['filter'], more: Partial<Page> = {}): Asked =>
	() => ({ kind: 'page', filter, ...more });
const pageOf =
	(filter: Page['filter']): Asked =>
	(subscriptionId) => ({ kind: 'page', filter: { ...filter, subscriptionId } });

const QUESTIONS: ReadonlyArray<readonly [what: string, question: Asked]> = [
	['claim 100 due', () => ({ kind: 'claim', limit: 100 })],
	['page of 50, no filter', page({})],
	['page 5, no filter', page({}, { page: 5 })],
	['page, state delivered', page({ state: 'delivered' })],
	['page, state failed (4 %)', page({ state: 'failed' })],
	['page, state pending (none)', page({ state: 'pending' })],
	['page, subscription', pageOf({})],
	['page, subscription, state failed', pageOf({ state: 'failed' })],
	['page, subscription, state skipped (none)', pageOf({ state: 'skipped' })],
	['page, event type (5 %)', page({ eventType: 'order.type_3' })],
	['page, event type (1 %)', page({ eventType: 'order.rare' })],
	['page, event type (none)', page({ eventType: 'order.none' })],
	['page, event id', page({ eventId: 'history-77' })],
	['page, status 500 (4 %)', page({ statusCode: 500 })],
	['page, status 418 (none)', page({ statusCode: 418 })],
	['page, since yesterday', page({}, { sinceDays: 1 })],
	['page, until six hours ago', page({}, { untilDays: 0.25 })],
	['statistics of 7 days', () => ({ kind: 'statistics', days: 7 })],
	['statistics of 30 days', () => ({ kind: 'statistics', days: 30 })],
	['hours of 1 day', () => ({ kind: 'hourly', days: 1 })],
];

export const historyRow: Row = {
	name: 'history',
	what: 'with 1,000,000 finished deliveries and 3,000,000 attempts, SQLite',
	peer: 'the same with 10,000 and 30,000',
	usuallySeconds: 150,
	needsN8n: false,
	measure: async ({ subjects, say }) => {
		say('filling the stores, about 90 s …');
		const [large, small] = await Promise.all([
			startSubject('history', { times: TIMES }, subjects),
			startSubject('history', { times: 1 }, subjects),
		]);
		try {
			const sideOf = async (store: typeof large) => {
				const id = await store.call('subscriptionId');
				return (question: Asked) => async () =>
					await store.call('ask', { question: question(id), count: CALLS_PER_RUN });
			};
			const asked = { large: await sideOf(large), small: await sideOf(small) };
			const questions = QUESTIONS.map(([what, question]) => ({
				sides: { large: asked.large(question), small: asked.small(question) },
				figure: figureOf(what),
			}));
			for (const { sides } of questions) await interleave(sides, { runs: 1 });
			for (let round = 1; round <= ROUNDS; round += 1) {
				for (const { sides, figure } of questions) {
					const { large: ours, small: peer } = await interleave(sides, { runs: RUNS_PER_ROUND });
					figure.ours.push(...ours.flat());
					figure.peer.push(...peer.flat());
				}
			}
			return questions.map(({ figure }) => figure);
		} finally {
			for (const one of [large, small]) await one.stop();
		}
	},
};

function figureOf(what: string) {
	return {
		what,
		unit: 'ms',
		ours: [] as number[],
		peer: [] as number[],
		goals: [
			{ of: 'ratio', is: 'at most', value: 2 },
			{ of: 'p95', is: 'at most', value: 10 },
		],
	} satisfies Figure;
}
