export class Tower {}
