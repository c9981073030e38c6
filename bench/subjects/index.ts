import { backlog } from './backlog';
import { engine } from './engine';
import { executions } from './executions';
import { history } from './history';
import { longRun } from './long-run';
import { neighbour } from './neighbour';
import { packageLoader } from './package-loader';
import { poster } from './poster';
import { receiver } from './receiver';
import { serve, type Subject } from './serve';
import { undiciSender } from './undici-sender';

/** What runs in a process of its own while it is measured, or measures. */
const subjects = {
	backlog,
	engine,
	executions,
	history,
	longRun,
	neighbour,
	packageLoader,
	poster,
	receiver,
	undiciSender,
};

export type Subjects = typeof subjects;

const [name = '', options = '{}'] = process.argv.slice(2);
const start = Object.entries(subjects).find(([known]) => known === name)?.[1] as
	| ((options: unknown) => Promise<Subject>)
	| undefined;
if (!start) throw new Error(`There is no subject ${name}`);
void start(JSON.parse(options)).then((subject) => serve(subject));
