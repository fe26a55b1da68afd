'use strict';

/** Something the bridge will not carry or believe; the judge records each one as an incident. */
class BridgeError extends Error {
  /**
   * @param {string} message one sentence for people
   * @param {string} [kind] 'lie' | 'limit' | 'unsupported' | 'tampered' | 'gone'
   */
  constructor(message, kind = 'unsupported') {
    super(message);
    this.name = 'BridgeError';
    this.kind = kind;
  }
}

/** The candidate wrote something that the protocol does not allow. */
class TamperedError extends BridgeError {
  constructor(message) {
    super(`The program wrote a malformed message to the judge: ${message}`, 'tampered');
    this.name = 'TamperedError';
  }
}

/** The candidate's end of a pipe is closed. */
class CandidateGoneError extends BridgeError {
  constructor() {
    super('the program ended before the tests were done', 'gone');
    this.name = 'CandidateGoneError';
  }
}

module.exports = { BridgeError, TamperedError, CandidateGoneError };
