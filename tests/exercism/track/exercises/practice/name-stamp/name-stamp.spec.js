import { Robot } from './name-stamp';

const TOTAL_NUMBER_OF_NAMES =
  26 * // A-Z
  26 * // A-Z
  10 * // 0-9
  10 * // 0-9
  10; // 0-9

describe('Robot', () => {
  let robot;

  beforeEach(() => {
    robot = new Robot();
  });
  afterEach(() => {
    Robot.releaseNames();
  });

  test('has a name', () => {
    expect(robot.name).toMatch(/^[A-Z]{2}\d{3}$/);
  });

  xtest('keeps it', () => {
    expect(robot.name).toEqual(robot.name);
  });

  xtest('can be reset very often', () => {
    const used = new Set([robot.name]);
    for (let i = 0; i < 10000; i += 1) {
      robot.reset();
      used.add(robot.name);
    }
    expect(used.size).toEqual(10001);
  });

  xtest('name cannot be modified', () => {
    const modify = () => {
      robot.name += 'a modification';
    };
    expect(modify).toThrow();
  });

  // This test is optional.
  xtest('all the names can be generated', () => {
    const usedNames = new Set();
    usedNames.add(robot.name);

    for (let i = 0; i < TOTAL_NUMBER_OF_NAMES - 1; i += 1) {
      const newRobot = new Robot();
      usedNames.add(newRobot.name);
    }

    expect(usedNames.size).toEqual(TOTAL_NUMBER_OF_NAMES);
  });
});
