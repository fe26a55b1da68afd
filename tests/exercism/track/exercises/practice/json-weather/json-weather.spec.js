import { warmest, stationsIn, report } from './json-weather';
import readings from './test-data/readings.json';
const stations = require('./stations.json');

test('the warmest', () => {
  expect(warmest(readings)).toBe('Malmö');
});

xtest('stations', () => {
  expect(stationsIn('NO')).toEqual(stations.filter(({ country }) => country === 'NO').map(({ name }) => name));
  expect(stationsIn('DK')).toHaveLength(0);
});

xtest('report', () => {
  expect(report(readings)).toEqual({ Bergen: '44.6 °F', Malmö: '52.7 °F', Tromsø: '28.4 °F' });
});
