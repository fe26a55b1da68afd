export class Tape {}
