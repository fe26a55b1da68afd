export default class RingFile {}

export class BufferFullError extends Error {}

export class BufferEmptyError extends Error {}
