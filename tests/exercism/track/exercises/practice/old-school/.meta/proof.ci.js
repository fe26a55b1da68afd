export function Size(width = 80, height = 60) {
  this.width = width;
  this.height = height;
}

Size.prototype.resize = function (width, height) {
  this.width = width;
  this.height = height;
};

export function Frame() {
  this.size = new Size();
  this.screen = new Size(800, 600);
}

Frame.prototype.resize = function ({ width, height }) {
  this.size.resize(Math.max(1, Math.min(width, this.screen.width)), Math.max(1, Math.min(height, this.screen.height)));
};

export const change = (frame) => {
  frame.resize(new Size(400, 300));
  return frame;
};
