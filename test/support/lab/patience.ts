/** A real n8n boots in five seconds on a quiet machine; a test that needs longer than this says so itself. */
jest.setTimeout(180_000);
