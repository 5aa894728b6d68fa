import { driveAdmin, driveAgent, driveRefusals, driveVisitor, endVisit } from './drive.ts';
import { type Exchange, recordExchanges } from './record-exchanges.ts';
import { startDriver } from './start-driver.ts';

/** Every call of the lists in `drive.ts`, with its answer, against a fresh mock server. */
export async function driveEverything(): Promise<Exchange[]> {
  const exchanges = recordExchanges();
  const driver = await startDriver();
  try {
    const rid = await driveVisitor(driver);
    await driveAgent(driver, rid);
    await driveAdmin(driver, rid);
    await endVisit(driver, rid);
    await driveRefusals(driver);
  } finally {
    await driver.mock.close();
  }
  return exchanges;
}
