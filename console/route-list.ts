// Every page and endpoint of the console. The server serves these and no others; the test of roles tries each of them.

import { accountPage, changePassword } from './pages/account.ts';
import { isAlive, isReady } from './pages/health.ts';
import { homePage } from './pages/home.ts';
import { purposePage, statePurpose } from './pages/purpose.ts';
import { secondFactorPage, showSecondFactor } from './pages/second-factor.ts';
import { chooseLanguage, signIn, signInPage, signOut } from './pages/sign-in.ts';
import type { Route } from './route.ts';

export const ROUTES: readonly Route[] = [
  isAlive,
  isReady,
  signInPage,
  signIn,
  secondFactorPage,
  showSecondFactor,
  signOut,
  chooseLanguage,
  homePage,
  accountPage,
  changePassword,
  purposePage,
  statePurpose,
];
