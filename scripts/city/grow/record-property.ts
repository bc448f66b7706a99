// Fills in what people own and which help they receive: real estate, vehicles, assistance.

import { type Desk, noteIdentity, recorded } from './desk.ts';
import type { Assistance, Clan, Home, Vehicle } from './model.ts';

/** What systems enter where a date was not known, or has no end. */
const NO_DATE = '19000101';
const NO_END = '99991231';

export function recordProperty(desk: Desk, clan: Clan): void {
  for (const household of clan.households) {
    for (const home of household.homes) if (home.recorded) recordHome(desk, home);
    for (const vehicle of household.vehicles) recordVehicle(desk, vehicle);
    for (const assistance of household.assistance) recordAssistance(desk, assistance);
  }
}

function recordHome(desk: Desk, home: Home): void {
  const { random } = desk;
  // What is missing of a home is missing for each of its owners.
  const area = random.chance(0.02) ? '' : (home.areaM2x100 / 100).toFixed(2);
  const registeredOn = random.chance(0.015) ? NO_DATE : home.registeredOn;
  const certificate = String(desk.world.next('title')).padStart(7, '0');
  const year = home.registeredOn.slice(0, 4);
  for (const { resident, share } of home.owners) {
    const writing = recorded(desk, resident, home.registeredOn < '2010' ? 'old' : 'new');
    desk.registers['land/real-estate'].row([
      writing.idNumber,
      writing.name,
      home.unitNo,
      `鲁(${year})威海市不动产权第${certificate}号`,
      home.location,
      area,
      home.use,
      home.ownership,
      share,
      home.state,
      registeredOn,
      home.mortgaged ? 1 : 0,
      random.chance(0.004) ? 1 : 0,
    ]);
    noteIdentity(desk, 'land/real-estate', resident, writing);
  }
}

function recordVehicle(desk: Desk, vehicle: Vehicle): void {
  const writing = recorded(desk, vehicle.owner);
  desk.registers['public-security/vehicles'].row([
    writing.idNumber,
    writing.name,
    vehicle.plateType,
    vehicle.plate,
    vehicle.make,
    vehicle.model,
    vehicle.vin,
    vehicle.kind === 'mobility' ? 'Z' : vehicle.kind === 'lorry' ? 'F' : 'A',
    desk.random.chance(0.005) ? NO_DATE : vehicle.firstRegisteredOn,
    vehicle.state,
    vehicle.displacementMl === 0 ? '' : vehicle.displacementMl,
  ]);
  noteIdentity(desk, 'public-security/vehicles', vehicle.owner, writing);
}

function recordAssistance(desk: Desk, assistance: Assistance): void {
  const running = desk.random.chance(0.15) ? NO_END : '';
  for (const person of assistance.helped) {
    const writing = recorded(desk, person);
    desk.registers['civil-affairs/assistance'].row([
      writing.idNumber,
      writing.name,
      assistance.programme,
      assistance.caseNo,
      assistance.region,
      assistance.from,
      assistance.until ?? running,
      assistance.monthlyYuan,
      assistance.helped.length,
    ]);
    noteIdentity(desk, 'civil-affairs/assistance', person, writing);
  }
}
