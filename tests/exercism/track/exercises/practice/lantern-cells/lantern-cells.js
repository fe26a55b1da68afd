export class InputCell {}

export class ComputeCell {}

export class Lantern {}
