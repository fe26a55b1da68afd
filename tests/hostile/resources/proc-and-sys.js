// writes to the kernel's settings, its own limits and the cgroup's
// Expect: exited
const fs = require('node:fs');
const places = [
  ['/proc/sysrq-trigger', 'b'], ['/proc/sys/kernel/core_pattern', '|/bin/x'], ['/proc/sys/vm/overcommit_memory', '1'],
  ['/proc/self/oom_score_adj', '-1000'], ['/proc/1/oom_score_adj', '1000'], ['/sys/kernel/mm/transparent_hugepage/enabled', 'never'],
  ['/sys/fs/cgroup/memory/memory.limit_in_bytes', '-1'], ['/sys/fs/cgroup/pids/pids.max', 'max'], ['/sys/fs/cgroup/memory.max', 'max'],
];
exports.run = () => {
  for (const [path, value] of places) {
    try {
      fs.writeFileSync(path, value);
      return path;
    } catch {
      // refused
    }
  }
  return 'contained';
};
