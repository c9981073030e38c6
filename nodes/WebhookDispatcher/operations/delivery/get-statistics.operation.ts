import * as z from 'zod';

import { statusText } from '../../../../src/delivery';
import {
	deliveryStatistics,
	readReport,
	reportFileName,
	reportPage,
	totalsOf,
	type SubscriptionStatistics,
} from '../../../../src/history';
import { systemClock } from '../../../../src/model/clock';
import type { JsonObject } from '../../../../src/model/json';
import { parseInput } from '../../../../src/model/parse-input';
import { shownFor, type Call, type FileOperation, type ItemResult } from '../../operation';
import { isoTime } from '../../../shared/delivery-item';
import { instanceSpeech, translate } from '../../../shared/translate';
import { emptyAsAbsent, instantSchema } from '../../parameters';

const DEFAULT_PERIOD_MS = 7 * 24 * 60 * 60 * 1000;

/** What the statistics are put out as, by the value of `output`. */
const outputs = { json: statisticsItems, html: reportItem };

const parametersSchema = z.object({
	since: emptyAsAbsent(instantSchema),
	until: emptyAsAbsent(instantSchema),
	subscriptionId: emptyAsAbsent(z.string().trim()),
	output: z.enum(Object.keys(outputs) as Array<keyof typeof outputs>),
});

interface Period {
	since: number;
	until: number;
	subscriptionId: string | undefined;
}

export const getStatistics: FileOperation = {
	kind: 'file',
	description: shownFor('delivery', 'getStatistics', [
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description:
				'Count deliveries created from this time on, by whole hours. Empty: of the last 7 days.',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'Count deliveries created before this time, by whole hours. Empty: until now.',
		},
		{
			displayName: 'Subscription Name or ID',
			name: 'subscriptionId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getSubscriptions' },
			default: '',
			description:
				'Empty: all. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'HTML',
					value: 'html',
					description: 'One file with charts, in the binary field data, and the totals',
				},
				{ name: 'JSON', value: 'json', description: 'One item for each subscription' },
			],
			default: 'json',
			description: 'What to put out',
		},
	]),
	execute: async (call) => {
		const { context, itemIndex } = call;
		const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '');
		const { output, subscriptionId, ...period } = parseInput(parametersSchema, {
			since: parameter('since'),
			until: parameter('until'),
			subscriptionId: parameter('subscriptionId'),
			output: context.getNodeParameter('output', itemIndex, 'json'),
		});
		const until = period.until ?? systemClock.now();
		const since = period.since ?? until - DEFAULT_PERIOD_MS;
		return await outputs[output]({ since, until, subscriptionId }, call);
	},
};

async function statisticsItems(period: Period, { runtime }: Call): Promise<ItemResult[]> {
	const statistics = await deliveryStatistics(period, runtime.store);
	return statistics.map((one) => ({ json: statisticsItem(one) }));
}

function statisticsItem({ lastFailure, ...one }: SubscriptionStatistics): JsonObject {
	return {
		...one,
		lastFailure: lastFailure && {
			...lastFailure,
			at: isoTime(lastFailure.at),
			statusText: lastFailure.status === null ? null : statusText(lastFailure.status),
		},
	};
}

async function reportItem(period: Period, { context, runtime }: Call): Promise<ItemResult[]> {
	const now = systemClock.now();
	const report = await readReport(period, {
		store: runtime.store,
		statusText,
		errorText: translate,
		now,
	});
	const file = Buffer.from(reportPage(report, instanceSpeech));
	const name = reportFileName(report);
	const data = await context.helpers.prepareBinaryData(file, name, 'text/html');
	const json = {
		since: isoTime(report.since),
		until: isoTime(report.until),
		subscriptions: report.subscriptions.filter(({ id }) => id !== null).length,
		...totalsOf(report.subscriptions),
	};
	return [{ json, binary: { data } }];
}
