export class Tree {
  constructor(data, children = []) {
    this.data = data;
    this.parent = null;
    this.children = children;
    children.forEach((child) => {
      child.parent = this;
    });
  }

  add(data) {
    const child = new Tree(data);
    child.parent = this;
    this.children.push(child);
    return child;
  }

  get root() {
    return this.parent ? this.parent.root : this;
  }

  each(visit) {
    visit(this.data, this);
    this.children.forEach((child) => child.each(visit));
  }

  static fromArray([data, ...children]) {
    return new Tree(data, children.map((child) => Tree.fromArray(child)));
  }
}

export const mirror = (tree) => {
  tree.children.reverse().forEach(mirror);
  return tree;
};

export const depth = (node) => 1 + Math.max(0, ...(node.children ?? []).map(depth));
