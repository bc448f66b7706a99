// Departments behind the stand-in exchange platform, in a process of their own.

import { runDepartments } from './department-process.ts';
import { openGateway } from './exchange-gateway.ts';
import { STAND_IN_LIST } from './stand-in-list.ts';

const gateway = openGateway();

runDepartments(async (department, city, options) =>
  (await gateway).bringIn(department, STAND_IN_LIST[department].declaration, city, options),
);
