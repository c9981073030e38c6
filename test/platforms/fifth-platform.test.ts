import { madeUpStore } from '../fixtures/platforms/made-up-store';
import { describePlatform } from './conformance';

describePlatform(madeUpStore);
