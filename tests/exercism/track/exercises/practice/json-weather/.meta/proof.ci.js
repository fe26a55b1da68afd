import stations from './stations.json';
import { toFahrenheit } from './lib/convert';

export const warmest = (readings) =>
  Object.entries(readings).reduce((best, [place, value]) => (value > (readings[best] ?? -Infinity) ? place : best), '');

export const stationsIn = (country) => stations.filter((station) => station.country === country).map(({ name }) => name);

export const report = (readings) => Object.fromEntries(Object.entries(readings).map(([place, value]) => [place, `${toFahrenheit(value)} °F`]));
