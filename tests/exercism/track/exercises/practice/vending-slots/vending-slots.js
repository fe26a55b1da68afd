export class Machine {}

export class SlotEmptyError extends Error {}

export class NotEnoughMoneyError extends Error {}
