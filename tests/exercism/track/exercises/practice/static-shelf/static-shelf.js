export class Shelf {}

export class WallShelf extends Shelf {}
