/** The class a status code belongs to; `unknown` outside 100 to 599. */
export type StatusClass =
	| 'informational'
	| 'success'
	| 'redirection'
	| 'clientError'
	| 'serverError'
	| 'unknown';

/** IANA HTTP Status Code Registry, as of 2025-09-15. */
const REGISTERED: Readonly<Record<number, string>> = {
	100: 'Continue',
	101: 'Switching Protocols',
	102: 'Processing',
	103: 'Early Hints',
	104: 'Upload Resumption Supported',
	200: 'OK',
	201: 'Created',
	202: 'Accepted',
	203: 'Non-Authoritative Information',
	204: 'No Content',
	205: 'Reset Content',
	206: 'Partial Content',
	207: 'Multi-Status',
	208: 'Already Reported',
	226: 'IM Used',
	300: 'Multiple Choices',
	301: 'Moved Permanently',
	302: 'Found',
	303: 'See Other',
	304: 'Not Modified',
	305: 'Use Proxy',
	306: 'Switch Proxy',
	307: 'Temporary Redirect',
	308: 'Permanent Redirect',
	400: 'Bad Request',
	401: 'Unauthorized',
	402: 'Payment Required',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	406: 'Not Acceptable',
	407: 'Proxy Authentication Required',
	408: 'Request Timeout',
	409: 'Conflict',
	410: 'Gone',
	411: 'Length Required',
	412: 'Precondition Failed',
	413: 'Content Too Large',
	414: 'URI Too Long',
	415: 'Unsupported Media Type',
	416: 'Range Not Satisfiable',
	417: 'Expectation Failed',
	418: "I'm a Teapot",
	421: 'Misdirected Request',
	422: 'Unprocessable Content',
	423: 'Locked',
	424: 'Failed Dependency',
	425: 'Too Early',
	426: 'Upgrade Required',
	428: 'Precondition Required',
	429: 'Too Many Requests',
	431: 'Request Header Fields Too Large',
	451: 'Unavailable For Legal Reasons',
	500: 'Internal Server Error',
	501: 'Not Implemented',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
	505: 'HTTP Version Not Supported',
	506: 'Variant Also Negotiates',
	507: 'Insufficient Storage',
	508: 'Loop Detected',
	510: 'Not Extended',
	511: 'Network Authentication Required',
};

/** Codes nobody registered, which servers and their vendors use all the same. */
const UNREGISTERED: Readonly<Record<number, string>> = {
	122: 'Request-URI Too Long', // Internet Explorer 7
	218: 'This Is Fine', // Apache
	419: 'Page Expired', // Laravel
	420: 'Enhance Your Calm', // Twitter; "Method Failure" in Spring
	430: 'Request Header Fields Too Large', // Shopify
	440: 'Login Time-out', // IIS
	444: 'No Response', // nginx
	449: 'Retry With', // IIS
	450: 'Blocked by Windows Parental Controls', // Microsoft
	460: 'Client Closed Connection', // AWS load balancer
	463: 'Too Many Forwarded Addresses', // AWS load balancer
	464: 'Incompatible Protocol', // AWS load balancer
	494: 'Request Header Too Large', // nginx
	495: 'SSL Certificate Error', // nginx
	496: 'SSL Certificate Required', // nginx
	497: 'HTTP Request Sent to HTTPS Port', // nginx
	498: 'Invalid Token', // Esri
	499: 'Client Closed Request', // nginx; "Token Required" in Esri
	509: 'Bandwidth Limit Exceeded', // Apache, cPanel
	520: 'Web Server Returned an Unknown Error', // Cloudflare
	521: 'Web Server Is Down', // Cloudflare
	522: 'Connection Timed Out', // Cloudflare
	523: 'Origin Is Unreachable', // Cloudflare
	524: 'A Timeout Occurred', // Cloudflare
	525: 'SSL Handshake Failed', // Cloudflare
	526: 'Invalid SSL Certificate', // Cloudflare
	527: 'Railgun Error', // Cloudflare
	529: 'Site Is Overloaded', // Qualys
	530: 'Site Is Frozen', // Pantheon; beside a 1xxx error in Cloudflare
	540: 'Temporarily Disabled', // Shopify
	561: 'Unauthorized', // AWS load balancer
	598: 'Network Read Timeout Error', // proxies
	599: 'Network Connect Timeout Error', // proxies
	783: 'Unexpected Token', // Shopify
	999: 'Request Denied', // LinkedIn
};

const CLASSES: Readonly<Record<number, StatusClass>> = {
	1: 'informational',
	2: 'success',
	3: 'redirection',
	4: 'clientError',
	5: 'serverError',
};

/** The phrase of a status code, registered or not; `Unknown Status` for one nobody named. */
export function statusText(status: number): string {
	return REGISTERED[status] ?? UNREGISTERED[status] ?? 'Unknown Status';
}

export function statusClass(status: number): StatusClass {
	return CLASSES[Math.floor(status / 100)] ?? 'unknown';
}
