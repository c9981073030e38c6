import type { Figure } from '../support/figures';
import type { SubjectTools } from '../support/subject-process';

/** What a row measures with. */
export interface RowTools {
	subjects: SubjectTools;
	/** Runs n8n, with the package as it is packed; `null` where no row that was asked for needs it. */
	n8n: { programs: { node: string; n8n: string }; tarball: string } | null;
	say: (text: string) => void;
}

/** One row of the table: something that is measured, beside what people use instead. */
export interface Row {
	/** As it is named on the command line. */
	name: string;
	what: string;
	peer: string;
	usuallySeconds: number;
	needsN8n: boolean;
	measure(tools: RowTools): Promise<Figure[]>;
}
