import type { Express, Router } from 'express';

/** What a service is made of once its configuration is known. */
export interface Service {
  app: Express;
  /** Routes of its own on the admin port. */
  admin?: Router;
  /** Background work that begins once the service listens: consumers, recovery, sweeps. */
  start?: () => Promise<void>;
  /** Ends the background work; resolves when the last piece of it is done. */
  stop?: () => Promise<void>;
  /** Releases pools and agents, after everything else has ended. */
  close: () => Promise<void>;
}
