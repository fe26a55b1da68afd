import { key, Character, abilityModifier } from './random-roster';

test('keys are of lower case letters', () => {
  expect(key()).toMatch(/^[a-z]+$/);
  expect(key()).toHaveLength(100);
});

xtest('keys are random', () => {
  const keys = new Set();
  for (let i = 0; i < 1000; i += 1) keys.add(key(20));
  expect(keys.size).toBe(1000);
});

describe('characters', () => {
  xtest('abilities stay within range', () => {
    for (let i = 0; i < 1000; i++) {
      expect(Character.rollAbility()).toBeGreaterThanOrEqual(3);
      expect(Character.rollAbility()).toBeLessThanOrEqual(18);
    }
  });

  xtest('keep what they were given', () => {
    const characters = Array.from({ length: 500 }, () => new Character());
    characters.forEach((character) => {
      expect(character.strength).toBe(character.strength);
      expect(character.hitpoints).toBeGreaterThan(5);
    });
    expect(new Set(characters.map(({ strength }) => strength)).size).toBeGreaterThan(3);
  });

  xtest('have modifiers', () => {
    expect([3, 10, 11, 18].map(abilityModifier)).toEqual([-4, 0, 0, 4]);
    expect(() => abilityModifier(2)).toThrow(new Error('Ability scores must be at least 3'));
    expect(() => abilityModifier(19)).toThrow('Ability scores can be at most 18');
  });
});
