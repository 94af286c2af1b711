import type { Command } from 'commander';
import { addFeatures, addIngest } from './data.ts';
import { addDemo } from './demo.ts';
import { addDoctorData } from './doctor-data.ts';
import { addExplain } from './explain.ts';
import { addExport } from './export.ts';
import { addForecast } from './forecast.ts';
import { addInit } from './init.ts';
import { addDrift, addRetrain, addSettle } from './loop.ts';
import { addModels, addPromotion, addTrain } from './models.ts';
import { addDoctor, addMigrate, addStatus } from './operations.ts';
import { addReplay } from './replay.ts';
import { addServe, addUp, addWorker } from './serving.ts';

/** Every command, in the order in which `--help` lists them. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addInit,
  addUp,
  addDemo,
  addReplay,
  addIngest,
  addFeatures,
  addTrain,
  addForecast,
  addSettle,
  addDrift,
  addRetrain,
  addModels,
  addPromotion,
  addExplain,
  addServe,
  addWorker,
  addMigrate,
  addStatus,
  addDoctor,
  addDoctorData,
  addExport,
];

export function addCommands(program: Command): void {
  for (const add of COMMANDS) add(program);
}
