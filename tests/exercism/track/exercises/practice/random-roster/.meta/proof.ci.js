export const key = (length = 100) =>
  Array.from({ length }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');

export const abilityModifier = (n) => {
  if (n < 3) throw new Error('Ability scores must be at least 3');
  if (n > 18) throw new Error('Ability scores can be at most 18');
  return Math.floor((n - 10) / 2);
};

export class Character {
  static rollAbility() {
    const rolls = Array.from({ length: 4 }, () => 1 + Math.floor(Math.random() * 6)).sort();
    return rolls.slice(1).reduce((a, b) => a + b);
  }

  #strength = Character.rollAbility();
  #hitpoints = 10 + abilityModifier(Character.rollAbility());

  get strength() {
    return this.#strength;
  }

  get hitpoints() {
    return this.#hitpoints;
  }
}
