module.exports = class Box {
  constructor(content) {
    this.content = content;
  }
};
