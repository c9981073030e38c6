import { STATUS_CODES } from 'node:http';

import { statusClass, statusText } from '../../src/delivery/status-text';

describe('the text of a status', () => {
	test('is there for every code Node.js knows', () => {
		const unnamed = Object.keys(STATUS_CODES).filter(
			(code) => statusText(Number(code)) === 'Unknown Status',
		);
		expect(unnamed).toEqual([]);
	});

	test.each([
		[200, 'OK'],
		[410, 'Gone'],
		[413, 'Content Too Large'],
		[422, 'Unprocessable Content'],
		[429, 'Too Many Requests'],
		[503, 'Service Unavailable'],
	])('of the registered %d is %s', (status, text) => {
		expect(statusText(status)).toBe(text);
	});

	test.each([
		122, 218, 419, 420, 430, 440, 444, 449, 450, 460, 463, 464, 494, 495, 496, 497, 498, 499, 509,
		520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 540, 561, 598, 599, 783, 999,
	])('is there for the unregistered %d', (status) => {
		expect(statusText(status)).not.toBe('Unknown Status');
	});

	test.each([0, 299, 418.5, 600, -1, NaN])('of %p says that nobody named it', (status) => {
		expect(statusText(status)).toBe('Unknown Status');
	});
});

describe('the class of a status', () => {
	test.each([
		[100, 'informational'],
		[200, 'success'],
		[299, 'success'],
		[302, 'redirection'],
		[404, 'clientError'],
		[499, 'clientError'],
		[500, 'serverError'],
		[599, 'serverError'],
		[99, 'unknown'],
		[600, 'unknown'],
		[999, 'unknown'],
		[NaN, 'unknown'],
	])('of %p is %s', (status, expected) => {
		expect(statusClass(status)).toBe(expected);
	});
});
