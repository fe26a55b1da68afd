export const key = () => '';

export class Character {
  static rollAbility() {}
}

export const abilityModifier = () => 0;
