/** Long enough on a machine that has other things to do; a test that needs longer than this says so itself. */
jest.setTimeout(30_000);
